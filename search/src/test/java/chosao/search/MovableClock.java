package chosao.search;

import io.micronaut.context.annotation.Replaces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Says whatever time a test set: at first noon of 22 November 2026 in Việt Nam. */
@Singleton
@Replaces(Clock.class)
public final class MovableClock extends Clock {

    public static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    private static final int HOURS_BEFORE_UTC = 7;

    private volatile Instant now = noonOf(TODAY);

    /** Moves to noon of that day in Việt Nam. */
    public void moveTo(LocalDate day) {
        now = noonOf(day);
    }

    public void moveTo(Instant instant) {
        now = instant;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.fixed(now, zone);
    }

    private static Instant noonOf(LocalDate day) {
        return day.atTime(12 - HOURS_BEFORE_UTC, 0).toInstant(ZoneOffset.UTC);
    }
}
