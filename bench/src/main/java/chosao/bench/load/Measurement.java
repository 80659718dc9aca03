package chosao.bench.load;

import java.time.Duration;
import java.util.Map;

/**
 * What a load came to.
 *
 * @param succeeded how often it went well within the window
 * @param errors how often it did not, by reason
 * @param latency of what went well
 */
public record Measurement(
        Duration window, long succeeded, Map<String, Long> errors, Latency latency) {

    public Measurement {
        errors = Map.copyOf(errors);
    }

    public double perSecond() {
        return succeeded * 1e9 / window.toNanos();
    }

    public long failed() {
        return errors.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The part that failed, from 0 to 1. Nothing at all counts as failed: it shows nothing. */
    public double errorRate() {
        long all = succeeded + failed();
        return all == 0 ? 1 : (double) failed() / all;
    }
}
