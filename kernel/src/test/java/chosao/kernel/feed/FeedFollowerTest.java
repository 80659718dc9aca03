package chosao.kernel.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.micronaut.json.JsonMapper;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class FeedFollowerTest {

    @Test
    void asksAgainWhereTheFeedFallsSilentInTheMiddleOfAnAnswer() throws Exception {
        var asked = new AtomicInteger();
        var answered = new CountDownLatch(1);
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    var page = "{\"items\":[],\"next\":\"0-0\"}".getBytes(UTF_8);
                    exchange.sendResponseHeaders(200, page.length);
                    if (asked.incrementAndGet() == 1) {
                        exchange.getResponseBody().write(page, 0, 5);
                        exchange.getResponseBody().flush();
                        return;
                    }
                    exchange.getResponseBody().write(page);
                    exchange.close();
                    answered.countDown();
                });
        server.start();
        try (var _ =
                new FeedFollower(
                        "silent",
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                        "token",
                        new Beginner(),
                        JsonMapper.createDefault(),
                        Duration.ofMillis(500))) {
            assertThat(answered.await(20, TimeUnit.SECONDS)).isTrue();
        } finally {
            server.stop(0);
        }
    }

    @Test
    void lagsWhileTheFeedIsHeldBackAndNoLonger() throws Exception {
        var held = new AtomicBoolean(true);
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    var since = held.get() ? "\"2026-11-22T00:00:00Z\"" : "null";
                    var page =
                            "{\"items\":[],\"next\":\"0-0\",\"heldBackSince\":%s}"
                                    .formatted(since)
                                    .getBytes(UTF_8);
                    exchange.sendResponseHeaders(200, page.length);
                    exchange.getResponseBody().write(page);
                    exchange.close();
                });
        server.start();
        try (var follower =
                new FeedFollower(
                        "held back",
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                        "token",
                        new Beginner(),
                        JsonMapper.createDefault())) {
            await(() -> follower.heldBackSince() != null);
            assertThat(follower.heldBackSince()).isEqualTo("2026-11-22T00:00:00Z");
            assertThat(follower.lag()).isPositive();
            assertThat(follower.caughtUpAt()).isNull();

            held.set(false);

            await(() -> follower.lag().isZero());
            assertThat(follower.heldBackSince()).isNull();
            assertThat(follower.caughtUpAt()).isNotNull();
        } finally {
            server.stop(0);
        }
    }

    @Test
    void lagsWhileTheFeedDoesNotAnswer() throws Exception {
        var down = new AtomicBoolean();
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    var page = "{\"items\":[],\"next\":\"0-0\"}".getBytes(UTF_8);
                    exchange.sendResponseHeaders(down.get() ? 503 : 200, page.length);
                    exchange.getResponseBody().write(page);
                    exchange.close();
                });
        server.start();
        try (var follower =
                new FeedFollower(
                        "down",
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                        "token",
                        new Beginner(),
                        JsonMapper.createDefault())) {
            await(() -> follower.lag().isZero());

            down.set(true);
            await(() -> !follower.lag().isZero());

            down.set(false);
            await(() -> follower.lag().isZero());
        } finally {
            server.stop(0);
        }
    }

    private static void await(BooleanSupplier condition) {
        for (int looks = 0; looks < 2_000 && !condition.getAsBoolean(); looks++) {
            LockSupport.parkNanos(10_000_000);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    private static final class Beginner implements FeedReader {

        @Override
        public FeedCursor position() {
            return FeedCursor.START;
        }

        @Override
        public void apply(List<Change> changes, FeedCursor next) {}
    }
}
