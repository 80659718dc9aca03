package chosao.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chosao.gateway.testing.RunningGateway;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CrossOriginIT {

    private static final String SHOP = "https://shop.example";
    private static final String STRANGER = "https://stranger.example";
    private static final String WRONG =
            "{\"email\":\"nobody@x.example\",\"password\":\"12345678\"}";

    private static RunningGateway gateway;

    @BeforeAll
    static void open() {
        gateway =
                new RunningGateway(
                        Map.of("gateway.door.cors-origins", SHOP + ", http://localhost:3000"));
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    @Test
    void letsAPageOfAListedOriginReadWhatAnyoneAnswers() {
        var carried = gateway.get("/api/v1/products/1", "Origin", SHOP);
        var own = gateway.post("/api/v1/sessions", WRONG, "Origin", SHOP);
        var refused = gateway.get("/api/v1/unknown", "Origin", SHOP);
        var other = gateway.get("/api/v1/products/1", "Origin", "http://localhost:3000");

        assertThat(carried.statusCode()).isEqualTo(200);
        assertThat(own.statusCode()).isEqualTo(401);
        assertThat(refused.statusCode()).isEqualTo(404);
        for (var answer : new HttpResponse<?>[] {carried, own, refused}) {
            assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue(SHOP);
            assertThat(answer.headers().firstValue("Access-Control-Expose-Headers").orElseThrow())
                    .contains(
                            "ETag", "Location", "Retry-After", "X-Request-Id", "WWW-Authenticate");
            assertThat(answer.headers().allValues("Vary")).contains("origin");
            assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials")).isEmpty();
        }
        assertThat(other.headers().firstValue("Access-Control-Allow-Origin"))
                .hasValue("http://localhost:3000");
    }

    @Test
    void tellsAListedOriginBeforehandWhatItsPageMaySend() {
        var asked = gateway.orders.asked.size();

        var answer = preflight(SHOP);

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue(SHOP);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Methods").orElseThrow())
                .contains("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Headers").orElseThrow())
                .contains("Authorization", "Content-Type", "Idempotency-Key", "X-Cart-Token");
        assertThat(answer.headers().allValues("Vary")).contains("origin");
        assertThat(gateway.orders.asked).hasSize(asked);
    }

    @Test
    void answersAPageOfAnotherOriginLikeEverybodyAndDoesNotLetItRead() {
        var own = gateway.post("/api/v1/sessions", WRONG, "Origin", STRANGER);
        var carried = gateway.get("/api/v1/products/1", "Origin", STRANGER);

        assertThat(own.statusCode()).isEqualTo(401);
        assertThat(own.body()).contains("/problems/wrong-credentials");
        assertThat(carried.statusCode()).isEqualTo(200);
        assertThat(carried.body()).doesNotContain("origin: ");
        for (var answer : new HttpResponse<?>[] {own, carried, preflight(STRANGER)}) {
            assertThat(answer.headers().map().keySet())
                    .noneMatch(name -> name.startsWith("access-control"));
            assertThat(answer.headers().allValues("Vary")).contains("origin");
        }
    }

    @Test
    void showsTheOperatorsPagesToNoPageOfAnotherOrigin() {
        assertThat(gateway.get("/prometheus").statusCode()).isEqualTo(200);
        assertThat(gateway.get("/prometheus", "Origin", SHOP).statusCode()).isEqualTo(404);
    }

    @Test
    void servesItsOwnPagesBehindAProxyThatAsksByThisMachinesAddress() {
        try (var plain = new RunningGateway();
                var client = plain.raw()) {
            client.send(
                    """
                    POST /api/v1/sessions HTTP/1.1\r
                    Host: 127.0.0.1:8080\r
                    Origin: https://market.example\r
                    Content-Type: application/json\r
                    Content-Length: %d\r
                    \r
                    %s\
                    """
                            .formatted(WRONG.length(), WRONG));

            assertThat(client.head())
                    .startsWith("HTTP/1.1 401")
                    .doesNotContainIgnoringCase("vary: origin");
        }
    }

    @Test
    void doesNotStartWithWhatIsNoOrigin() {
        var settings = Map.of("gateway.door.cors-origins", SHOP + ",shop.example");

        assertThatThrownBy(() -> new RunningGateway(settings))
                .hasStackTraceContaining("CORS_ORIGINS: shop.example (expected: ");
    }

    private static HttpResponse<String> preflight(String origin) {
        return gateway.send(
                gateway.request(
                                "/api/v1/carts",
                                "Origin",
                                origin,
                                "Access-Control-Request-Method",
                                "POST",
                                "Access-Control-Request-Headers",
                                "content-type")
                        .method("OPTIONS", BodyPublishers.noBody()));
    }
}
