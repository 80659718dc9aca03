package chosao.catalog.testing;

import chosao.kernel.clock.MarketCalendar;
import io.micronaut.context.annotation.Replaces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The machine's clock, moved at will. */
@Singleton
@Replaces(Clock.class)
public final class TestClock extends Clock {

    private volatile Duration offset = Duration.ZERO;

    /** Moves to noon in Việt Nam on a day; from there the time runs on. */
    public void moveTo(LocalDate day) {
        moveTo(day.atTime(LocalTime.NOON).atZone(MarketCalendar.ZONE).toInstant());
    }

    public void moveTo(Instant moment) {
        offset = Duration.between(Instant.now(), moment);
    }

    public void reset() {
        offset = Duration.ZERO;
    }

    public LocalDate today() {
        return LocalDate.ofInstant(instant(), MarketCalendar.ZONE);
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(offset);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("days are asked of MarketCalendar");
    }
}
