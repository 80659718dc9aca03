package chosao.kernel.clock;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Factory;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.format.DateTimeParseException;

/** Gives the clock that everything in a service asks. */
@Factory
final class MarketClock {

    /**
     * How the service's clock differs from the machine's.
     *
     * @param offset added to the machine's time, to rehearse a future day; zero in normal running
     */
    @ConfigurationProperties("market.clock")
    record Settings(@Bindable(defaultValue = "PT0S") String offset) {

        /**
         * @throws IllegalArgumentException what is no ISO 8601 duration: running at another time
         *     than was asked for would be found out too late
         */
        Duration parsed() {
            try {
                return Duration.parse(offset);
            } catch (DateTimeParseException unreadable) {
                throw new IllegalArgumentException(
                        "CLOCK_OFFSET must be an ISO 8601 duration such as P30D or -PT1H, not '"
                                + offset
                                + "'",
                        unreadable);
            }
        }
    }

    /** PostgreSQL keeps microseconds: so what is answered now is what is read later. */
    private static final Duration TICK = Duration.ofNanos(1_000);

    @Bean
    @Singleton
    Clock clock(Settings settings) {
        return Clock.tick(Clock.offset(Clock.systemUTC(), settings.parsed()), TICK);
    }
}
