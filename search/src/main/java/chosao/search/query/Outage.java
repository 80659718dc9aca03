package chosao.search.query;

import static java.util.concurrent.CompletableFuture.failedFuture;

import chosao.kernel.problem.KernelProblem;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.elasticsearch.client.ResponseException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells an Elasticsearch that is away, too slow or not yet filled from a bug of ours: the first is
 * worth trying again. The log hears of an outage when it begins and when it is over, however many
 * requests fail meanwhile.
 */
@Singleton
final class Outage {

    private static final Logger LOG = LoggerFactory.getLogger(Outage.class);

    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY_REQUESTS = 429;

    /**
     * How long no request may fail before an answer ends the outage: an Elasticsearch that is
     * overloaded refuses some and answers others.
     */
    private static final Duration CALM = Duration.ofSeconds(10);

    private final Clock clock;
    private final AtomicReference<@Nullable Failures> present = new AtomicReference<>();

    Outage(Clock clock) {
        this.clock = clock;
    }

    /** The requests that failed in one outage. */
    private record Failures(long count, Instant last) {}

    /** The answer, or what to fail with instead: {@code service-unavailable} in an outage. */
    <T> CompletableFuture<T> watch(CompletableFuture<T> answer) {
        return answer.whenComplete(
                        (answered, thrown) -> {
                            if (thrown == null) {
                                answered();
                            }
                        })
                .exceptionallyCompose(thrown -> failedFuture(translate(thrown)));
    }

    private void answered() {
        var failures = present.get();
        if (failures != null
                && clock.instant().isAfter(failures.last().plus(CALM))
                && present.compareAndSet(failures, null)) {
            LOG.info("Elasticsearch answers again; {} requests had failed", failures.count());
        }
    }

    private Throwable translate(Throwable thrown) {
        var cause =
                thrown instanceof CompletionException && thrown.getCause() != null
                        ? thrown.getCause()
                        : thrown;
        if (!isOutage(cause)) {
            return cause;
        }
        var now = clock.instant();
        var before =
                present.getAndUpdate(
                        failures -> new Failures(failures == null ? 1 : failures.count() + 1, now));
        if (before == null) {
            LOG.warn(
                    "Elasticsearch does not answer, which is said once until it does again: {}",
                    cause.toString());
        }
        return KernelProblem.SERVICE_UNAVAILABLE.with().header("Retry-After", "1");
    }

    private static boolean isOutage(Throwable cause) {
        return switch (cause) {
            case ElasticsearchException answer -> isOutage(answer.status());
            // An IOException too, yet one that answered.
            case ResponseException answer ->
                    isOutage(answer.getResponse().getStatusLine().getStatusCode());
            case IOException away -> true;
            default -> false;
        };
    }

    /** The index is not found until it is filled; any other 4xx refuses what we asked. */
    private static boolean isOutage(int status) {
        return status >= 500 || status == TOO_MANY_REQUESTS || status == NOT_FOUND;
    }
}
