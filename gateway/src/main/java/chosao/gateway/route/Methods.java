package chosao.gateway.route;

import static java.util.stream.Collectors.joining;

import io.netty.handler.codec.http.HttpMethod;
import io.netty.util.AsciiString;
import java.util.List;

/** The methods that anything here takes, or at least answers by what it takes instead. */
final class Methods {

    /** Most frequent first, since they are looked through in this order. */
    private static final List<HttpMethod> KNOWN =
            List.of(
                    HttpMethod.GET,
                    HttpMethod.POST,
                    HttpMethod.PUT,
                    HttpMethod.HEAD,
                    HttpMethod.PATCH,
                    HttpMethod.DELETE,
                    HttpMethod.OPTIONS);

    /** As a header names them. */
    static final AsciiString LIST =
            AsciiString.cached(KNOWN.stream().map(HttpMethod::name).collect(joining(", ")));

    private Methods() {}

    /** Methods are told apart by case: {@code get} is none (RFC 9110 section 9.1). */
    static boolean isKnown(HttpMethod method) {
        return KNOWN.contains(method);
    }
}
