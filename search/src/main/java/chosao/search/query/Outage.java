package chosao.search.query;

import chosao.kernel.problem.KernelProblem;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import org.elasticsearch.client.ResponseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells an Elasticsearch that is away, too slow or not yet filled from a bug of ours: the first is
 * worth trying again.
 */
final class Outage {

    private static final Logger LOG = LoggerFactory.getLogger(Outage.class);

    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY_REQUESTS = 429;

    private Outage() {}

    /**
     * What to fail with instead: {@code service-unavailable} for an outage, else what it was given.
     */
    static Throwable translate(Throwable thrown) {
        var cause =
                thrown instanceof CompletionException && thrown.getCause() != null
                        ? thrown.getCause()
                        : thrown;
        if (!isOutage(cause)) {
            return cause;
        }
        LOG.warn("Elasticsearch does not answer: {}", cause.toString());
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
