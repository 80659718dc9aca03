package chosao.kernel.security;

import io.micronaut.http.HttpRequest;
import java.util.Optional;

/** The access token that a request brings along in its header (RFC 6750, 2.1). */
public final class BearerToken {

    /** What stands before the token, and in a challenge that says no more. */
    public static final String SCHEME = "Bearer";

    private BearerToken() {}

    /** The token itself, where the request brings one. */
    static Optional<String> of(HttpRequest<?> request) {
        return request.getHeaders()
                .getAuthorization()
                .map(credentials -> credentials.split(" ", 2))
                .filter(parts -> parts.length == 2 && SCHEME.equalsIgnoreCase(parts[0]))
                .map(parts -> parts[1]);
    }

    /** Whether the request brings one, good or not. */
    static boolean comesWith(HttpRequest<?> request) {
        return request.getHeaders()
                .getAuthorization()
                .filter(credentials -> SCHEME.equalsIgnoreCase(credentials.split(" ", 2)[0]))
                .isPresent();
    }

    /**
     * What a 401 says in {@code WWW-Authenticate}: without a token only that one is asked for, with
     * one that it is not good (RFC 6750, 3).
     */
    public static String challenge(HttpRequest<?> request) {
        return comesWith(request) ? SCHEME + " error=\"invalid_token\"" : SCHEME;
    }
}
