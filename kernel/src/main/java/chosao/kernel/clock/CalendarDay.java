package chosao.kernel.clock;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Reads days as RFC 3339 writes them, {@code 2026-11-22}. */
public final class CalendarDay {

    private static final int LENGTH = "2026-11-22".length();

    private CalendarDay() {}

    /**
     * The day, or nothing where the text is none of the years 0000 to 9999. Java's own form goes on
     * to the year 999999999, from where neither it nor PostgreSQL can count on.
     */
    public static Optional<LocalDate> parse(String text) {
        if (text.length() != LENGTH) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException noDay) {
            return Optional.empty();
        }
    }
}
