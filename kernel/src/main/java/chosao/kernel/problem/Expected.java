package chosao.kernel.problem;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** What should have stood where something stood that cannot be read. */
final class Expected {

    private static final int DIGITS_OF_INT = 9;
    private static final int DIGITS_OF_LONG = 18;

    private Expected() {}

    /**
     * The words for it.
     *
     * @param type as which it was to be read
     */
    static Reason of(Class<?> type) {
        if (type == int.class || type == Integer.class) {
            return Reason.of("field.not-whole-number", DIGITS_OF_INT);
        }
        if (type == long.class || type == Long.class) {
            return Reason.of("field.not-whole-number", DIGITS_OF_LONG);
        }
        return Reason.of(keyOf(type));
    }

    private static String keyOf(Class<?> type) {
        if (type == boolean.class || type == Boolean.class) {
            return "field.not-boolean";
        }
        if (type == double.class || Number.class.isAssignableFrom(type)) {
            return "field.not-number";
        }
        if (CharSequence.class.isAssignableFrom(type)) {
            return "field.not-text";
        }
        if (type == LocalDate.class) {
            return "field.not-day";
        }
        if (type == Instant.class) {
            return "field.not-moment";
        }
        if (type == UUID.class) {
            return "field.not-id";
        }
        if (Iterable.class.isAssignableFrom(type)) {
            return "field.not-list";
        }
        if (type.isEnum()) {
            return "field.not-choice";
        }
        return Record.class.isAssignableFrom(type) ? "field.not-object" : "field.unreadable";
    }
}
