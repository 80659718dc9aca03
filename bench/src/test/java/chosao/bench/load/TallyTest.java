package chosao.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TallyTest {

    private static final long OPENS = Long.MAX_VALUE - 1_000;
    private static final Duration WINDOW = Duration.ofSeconds(2);

    private final Tally tally = new Tally(OPENS, WINDOW);

    @Test
    void countsWhatEndsWithinTheWindow() {
        long closes = OPENS + WINDOW.toNanos();

        tally.succeeded(OPENS - millis(5), OPENS - 1);
        tally.succeeded(OPENS - millis(5), OPENS);
        tally.succeeded(closes - millis(5), closes - 1);
        tally.succeeded(closes - millis(5), closes);

        assertThat(tally.measurement().succeeded()).isEqualTo(2);
        assertThat(tally.measurement().perSecond()).isEqualTo(1);
    }

    @Test
    void findsPercentilesToThreeDigits() {
        for (int i = 1; i <= 1_000; i++) {
            tally.succeeded(OPENS, OPENS + millis(i));
        }

        var latency = tally.measurement().latency();

        assertThat((double) latency.p50()).isCloseTo(500_000, within(1_000.0));
        assertThat((double) latency.p99()).isCloseTo(990_000, within(1_000.0));
        assertThat((double) latency.max()).isCloseTo(1_000_000, within(1_000.0));
    }

    @Test
    void countsFailuresByReasonAndApartFromLatency() {
        tally.succeeded(OPENS, OPENS + millis(1));
        tally.failed("status 503", OPENS + millis(1));
        tally.failed("status 503", OPENS + millis(2));
        tally.failed("no answer", OPENS + millis(3));
        tally.failed("no answer", OPENS - 1);

        var measurement = tally.measurement();

        assertThat(measurement.errors()).isEqualTo(Map.of("status 503", 2L, "no answer", 1L));
        assertThat(measurement.errorRate()).isEqualTo(0.75);
        assertThat(measurement.latency().max()).isLessThan(1_100);
    }

    @Test
    void takesNothingAtAllForAFailure() {
        assertThat(tally.measurement().errorRate()).isEqualTo(1);
    }

    private static long millis(long number) {
        return TimeUnit.MILLISECONDS.toNanos(number);
    }
}
