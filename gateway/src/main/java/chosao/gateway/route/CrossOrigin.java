package chosao.gateway.route;

import static io.netty.handler.codec.http.HttpHeaderNames.ACCESS_CONTROL_ALLOW_HEADERS;
import static io.netty.handler.codec.http.HttpHeaderNames.ACCESS_CONTROL_ALLOW_METHODS;
import static io.netty.handler.codec.http.HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN;
import static io.netty.handler.codec.http.HttpHeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS;
import static io.netty.handler.codec.http.HttpHeaderNames.ACCESS_CONTROL_MAX_AGE;
import static io.netty.handler.codec.http.HttpHeaderNames.ACCESS_CONTROL_REQUEST_METHOD;
import static io.netty.handler.codec.http.HttpHeaderNames.ORIGIN;
import static io.netty.handler.codec.http.HttpHeaderNames.VARY;

import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The pages of other origins that may call the market from a browser: the server's half of CORS
 * (WHATWG Fetch, "HTTP CORS protocol").
 *
 * <p>It lets browsers in and keeps nobody out. Who may do what is told by a token that a page must
 * have got hold of, never by a cookie that a browser adds by itself; so a request of any other
 * origin is answered like every request, only that its page does not get to read the answer.
 */
final class CrossOrigin {

    private static final AsciiString REQUEST_HEADERS =
            AsciiString.cached(
                    "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match,"
                            + " X-Cart-Token, Accept-Language, X-Request-Id");

    private static final AsciiString EXPOSED_HEADERS =
            AsciiString.cached(
                    "ETag, Location, Retry-After, RateLimit, RateLimit-Policy,"
                            + " Idempotent-Replayed, X-Request-Id, WWW-Authenticate");

    /** Seconds for which a browser need not ask again: Chromium's own upper bound. */
    private static final AsciiString MAX_AGE = AsciiString.cached("7200");

    private final Set<String> permitted;

    /**
     * @param origins as browsers write them, {@code https://shop.example}
     * @throws IllegalArgumentException for what no browser would send as its origin
     */
    CrossOrigin(List<String> origins) {
        permitted =
                origins.stream()
                        .map(String::strip)
                        .filter(origin -> !origin.isEmpty())
                        .map(CrossOrigin::checked)
                        .collect(Collectors.toUnmodifiableSet());
    }

    private static String checked(String origin) {
        if (!origin.equals(serialized(origin))) {
            throw new IllegalArgumentException(
                    "CORS_ORIGINS: %s (expected: origins as browsers send them, such as https://shop.example or http://localhost:3000)"
                            .formatted(origin));
        }
        return origin;
    }

    /**
     * The serialization of the text's origin (WHATWG HTML, "Origin"): a scheme, a host in lower
     * case and the port where it is not the scheme's own.
     */
    private static @Nullable String serialized(String text) {
        try {
            var uri = new URI(text.toLowerCase(Locale.ROOT)).parseServerAuthority();
            int ownPort =
                    switch (uri.getScheme()) {
                        case "http" -> 80;
                        case "https" -> 443;
                        case null, default -> 0;
                    };
            if (ownPort == 0 || uri.getHost() == null || uri.getPort() > 65_535) {
                return null;
            }
            var origin = uri.getScheme() + "://" + uri.getHost();
            return uri.getPort() < 0 || uri.getPort() == ownPort
                    ? origin
                    : origin + ":" + uri.getPort();
        } catch (URISyntaxException malformed) {
            return null;
        }
    }

    /** The origin of the page that asks, where it is one that may read the answer. */
    @Nullable String permitted(HttpHeaders request) {
        if (permitted.isEmpty()) {
            return null;
        }
        var origin = request.get(ORIGIN);
        return origin != null && permitted.contains(origin) ? origin : null;
    }

    /** Whether a browser asks by this if it may send another request. */
    static boolean isPreflight(HttpRequest request) {
        return request.method().equals(HttpMethod.OPTIONS)
                && request.headers().contains(ORIGIN)
                && request.headers().contains(ACCESS_CONTROL_REQUEST_METHOD);
    }

    /**
     * What a permitted page may send: the same for every path, since what is not there is better
     * told by its own answer, which the page can read.
     */
    static FullHttpResponse preflightAnswer() {
        var answer =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.NO_CONTENT);
        answer.headers()
                .set(ACCESS_CONTROL_ALLOW_METHODS, Methods.LIST)
                .set(ACCESS_CONTROL_ALLOW_HEADERS, REQUEST_HEADERS)
                .set(ACCESS_CONTROL_MAX_AGE, MAX_AGE);
        return answer;
    }

    /**
     * Lets the page read the answer. Caches are told that the answer to another page may differ,
     * also where this one goes to none.
     *
     * @param origin that of the request, if it is permitted
     */
    void share(HttpHeaders answer, @Nullable String origin) {
        if (permitted.isEmpty()) {
            return;
        }
        answer.add(VARY, ORIGIN);
        if (origin != null) {
            answer.set(ACCESS_CONTROL_ALLOW_ORIGIN, origin)
                    .set(ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED_HEADERS);
        }
    }
}
