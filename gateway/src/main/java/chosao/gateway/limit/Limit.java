package chosao.gateway.limit;

import static java.util.concurrent.TimeUnit.SECONDS;

import chosao.kernel.problem.KernelProblem;
import chosao.kernel.problem.ProblemException;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.Optional;

/**
 * One rule: so many requests in such a time for each client. Unused requests are saved up to one
 * period's worth, so a short burst passes.
 */
final class Limit {

    private final String name;
    private final long permits;
    private final Duration period;
    private final Cache<String, Bucket> buckets;

    Limit(String name, long permits, Duration period, long clients) {
        this.name = name;
        this.permits = permits;
        this.period = period;
        // A bucket left alone for a period is full, and a full bucket is as good as none.
        this.buckets =
                Caffeine.newBuilder()
                        .maximumSize(clients)
                        .expireAfterAccess(period.multipliedBy(2))
                        .build();
    }

    /** Counts a request of the client; what to answer if it is one too many. */
    Optional<ProblemException> refusal(String client) {
        if (permits == 0) {
            return Optional.empty();
        }
        var probe = buckets.get(client, key -> newBucket()).tryConsumeAndReturnRemaining(1);
        if (probe.isConsumed()) {
            return Optional.empty();
        }
        long wait = Math.ceilDiv(probe.getNanosToWaitForRefill(), SECONDS.toNanos(1));
        // RateLimit fields: draft-ietf-httpapi-ratelimit-headers-10.
        return Optional.of(
                KernelProblem.TOO_MANY_REQUESTS
                        .with(wait)
                        .header("Retry-After", Long.toString(wait))
                        .header(
                                "RateLimit-Policy",
                                "\"%s\";q=%d;w=%d".formatted(name, permits, period.toSeconds()))
                        .header("RateLimit", "\"%s\";r=0;t=%d".formatted(name, wait)));
    }

    /** Takes back that a request of the client was counted. */
    void giveBack(String client) {
        var bucket = buckets.getIfPresent(client);
        if (bucket != null) {
            bucket.addTokens(1);
        }
    }

    private Bucket newBucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(permits).refillGreedy(permits, period))
                .build();
    }
}
