package chosao.local.stripe.http;

import java.util.Map;

/** A response as it goes out. */
record Reply(int status, String contentType, String body, Map<String, String> headers) {

    private static final String JSON = "application/json";

    static Reply json(int status, String body) {
        return new Reply(status, JSON, body, Map.of());
    }

    static Reply html(int status, String body) {
        return new Reply(status, "text/html; charset=utf-8", body, Map.of());
    }

    static Reply redirect(String location) {
        return new Reply(303, "text/plain; charset=utf-8", "", Map.of("Location", location));
    }

    Reply with(Map<String, String> more) {
        return new Reply(status, contentType, body, more);
    }
}
