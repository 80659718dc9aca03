package chosao.local.stripe.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The JDK server's exchange, with what the sandbox needs of it. */
record Exchange(HttpExchange http) {

    private static final int LARGEST_BODY = 1 << 20;
    private static final int MOST_DISCARDED = 16 * LARGEST_BODY;

    String method() {
        return http.getRequestMethod();
    }

    String path() {
        return http.getRequestURI().getRawPath();
    }

    String query() {
        return Optional.ofNullable(http.getRequestURI().getRawQuery()).orElse("");
    }

    @Nullable String header(String name) {
        return http.getRequestHeaders().getFirst(name);
    }

    /** The body; empty when it is larger than any request of this API could be. */
    Optional<String> body() throws IOException {
        try (InputStream in = http.getRequestBody()) {
            byte[] bytes = in.readNBytes(LARGEST_BODY + 1);
            if (bytes.length <= LARGEST_BODY) {
                return Optional.of(new String(bytes, StandardCharsets.UTF_8));
            }
            // No body without end is read, so the server ends the connection: the client must know
            // that.
            http.getResponseHeaders().set("Connection", "close");
            discard(in);
            return Optional.empty();
        }
    }

    /**
     * Reads on past a body that nobody wants, for as long as one may take it for a mistake: a
     * connection that is closed over what was not read is reset, and the answer is lost with it.
     */
    private static void discard(InputStream body) throws IOException {
        byte[] buffer = new byte[8_192];
        int read = 0;
        for (int all = 0; all < MOST_DISCARDED && read >= 0; all += read) {
            read = body.read(buffer);
        }
    }

    void send(Reply reply) throws IOException {
        byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
        var headers = http.getResponseHeaders();
        reply.headers().forEach(headers::set);
        headers.set("Content-Type", reply.contentType());
        headers.set("Cache-Control", "no-cache, no-store");
        try (http) {
            http.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
            if (bytes.length > 0) {
                http.getResponseBody().write(bytes);
            }
        }
    }

    /** Ends the connection without a word, as a network that breaks would. */
    void drop() {
        http.close();
    }
}
