package chosao.kernel.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chosao.kernel.clock.MarketClock.Settings;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarketClockTest {

    @ParameterizedTest
    @CsvSource({"PT0S, 0", "P30D, 720", "P-1D, -24", "-PT1H, -1"})
    void isSoFarFromTheMachinesClock(String offset, int hours) {
        var clock = new MarketClock().clock(new Settings(offset));

        assertThat(Duration.between(Clock.systemUTC().instant(), clock.instant()))
                .isCloseTo(Duration.ofHours(hours), Duration.ofMinutes(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "30D", "1 day", "P1M"})
    void refusesToRunAtATimeThatItCannotRead(String offset) {
        assertThatThrownBy(() -> new MarketClock().clock(new Settings(offset)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("CLOCK_OFFSET")
                .hasMessageContaining("'" + offset + "'");
    }
}
