package chosao.kernel.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gauges whose numbers are asked of a store on a schedule, so that a scrape costs the store
 * nothing. While nobody scrapes, the store is not asked. Where it cannot be asked, the gauges show
 * NaN: an old number would look like a true one.
 *
 * <p>Every copy of a service shows the same numbers, since they are of the store: {@code max()}
 * over the copies is the number, {@code sum()} is not. Thread-safe.
 */
public final class SampledGauges {

    private static final Logger LOG = LoggerFactory.getLogger(SampledGauges.class);

    /** Longer than any usual pause between two scrapes. */
    private static final Duration WANTED_FOR = Duration.ofMinutes(5);

    private final MeterRegistry meters;
    private final List<Sampled> gauges = new ArrayList<>();
    private volatile long readAt;
    private volatile boolean asked;
    private volatile boolean failing;

    public SampledGauges(MeterRegistry meters) {
        this.meters = meters;
    }

    /** One number of those that are asked for together. */
    public final class Sampled {

        private volatile double value = Double.NaN;

        private Sampled() {}

        public void set(double measured) {
            value = measured;
        }

        private double read() {
            readAt = System.nanoTime();
            return value;
        }
    }

    /** Asks a store, and sets the gauges. */
    @FunctionalInterface
    public interface Question {
        void ask();
    }

    /**
     * Makes a gauge. All are made before the first {@link #sample}.
     *
     * @param name with dots, such as {@code market.refunds.failed}
     * @param tags names and values in turn
     */
    public Sampled gauge(String name, String description, String... tags) {
        var sampled = new Sampled();
        gauges.add(sampled);
        Gauge.builder(name, sampled, Sampled::read)
                .description(description)
                .tags(Tags.of(tags))
                // Otherwise what nobody else holds could be collected.
                .strongReference(true)
                .register(meters);
        return sampled;
    }

    /** Asks the store if anyone has read the numbers lately, and always the first time. */
    public void sample(Question question) {
        if (asked && System.nanoTime() - readAt > WANTED_FOR.toNanos()) {
            return;
        }
        try {
            question.ask();
            asked = true;
            failing = false;
        } catch (RuntimeException away) {
            gauges.forEach(gauge -> gauge.set(Double.NaN));
            if (!failing) {
                LOG.warn("Numbers for monitoring cannot be had at the moment: {}", away.toString());
            }
            failing = true;
        }
    }
}
