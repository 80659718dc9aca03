package chosao.bench.load;

import java.util.List;
import org.HdrHistogram.Histogram;

/** How long things took, in microseconds. */
public record Latency(long p50, long p99, long max) {

    static final Latency NONE = new Latency(0, 0, 0);

    static Latency of(Histogram histogram) {
        return histogram.getTotalCount() == 0
                ? NONE
                : new Latency(
                        histogram.getValueAtPercentile(50),
                        histogram.getValueAtPercentile(99),
                        histogram.getMaxValue());
    }

    /** Of a list of single observations. */
    public static Latency ofMicros(List<Long> observations) {
        var histogram = new Histogram(3);
        observations.forEach(histogram::recordValue);
        return of(histogram);
    }
}
