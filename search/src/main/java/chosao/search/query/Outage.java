package chosao.search.query;

import static java.util.concurrent.CompletableFuture.failedFuture;

import chosao.kernel.problem.KernelProblem;
import chosao.kernel.problem.OutageLog;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.elasticsearch.client.ResponseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells an Elasticsearch that is away, too slow or not yet filled from a bug of ours: the first is
 * worth trying again.
 */
@Singleton
final class Outage {

    private static final Logger LOG = LoggerFactory.getLogger(Outage.class);

    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY_REQUESTS = 429;

    private final OutageLog outages;

    Outage(Clock clock) {
        outages = new OutageLog(LOG, "Elasticsearch", clock);
    }

    /** The answer, or what to fail with instead: {@code service-unavailable} in an outage. */
    <T> CompletableFuture<T> watch(CompletableFuture<T> answer) {
        return answer.whenComplete(
                        (answered, thrown) -> {
                            if (thrown == null) {
                                outages.answered();
                            }
                        })
                .exceptionallyCompose(thrown -> failedFuture(translate(thrown)));
    }

    private Throwable translate(Throwable thrown) {
        var cause =
                thrown instanceof CompletionException && thrown.getCause() != null
                        ? thrown.getCause()
                        : thrown;
        if (!isOutage(cause)) {
            return cause;
        }
        outages.failed(cause);
        return KernelProblem.SERVICE_UNAVAILABLE
                .with()
                .member("service", "search")
                .header("Retry-After", "1");
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
