package chosao.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import chosao.gateway.testing.RawClient;
import chosao.gateway.testing.RunningGateway;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client's bodies and everybody else's. */
class SharedBodiesIT {

    private static final Logger LOG = LoggerFactory.getLogger(SharedBodiesIT.class);

    private static final int CONNECTIONS = 200;
    private static final int ROUNDS = 3;

    /** One byte less than announced, and all that the gateway takes of an ordinary body. */
    private static final String UNFINISHED = " ".repeat(131_071);

    private static final String FILLER = "198.51.100.1";
    private static final String OTHER = "198.51.100.2";

    @Test
    void refusesNobodyElseWhileOneClientFillsItWithUnfinishedBodies() throws Exception {
        try (var gateway = new RunningGateway(Map.of("gateway.door.trusted-proxies", "127.0.0.1"));
                var unfinished = new Clients();
                var filling = Executors.newSingleThreadExecutor()) {
            var calm = writeTwice(gateway, 100);

            var filled =
                    filling.submit(() -> {
                        for (int body = 0; body < ROUNDS * CONNECTIONS; body++) {
                            unfinished.add(gateway.raw().send(unfinished("/api/v1/orders")));
                        }
                    });
            var crowded = new ArrayList<Write>();
            while (!filled.isDone()) {
                crowded.addAll(writeTwice(gateway, 1));
            }
            filled.get();
            crowded.addAll(writeTwice(gateway, 100));

            LOG.info("Another's writes before: {}", describe(calm));
            LOG.info("Another's writes meanwhile: {}", describe(crowded));
            assertThat(crowded).extracting(Write::status).containsOnly(200);
            var refused = gateway.post("/api/v1/orders", UNFINISHED, "X-Forwarded-For", FILLER);
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.body()).contains("/problems/too-many-bodies");
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            assertThat(unfinished.last().head()).startsWith("HTTP/1.1 429");
        }
    }

    @Test
    void keepsMemoryForWebhooksThatNoOtherBodyTakes() {
        try (var gateway =
                        new RunningGateway(
                                Map.of(
                                        "gateway.door.trusted-proxies",
                                        "127.0.0.1",
                                        "gateway.door.max-body-memory",
                                        5 * 1024 * 1024));
                var unfinished = new Clients()) {
            for (int body = 0; body < CONNECTIONS; body++) {
                unfinished.add(gateway.raw().send(unfinished("/api/v1/orders")));
            }
            assertThat(post(gateway, "/api/v1/orders", UNFINISHED, FILLER).statusCode())
                    .isEqualTo(429);

            var told = post(gateway, "/api/v1/webhooks/stripe", UNFINISHED, FILLER);
            var imported = post(gateway, "/api/v1/imports/products", UNFINISHED, FILLER);

            assertThat(told.statusCode()).isEqualTo(200);
            assertThat(imported.statusCode()).isEqualTo(200);
        }
    }

    @Test
    void waitsLessForTheBodiesOfAClientThatHasManyUnderWay() {
        var begun = "POST /api/v1/orders HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{";
        try (var gateway =
                        new RunningGateway(
                                Map.of(
                                        "gateway.door.threads", 1,
                                        "gateway.door.many-bodies", 3,
                                        "gateway.door.many-bodies-timeout", "1s"));
                var unfinished = new Clients()) {
            for (int body = 0; body < 4; body++) {
                unfinished.add(gateway.raw().send(begun));
                // By its answer the loop has read what came before it.
                assertThat(gateway.get("/api/v1/orders/1").statusCode()).isEqualTo(200);
            }

            assertThat(unfinished.last().head()).startsWith("HTTP/1.1 408");
            assertThat(unfinished.last().body(500)).contains("within 1 seconds");
            assertThat(unfinished.first().send("}").head()).startsWith("HTTP/1.1 200");
        }
    }

    /** Closed before the gateway is, which would wait for them. */
    private record Clients(List<RawClient> all) implements AutoCloseable {

        Clients() {
            this(new ArrayList<>());
        }

        void add(RawClient client) {
            all.add(client);
        }

        RawClient first() {
            return all.getFirst();
        }

        RawClient last() {
            return all.getLast();
        }

        @Override
        public void close() {
            all.forEach(RawClient::close);
        }
    }

    private record Write(int status, long nanos) {}

    /** Orders and tells of payments, as another client, in bodies that are not small. */
    private static List<Write> writeTwice(RunningGateway gateway, int times) {
        var writes = new ArrayList<Write>();
        for (int time = 0; time < times; time++) {
            writes.add(write(gateway, "/api/v1/orders", " ".repeat(20_000)));
            writes.add(write(gateway, "/api/v1/webhooks/stripe", " ".repeat(20_000)));
        }
        return writes;
    }

    private static Write write(RunningGateway gateway, String path, String body) {
        long start = System.nanoTime();
        var answer = post(gateway, path, body, OTHER);
        return new Write(answer.statusCode(), System.nanoTime() - start);
    }

    private static HttpResponse<String> post(
            RunningGateway gateway, String path, String body, String client) {
        return gateway.post(path, body, "X-Forwarded-For", client);
    }

    private static String unfinished(String path) {
        return """
        POST %s HTTP/1.1\r
        Host: x\r
        X-Forwarded-For: %s\r
        Content-Length: %d\r
        \r
        %s\
        """
                .formatted(path, FILLER, UNFINISHED.length() + 1, UNFINISHED);
    }

    private static String describe(List<Write> writes) {
        var sorted = writes.stream().map(Write::nanos).sorted().toList();
        return "%d, median %d ms, 99th percentile %d ms"
                .formatted(
                        sorted.size(),
                        Duration.ofNanos(sorted.get(sorted.size() / 2)).toMillis(),
                        Duration.ofNanos(sorted.get(sorted.size() * 99 / 100)).toMillis());
    }
}
