package chosao.kernel.clock;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * The calendar by which certificates run: days begin and end in Việt Nam, wherever the server
 * stands. Thread-safe.
 */
@Singleton
public final class MarketCalendar {

    /** Decisions are signed and expire by the civil day in Việt Nam, UTC+7 without summer time. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    private final Clock clock;

    public MarketCalendar(Clock clock) {
        this.clock = clock;
    }

    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZONE);
    }
}
