package chosao.gateway.testing;

import chosao.local.testing.LoopbackServer;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands in for a service: a real HTTP server that says what it was asked. */
public final class ServiceDouble implements AutoCloseable {

    private final LoopbackServer server = new LoopbackServer();
    private final String name;
    private volatile Behaviour behaviour = this::echo;

    /** What was asked, oldest first: {@code GET /path?query}. */
    public final List<String> asked = new CopyOnWriteArrayList<>();

    /** How it answers. */
    public interface Behaviour {
        void answer(HttpExchange exchange) throws IOException;
    }

    ServiceDouble(String name) {
        this.name = name;
        server.answering(
                "/",
                exchange -> {
                    try (exchange) {
                        asked.add(exchange.getRequestMethod() + ' ' + exchange.getRequestURI());
                        behaviour.answer(exchange);
                    }
                });
    }

    public String address() {
        return server.url().toString();
    }

    public void answers(Behaviour changed) {
        behaviour = changed;
    }

    /** Says again what it was asked, headers and all. */
    public void answersByDefault() {
        behaviour = this::echo;
    }

    private void echo(HttpExchange exchange) throws IOException {
        var body = new StringBuilder(name).append('\n');
        body.append(exchange.getRequestMethod())
                .append(' ')
                .append(exchange.getRequestURI())
                .append('\n');
        exchange.getRequestHeaders()
                .forEach((header, values) ->
                        body.append(header.toLowerCase(java.util.Locale.ROOT))
                                .append(": ")
                                .append(String.join(", ", values))
                                .append('\n'));
        exchange.getRequestBody().readAllBytes();
        answer(exchange, 200, body.toString());
    }

    public static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.close();
    }
}
