package chosao.gateway.limit;

import io.micronaut.http.HttpRequest;

/** Where a request to the gateway's own routes comes from. */
public final class ClientOrigin {

    private ClientOrigin() {}

    /**
     * The client's address. The header can be believed here: the door overwrites it, and nothing
     * but the door reaches these routes.
     */
    public static String of(HttpRequest<?> request) {
        return request.getHeaders()
                .findFirst("X-Forwarded-For")
                .orElseGet(() -> request.getRemoteAddress().getAddress().getHostAddress());
    }
}
