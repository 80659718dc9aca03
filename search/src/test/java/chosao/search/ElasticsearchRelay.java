package chosao.search;

import chosao.local.testing.LoopbackServer;
import chosao.local.testing.TestElasticsearch;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.function.BiPredicate;

/**
 * Stands before the real Elasticsearch and hands everything on, save requests that a test chose:
 * those it answers itself, with an error.
 */
public final class ElasticsearchRelay implements AutoCloseable {

    private final LoopbackServer server = new LoopbackServer().answering("/", this::answer);
    private final HttpClient http = HttpClient.newHttpClient();
    private volatile BiPredicate<String, String> chosen = (method, path) -> false;
    private volatile int status = 500;

    public URI url() {
        return server.url();
    }

    /** From now on answers requests of such a method and path with the status. */
    public void fail(BiPredicate<String, String> requests, int with) {
        status = with;
        chosen = requests;
    }

    /** From now on hands everything on. */
    public void recover() {
        chosen = (method, path) -> false;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var target = exchange.getRequestURI();
            var body = exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("X-Elastic-Product", "Elasticsearch");
            if (chosen.test(exchange.getRequestMethod(), target.getPath())) {
                reply(exchange, status, "application/json", error(status));
                return;
            }
            var request =
                    HttpRequest.newBuilder(TestElasticsearch.url().resolve(target))
                            .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
            for (var header : new String[] {"Content-Type", "Accept"}) {
                var value = exchange.getRequestHeaders().getFirst(header);
                if (value != null) {
                    request.header(header, value);
                }
            }
            var answered = http.send(request.build(), BodyHandlers.ofByteArray());
            reply(
                    exchange,
                    answered.statusCode(),
                    answered.headers().firstValue("Content-Type").orElse("application/json"),
                    answered.body());
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] error(int status) {
        return ("{\"error\":{\"type\":\"chosen\",\"reason\":\"chosen\"},\"status\":" + status + "}")
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    private static void reply(HttpExchange exchange, int status, String type, byte[] body)
            throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        if (body.length == 0) {
            exchange.sendResponseHeaders(status, -1);
        } else {
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.close();
        http.shutdownNow();
    }
}
