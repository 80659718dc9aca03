package chosao.kernel.problem;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts the problems that clients are answered with, by their kind: {@code
 * market_refusals_total{type="out-of-stock"}}. There are as many kinds as constants of {@link
 * ProblemType}, whatever clients send. Thread-safe.
 */
@Singleton
public class Refusals {

    private final MeterRegistry meters;
    private final Map<String, Counter> counters = new ConcurrentHashMap<>();

    Refusals(MeterRegistry meters) {
        this.meters = meters;
    }

    /** Counts an answer of this kind. */
    public void count(ProblemType type) {
        counters.computeIfAbsent(type.slug(), this::counter).increment();
    }

    private Counter counter(String slug) {
        return Counter.builder("market.refusals")
                .description("Answers that tell of a problem, by its kind")
                .tag("type", slug)
                .register(meters);
    }
}
