package chosao.gateway.limit;

import chosao.kernel.problem.ProblemException;
import io.netty.util.AsciiString;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The limits on routes that leave something behind whenever they are asked. Thread-safe. */
@Singleton
public final class RouteLimits {

    private static final Duration PERIOD = Duration.ofMinutes(1);
    private static final AsciiString POST = AsciiString.cached("POST");

    /** By path. */
    private final Map<String, Limit> posts;

    RouteLimits(RouteLimitConfig config) {
        posts =
                Map.of(
                        "/api/v1/carts", limit("carts", config.carts(), config),
                        "/api/v1/orders", limit("orders", config.orders(), config),
                        "/api/v1/sessions/refresh", limit("refreshes", config.refreshes(), config));
    }

    private static Limit limit(String name, long permits, RouteLimitConfig config) {
        return new Limit(name, permits, PERIOD, config.clients());
    }

    /**
     * Counts a request; what to answer if it is one too many.
     *
     * @param path canonical
     */
    public Optional<ProblemException> refusal(String address, AsciiString method, String path) {
        if (!POST.contentEquals(method)) {
            return Optional.empty();
        }
        var limit = posts.get(path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
        return limit == null ? Optional.empty() : limit.refusal(address);
    }
}
