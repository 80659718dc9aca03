package chosao.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import chosao.local.testing.LoopbackServer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A service's change feed, written by hand: real HTTP, real long polling, and whatever changes a
 * test puts in.
 */
public final class FeedDouble implements AutoCloseable {

    public static final String TOKEN = "the-secret-that-services-share";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final LoopbackServer server =
            new LoopbackServer().answering("/internal/changes", this::answer);
    private final List<ObjectNode> changes = new ArrayList<>();

    public URI url() {
        return server.url();
    }

    /** Appends a change; data may be null, which tells of a deletion. */
    public synchronized void tell(String kind, UUID id, long version, @Nullable JsonNode data) {
        var change = JSON.createObjectNode();
        change.put("cursor", "7-" + (changes.size() + 1));
        change.put("kind", kind);
        change.put("id", id.toString());
        change.put("version", version);
        change.put("at", "2026-11-22T03:00:00Z");
        change.set("data", data);
        changes.add(change);
        notifyAll();
    }

    /** How many changes were told so far. */
    public synchronized int size() {
        return changes.size();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!("Bearer " + TOKEN)
                    .equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                exchange.sendResponseHeaders(401, -1);
                return;
            }
            var query =
                    Arrays.stream(exchange.getRequestURI().getQuery().split("&", -1))
                            .map(pair -> pair.split("=", 2))
                            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
            var after = query.getOrDefault("after", "0-0");
            var limit = Integer.parseInt(query.getOrDefault("limit", "500"));
            var wait = Long.parseLong(query.getOrDefault("wait", "0").replace("s", ""));
            var body = page(after, limit, wait).toString().getBytes(UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized ObjectNode page(String after, int limit, long waitSeconds)
            throws InterruptedException {
        int from = Integer.parseInt(after.substring(after.indexOf('-') + 1));
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(waitSeconds);
        for (long left = deadline - System.nanoTime();
                from >= changes.size() && left > 0;
                left = deadline - System.nanoTime()) {
            wait(Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
        }
        int to = Math.min(changes.size(), from + limit);
        var page = JSON.createObjectNode();
        page.putArray("items").addAll(from < to ? changes.subList(from, to) : List.of());
        page.put("next", from < to ? "7-" + to : after);
        return page;
    }

    @Override
    public void close() {
        server.close();
    }
}
