package chosao.kernel.http;

import io.micronaut.core.order.Ordered;
import io.micronaut.core.propagation.MutablePropagatedContext;
import io.micronaut.core.propagation.ThreadPropagatedContextElement;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Gives each request an id that is told to the client, written beside every line of the log, and
 * passed on to the services behind.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
public final class RequestId implements Ordered {

    public static final String HEADER = "X-Request-Id";

    /** What a client may choose as id: it goes into logs, so it is short and plain. */
    private static final Pattern ACCEPTED = Pattern.compile("[A-Za-z0-9._-]{8,64}");

    /** Whether a client may call its request so. */
    public static boolean isAcceptable(String id) {
        return ACCEPTED.matcher(id).matches();
    }

    @RequestFilter
    void begin(HttpRequest<?> request, MutablePropagatedContext context) {
        var id =
                request.getHeaders()
                        .findFirst(HEADER)
                        .filter(RequestId::isAcceptable)
                        .orElseGet(() -> UUID.randomUUID().toString());
        request.setAttribute(HEADER, id);
        context.add(new LogLabel(id));
    }

    @ResponseFilter
    void end(HttpRequest<?> request, MutableHttpResponse<?> response) {
        of(request).ifPresent(id -> response.getHeaders().set(HEADER, id));
    }

    /** The id of the request, once this filter has seen it. */
    public static Optional<String> of(HttpRequest<?> request) {
        return request.getAttribute(HEADER, String.class);
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    /** Keeps the id in the logger's context wherever the request's work moves to. */
    private record LogLabel(String id) implements ThreadPropagatedContextElement<@Nullable String> {

        private static final String KEY = "requestId";

        @Override
        public @Nullable String updateThreadContext() {
            var previous = MDC.get(KEY);
            MDC.put(KEY, id);
            return previous;
        }

        /** The context is entered again inside itself, for each query: the label stays then. */
        @Override
        public void restoreThreadContext(@Nullable String previous) {
            if (previous == null) {
                MDC.remove(KEY);
            } else {
                MDC.put(KEY, previous);
            }
        }
    }
}
