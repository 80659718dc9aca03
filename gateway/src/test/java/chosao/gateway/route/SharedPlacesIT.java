package chosao.gateway.route;

import static chosao.gateway.testing.ServiceDouble.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chosao.gateway.testing.RawClient;
import chosao.gateway.testing.RunningGateway;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What one client takes of services, of passwords' places and of rows that are kept. */
class SharedPlacesIT {

    private static final String FILLER = "198.51.100.1";
    private static final String OTHER = "198.51.100.2";

    private static RunningGateway gateway;

    @BeforeAll
    static void open() {
        gateway =
                new RunningGateway(
                        Map.of(
                                "gateway.door.trusted-proxies", "127.0.0.1",
                                "gateway.limits.carts", 2,
                                "gateway.sessions.per-account", 2));
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    @Test
    void answersOthersWhileOneClientsRequestsHang() {
        var goOn = new CountDownLatch(1);
        gateway.orders.answers(exchange -> {
            if (FILLER.equals(exchange.getRequestHeaders().getFirst("X-Forwarded-For"))) {
                awaitWithoutChecks(goOn);
            }
            answer(exchange, 200, "answered");
        });
        var hanging = new ArrayList<RawClient>();
        try {
            var request =
                    "GET /api/v1/orders/1 HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: %s\r\n\r\n"
                            .formatted(FILLER);
            for (int each = 0; each < 200; each++) {
                hanging.add(gateway.raw().send(request));
            }
            await().until(() -> gateway.orders.asked.size() >= 64);

            for (int each = 0; each < 20; each++) {
                var answered = gateway.get("/api/v1/orders/2", "X-Forwarded-For", OTHER);
                assertThat(answered.statusCode()).isEqualTo(200);
            }
        } finally {
            goOn.countDown();
            hanging.forEach(RawClient::close);
            gateway.orders.answersByDefault();
        }
    }

    @Test
    void refusesPasswordsOfOneClientThatSendsTooManyAtOnce() throws Exception {
        // Not virtual: those would share the few threads that the passwords are hashed on.
        try (var senders = Executors.newFixedThreadPool(60)) {
            var flood =
                    Stream.generate(() -> senders.submit(() -> signIn(unknown(), FILLER)))
                            .limit(60)
                            .toList();

            assertThat(signIn(unknown(), OTHER).statusCode()).isEqualTo(401);

            assertThat(statuses(flood)).contains(429, 401);
        }
    }

    @Test
    void limitsTheCartsOfOneAddress() {
        assertThat(newCart(FILLER).statusCode()).isEqualTo(200);
        assertThat(newCart(FILLER).statusCode()).isEqualTo(200);

        var refused = newCart(FILLER);

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("RateLimit-Policy")).hasValue("\"carts\";q=2;w=60");
        assertThat(newCart(OTHER).statusCode()).isEqualTo(200);
        assertThat(
                        gateway.post("/api/v1/carts/1/items", "{}", "X-Forwarded-For", FILLER)
                                .statusCode())
                .isEqualTo(200);
    }

    @Test
    void endsTheOldestSessionWhereAnAccountHasTooMany() {
        var email = unknown();
        gateway.post(
                "/api/v1/accounts",
                "{\"email\": \"%s\", \"password\": \"long enough\", \"name\": \"An\"}"
                        .formatted(email));
        var first = refreshToken(email);
        var second = refreshToken(email);
        var third = refreshToken(email);

        assertThat(refresh(first)).isEqualTo(401);
        assertThat(refresh(second)).isEqualTo(200);
        assertThat(refresh(third)).isEqualTo(200);
    }

    private static String refreshToken(String email) {
        return RunningGateway.member(signIn(email, OTHER).body(), "refreshToken");
    }

    private static int refresh(String token) {
        return gateway.post("/api/v1/sessions/refresh", "{\"refreshToken\": \"" + token + "\"}")
                .statusCode();
    }

    private static HttpResponse<String> newCart(String client) {
        return gateway.post("/api/v1/carts", "{}", "X-Forwarded-For", client);
    }

    private static HttpResponse<String> signIn(String email, String client) {
        return gateway.post(
                "/api/v1/sessions",
                "{\"email\": \"" + email + "\", \"password\": \"long enough\"}",
                "X-Forwarded-For",
                client);
    }

    private static String unknown() {
        return UUID.randomUUID() + "@example.vn";
    }

    private static List<Integer> statuses(List<Future<HttpResponse<String>>> answers)
            throws InterruptedException, ExecutionException {
        var statuses = new ArrayList<Integer>();
        for (var answer : answers) {
            statuses.add(answer.get().statusCode());
        }
        return statuses;
    }

    private static void awaitWithoutChecks(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
