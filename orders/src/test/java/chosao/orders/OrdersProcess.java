package chosao.orders;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** The service as a process of its own, that can be killed. */
final class OrdersProcess implements AutoCloseable {

    private final Process process;
    private final URI url;

    private OrdersProcess(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    /** Starts one on a database of its own, and waits until it is ready. */
    static OrdersProcess start(
            Market market, Market.PostgresDatabase database, Map<String, String> settings) {
        int port = freePort();
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder =
                new ProcessBuilder(
                        List.of(
                                java,
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                OrdersApplication.class.getName()));
        var environment = builder.environment();
        environment.put("ORDERS_PORT", Integer.toString(port));
        environment.put("DATABASE_URL", database.url());
        environment.put("DATABASE_USER", database.user());
        environment.put("DATABASE_PASSWORD", database.password());
        environment.put("GATEWAY_URL", market.neighbours.url().toString());
        environment.put("CATALOG_URL", market.neighbours.url().toString());
        environment.put("INTERNAL_TOKEN", Market.INTERNAL_TOKEN);
        environment.put("STRIPE_API_KEY", Market.API_KEY);
        environment.put("STRIPE_PUBLISHABLE_KEY", Market.PUBLISHABLE_KEY);
        environment.put("STRIPE_WEBHOOK_SECRET", Market.WEBHOOK_SECRET);
        environment.put("STRIPE_API_BASE", market.stripe.baseUrl());
        environment.put("ORDERS_PAYMENT_SWEEP_EVERY", "100ms");
        environment.putAll(settings);
        builder.inheritIO();
        try {
            var started =
                    new OrdersProcess(builder.start(), URI.create("http://127.0.0.1:" + port));
            started.awaitReady(market);
            return started;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    URI url() {
        return url;
    }

    private void awaitReady(Market market) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .ignoreExceptions()
                .until(() ->
                        market.send(HttpRequest.newBuilder(url.resolve("/health/readiness")).GET())
                                        .status()
                                == 200);
    }

    /** Ends it as a power cut would: nothing is finished, nothing is said. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        kill();
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
