package chosao.bench.load;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Counts what ends within a window of time. What ends before it is warm-up, what ends after it is
 * cut off: so a rate is what really ended, divided by the window. Any number of threads may count.
 */
public final class Tally {

    private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(2);
    private static final int SIGNIFICANT_DIGITS = 3;

    private final Histogram latencies = new ConcurrentHistogram(LONGEST_MICROS, SIGNIFICANT_DIGITS);
    private final ConcurrentMap<String, LongAdder> failures = new ConcurrentHashMap<>();
    private final long opens;
    private final long closes;

    /**
     * @param opens reading of {@link System#nanoTime()} from which on it counts
     */
    public Tally(long opens, Duration window) {
        this.opens = opens;
        this.closes = opens + window.toNanos();
    }

    /** Counts something that went well and ends now. */
    public void succeeded(long startedAt) {
        succeeded(startedAt, System.nanoTime());
    }

    void succeeded(long startedAt, long endedAt) {
        if (isOpen(endedAt)) {
            long micros = TimeUnit.NANOSECONDS.toMicros(endedAt - startedAt);
            latencies.recordValue(Math.min(micros, LONGEST_MICROS));
        }
    }

    /** Counts something that went wrong and ends now. */
    public void failed(String why) {
        failed(why, System.nanoTime());
    }

    void failed(String why, long endedAt) {
        if (isOpen(endedAt)) {
            failures.computeIfAbsent(why, first -> new LongAdder()).increment();
        }
    }

    /** Differences, because a reading of the clock may overflow. */
    private boolean isOpen(long moment) {
        return moment - opens >= 0 && moment - closes < 0;
    }

    public boolean isOver() {
        return System.nanoTime() - closes >= 0;
    }

    /** What was counted; to be asked when nobody counts any more. */
    public Measurement measurement() {
        Map<String, Long> errors = new TreeMap<>();
        failures.forEach((why, count) -> errors.put(why, count.sum()));
        return new Measurement(
                Duration.ofNanos(closes - opens),
                latencies.getTotalCount(),
                errors,
                Latency.of(latencies));
    }
}
