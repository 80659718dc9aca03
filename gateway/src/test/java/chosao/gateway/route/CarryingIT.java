package chosao.gateway.route;

import static chosao.gateway.testing.ServiceDouble.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chosao.gateway.testing.RunningGateway;
import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CarryingIT {

    private static RunningGateway gateway;

    @BeforeAll
    static void open() {
        gateway =
                new RunningGateway(
                        Map.of(
                                "gateway.door.answer-timeout", "2s",
                                "gateway.door.body-timeout", "2s",
                                "gateway.door.connect-timeout", "10s"));
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    @AfterEach
    void behaveAgain() {
        gateway.catalog.answersByDefault();
        gateway.orders.answersByDefault();
        gateway.search.answersByDefault();
    }

    @Test
    void asksEachServiceForWhatIsItsOwn() {
        assertThat(gateway.get("/api/v1/products/1").body())
                .startsWith("catalog\nGET /api/v1/products/1\n");
        assertThat(gateway.get("/api/v1/carts/1?a=b%20c").body())
                .startsWith("orders\nGET /api/v1/carts/1?a=b%20c\n");
        assertThat(gateway.get("/api/v1/search?q=tr%C3%A0").body())
                .startsWith("search\nGET /api/v1/search?q=tr%C3%A0\n");
    }

    @Test
    void answersAnUnknownPathWithAProblem() {
        var answer = gateway.get("/api/v1/unknown");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
        assertThat(answer.body()).contains("/problems/not-found");
    }

    @Test
    void neverReachesAnInternalRoute() {
        for (var path :
                new String[] {
                    "/internal/changes",
                    "/api/v1/../internal/changes",
                    "/api/v1/%2e%2e/internal/changes",
                    "/api/v1/products/..%2f..%2f..%2finternal/changes",
                    "//internal/changes",
                    "/api/v1/..;/..;/internal/changes",
                    "http://x/internal/changes"
                }) {
            try (var client = gateway.raw()) {
                var head =
                        client.send(
                                        "GET "
                                                + path
                                                + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer an internal token for tests\r\n\r\n")
                                .head();

                assertThat(head).as(path).matches("(?s)HTTP/1.1 (400|404) .*");
            }
        }
        assertThat(gateway.catalog.asked).noneMatch(asked -> asked.contains("internal"));
        assertThat(gateway.orders.asked).noneMatch(asked -> asked.contains("internal"));
    }

    @Test
    void tellsItsHealthToThisMachineAlone() {
        assertThat(gateway.get("/health/readiness").statusCode()).isEqualTo(200);
        assertThat(gateway.get("/prometheus").body()).contains("gateway_requests");
        assertThat(gateway.get("/health/readiness", "X-Forwarded-For", "203.0.113.9").statusCode())
                .isEqualTo(404);
    }

    /** DNS rebinding: a page of another site that has its own name lead to this machine. */
    @Test
    void tellsNothingToPagesThatReachThisMachineByANameOfTheirOwn() {
        for (var host : new String[] {"attacker.example", "localhost.attacker.example:8080"}) {
            try (var client = gateway.raw()) {
                var head =
                        client.send("GET /prometheus HTTP/1.1\r\nHost: " + host + "\r\n\r\n")
                                .head();

                assertThat(head).as(host).startsWith("HTTP/1.1 404 ");
            }
        }
    }

    @Test
    void tellsNobodyElseHoweverThePathIsSpelt() {
        for (var path :
                new String[] {
                    "/prometheus",
                    "/prometheus/",
                    "/prometheus?x=1",
                    "/%70rometheus",
                    "/PROMETHEUS",
                    "/./prometheus",
                    "//prometheus",
                    "/docs/../prometheus",
                    "/assets/..%2fprometheus",
                    "/api/v1/prometheus",
                    "http://127.0.0.1/prometheus",
                    "/health",
                    "/health/liveness",
                    "/%68ealth/readiness"
                }) {
            for (var proxied : new String[] {"X-Forwarded-For: 203.0.113.9", "x-forwarded-for:"}) {
                try (var client = gateway.raw()) {
                    client.send("GET " + path + " HTTP/1.1\r\nHost: x\r\n" + proxied + "\r\n\r\n");

                    assertThat(client.head()).as(path).matches("(?s)HTTP/1.1 (400|404) .*");
                }
            }
        }
    }

    @Test
    void tellsWhichMethodsAResourceTakes() {
        var asked = gateway.request("/api/v1/accounts").method("OPTIONS", BodyPublishers.noBody());

        var answer = gateway.send(asked);

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow").orElseThrow().split(",\\s*"))
                .containsExactlyInAnyOrder("GET", "HEAD", "POST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
    void passesOnTheMethodsThatThereAre(String method) {
        try (var client = gateway.raw()) {
            client.send(method + " /api/v1/orders HTTP/1.1\r\nHost: x\r\n\r\n");

            assertThat(client.head()).startsWith("HTTP/1.1 200");
        }
        assertThat(gateway.orders.asked).contains(method + " /api/v1/orders");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FOO /api/v1/orders",
                "get /api/v1/orders",
                "Post /api/v1/orders",
                "TRACE /api/v1/orders",
                "PROPFIND /",
                "CONNECT market.example:443"
            })
    void passesOnNoOtherMethod(String line) {
        try (var client = gateway.raw()) {
            client.send(line + " HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}");

            assertThat(client.head()).startsWith("HTTP/1.1 501");
        }
        assertThat(gateway.orders.asked).doesNotContain(line);
    }

    @Test
    void announcesNoBodyForAHead() {
        try (var client = gateway.raw()) {
            client.send("HEAD / HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.head())
                    .startsWith("HTTP/1.1 200")
                    .doesNotContainIgnoringCase("transfer-encoding");

            client.send("GET /unknown HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.head()).startsWith("HTTP/1.1 404");
        }
    }

    @Test
    void givesEveryRequestAnIdAndATrace() {
        var own = gateway.get("/api/v1/products/1");
        var chosen =
                gateway.get(
                        "/api/v1/products/1",
                        "X-Request-Id",
                        "my-own.id-7",
                        "traceparent",
                        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        var odd =
                gateway.get(
                        "/api/v1/products/1",
                        "X-Request-Id",
                        "no spaces please!",
                        "traceparent",
                        "00-zzz");

        var id = own.headers().firstValue("X-Request-Id").orElseThrow();
        assertThat(own.body())
                .contains("x-request-id: " + id + "\n")
                .containsPattern("traceparent: 00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]\n");
        assertThat(chosen.headers().firstValue("X-Request-Id")).hasValue("my-own.id-7");
        assertThat(chosen.body())
                .contains(
                        "x-request-id: my-own.id-7\n",
                        "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\n");
        assertThat(odd.headers().firstValue("X-Request-Id"))
                .isPresent()
                .isNotEqualTo("no spaces please!");
        assertThat(odd.body()).doesNotContain("spaces", "zzz");
        assertThat(gateway.get("/api/v1/unknown").headers().firstValue("X-Request-Id")).isPresent();
    }

    @Test
    void passesOnNoHeaderThatConcernsOneConnectionOrClaimsAnOrigin() {
        try (var client = gateway.raw()) {
            client.send(
                    """
                    GET /api/v1/products/1 HTTP/1.1\r
                    Host: market.example\r
                    Connection: close, X-Secret-Hop, Authorization\r
                    X-Secret-Hop: 1\r
                    Keep-Alive: timeout=5\r
                    TE: trailers\r
                    Proxy-Authorization: Basic eA==\r
                    Upgrade: h2c\r
                    Forwarded: for=1.2.3.4\r
                    X-Forwarded-For: 1.2.3.4\r
                    X-Real-IP: 1.2.3.4\r
                    Authorization: Bearer abc\r
                    Accept-Language: vi\r
                    \r
                    """);

            var answer = client.rest();

            assertThat(answer)
                    .contains(
                            "x-forwarded-for: 127.0.0.1\n",
                            "x-forwarded-proto: http\n",
                            "x-forwarded-host: market.example\n",
                            "authorization: Bearer abc\n",
                            "accept-language: vi\n")
                    .doesNotContain(
                            "1.2.3.4",
                            "x-secret-hop",
                            "proxy-authorization",
                            "te: trailers",
                            "upgrade: h2c",
                            "keep-alive: timeout");
        }
    }

    @Test
    void streamsALargeAnswerWithoutKeepingIt() throws Exception {
        var size = 64 * 1024 * 1024;
        gateway.catalog.answers(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (var out = exchange.getResponseBody()) {
                for (int sent = 0; sent < size; sent += 65_536) {
                    out.write(new byte[65_536]);
                }
            }
        });

        try (var client = gateway.raw()) {
            client.send("GET /api/v1/products/1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            assertThat(client.head())
                    .startsWith("HTTP/1.1 200")
                    .containsIgnoringCase("transfer-encoding: chunked");

            assertThat(client.countRest()).isGreaterThan(size);
        }
    }

    @Test
    void letsTheServiceWaitForASlowClient() throws Exception {
        var written = new AtomicInteger();
        gateway.catalog.answers(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (var out = exchange.getResponseBody()) {
                for (int i = 0; i < 2_000; i++) {
                    out.write(new byte[65_536]);
                    written.incrementAndGet();
                }
            }
        });

        try (var client = gateway.raw()) {
            client.send("GET /api/v1/products/1 HTTP/1.1\r\nHost: x\r\n\r\n").head();
            var before = new AtomicInteger(-1);
            await().atMost(1_900, TimeUnit.MILLISECONDS)
                    .pollInterval(300, TimeUnit.MILLISECONDS)
                    .until(() -> before.getAndSet(written.get()) == written.get());

            assertThat(written.get()).isLessThan(1_000);
        }
    }

    @Test
    void carriesBodiesInBothDirections() {
        gateway.orders.answers(CarryingIT::echoBody);
        var bytes = "0123456789abcdef".repeat(8_000);

        var sized = gateway.post("/api/v1/carts", bytes);
        var chunked =
                gateway.send(
                        gateway.request("/api/v1/carts")
                                .POST(
                                        BodyPublishers.ofInputStream(() ->
                                                new ByteArrayInputStream(
                                                        bytes.getBytes(
                                                                java.nio.charset.StandardCharsets
                                                                        .US_ASCII)))));

        assertThat(sized.body()).isEqualTo(bytes);
        assertThat(chunked.body()).isEqualTo(bytes);
    }

    @Test
    void refusesABodyThatIsTooLargeEvenInChunks() {
        var before = gateway.orders.asked.size();
        var large = new byte[10 * 1024 * 1024];
        Arrays.fill(large, (byte) ' ');

        var sized =
                gateway.send(
                        gateway.request("/api/v1/orders").POST(BodyPublishers.ofByteArray(large)));

        assertThat(sized.statusCode()).isEqualTo(413);
        assertThat(sized.body())
                .contains("/problems/body-too-large", "131072 bytes", "\"maxBytes\":131072");
        assertThat(gateway.orders.asked).hasSize(before);
        var chunked =
                gateway.send(
                        gateway.request("/api/v1/orders")
                                .POST(
                                        BodyPublishers.ofInputStream(
                                                () -> new ByteArrayInputStream(large))));
        assertThat(chunked.statusCode()).isEqualTo(413);
        assertThat(chunked.body())
                .contains("/problems/body-too-large", "131072 bytes", "\"maxBytes\":131072");
        assertThat(gateway.post("/api/v1/orders", "{}").statusCode()).isEqualTo(200);
    }

    @Test
    void takesLargerBodiesWhereARouteNeedsThem() {
        var large = " ".repeat(1024 * 1024);

        var imported = gateway.post("/api/v1/imports/products", large);
        var tooLarge = gateway.post("/api/v1/imports/products", large + ' ');

        assertThat(imported.statusCode()).isEqualTo(200);
        assertThat(tooLarge.statusCode()).isEqualTo(413);
        assertThat(tooLarge.body()).contains("\"maxBytes\":1048576");
    }

    @Test
    void refusesWhatIsNotWellFormed() {
        assertThat(firstLine("GET /api/v1/products HTTP/1.1\r\n\r\n")).contains("400");
        assertThat(firstLine("GET /api/v1/products HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"))
                .contains("400");
        assertThat(firstLine("GET /api/v1/search?q=%zz HTTP/1.1\r\nHost: a\r\n\r\n"))
                .contains("400");
        assertThat(
                        firstLine(
                                "GET /api/v1/products HTTP/1.1\r\nHost: a\r\nX: "
                                        + "x".repeat(40_000)
                                        + "\r\n\r\n"))
                .contains("431");
        assertThat(
                        firstLine(
                                "GET /api/v1/search?q="
                                        + "x".repeat(20_000)
                                        + " HTTP/1.1\r\nHost: a\r\n\r\n"))
                .contains("414");
        assertThat(
                        firstLine(
                                "POST /api/v1/orders HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"))
                .contains("400");
        assertThat(
                        firstLine(
                                "POST /api/v1/orders HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"))
                .contains("400");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization", "Content-Type", "Idempotency-Key", "X-Cart-Token"})
    void refusesASecondLineOfWhatCanOnlyBeOne(String name) {
        var repeated = name + ": one\r\n" + name.toLowerCase(Locale.ROOT) + ": another";

        var answer = answerTo(repeated);

        assertThat(answer)
                .startsWith("HTTP/1.1 400")
                .contains("/problems/header-repeated", "The header " + name + " came");
    }

    @ParameterizedTest
    @ValueSource(strings = {"If-Match: \"1\"\r\nIf-Match: \"2\"", "Idempotency-Key: one,another"})
    void passesOnListsAndSingleLines(String headers) {
        assertThat(answerTo(headers)).startsWith("HTTP/1.1 200");
    }

    private static String answerTo(String headers) {
        try (var client = gateway.raw()) {
            client.send(
                    "POST /api/v1/carts HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                            + headers
                            + "\r\n\r\n");
            return client.rest();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "GZIP", "br", "gzip, gzip", "identity, gzip", "garbage"})
    void refusesABodyThatIsEncoded(String encoding) {
        var answer = gateway.post("/api/v1/carts", "[[[", "Content-Encoding", encoding);

        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(answer.headers().firstValue("Accept-Encoding")).hasValue("identity");
        assertThat(answer.body()).contains("/problems/encoded-body");
        assertThat(gateway.orders.asked).doesNotContain("POST /api/v1/carts");
        assertThat(gateway.post("/api/v1/carts", "{}", "Content-Encoding", "identity").statusCode())
                .isEqualTo(200);
        gateway.orders.asked.clear();
    }

    @Test
    void passesOnTheLongestThatItTakes() {
        try (var client = gateway.raw()) {
            client.send("GET /?q=" + "\u00c3\u00a0".repeat(4_000) + " HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.head()).startsWith("HTTP/1.1 200");
        }
        assertThat(
                        firstLine(
                                "GET / HTTP/1.1\r\nHost: x\r\nX-Much: "
                                        + "x".repeat(16_000)
                                        + "\r\n\r\n"))
                .contains("200");
    }

    @Test
    void saysWhatIsTooLongInTheLanguageOfTheClient() {
        var address = "/api/v1/search?q=" + "x".repeat(10_000);
        var header = "x".repeat(20_000);

        var longAddress = gateway.get(address, "Accept-Language", "vi");
        var largeHeaders =
                gateway.get("/api/v1/search", "A-Much", header, "Accept-Language", "vi,en;q=0.5");

        assertThat(longAddress.statusCode()).isEqualTo(414);
        assertThat(longAddress.headers().firstValue("Content-Language")).hasValue("vi");
        assertThat(longAddress.headers().firstValue("Vary")).hasValue("Accept-Language");
        assertThat(longAddress.body())
                .contains("\"type\":\"/problems/address-too-long\"", "\"detail\":\"Địa chỉ của");
        assertThat(largeHeaders.statusCode()).isEqualTo(431);
        assertThat(largeHeaders.body())
                .contains("\"type\":\"/problems/headers-too-large\"", "\"detail\":\"Phần đầu của");
        assertThat(gateway.get(address).body()).contains("longer than the gateway takes");
    }

    @Test
    void saysInTheLanguageOfTheClientWhatItRefusesBeforeRouting() {
        for (var refused :
                new String[] {
                    "GET /api/v1/search?q=%zz HTTP/1.1\r\nHost: x",
                    "GET /api/v1/search HTTP/1.1\r\nHost: x\r\nHost: y",
                    "GET /api/v1/search HTTP/2.0\r\nHost: x",
                    "GET /api/v1/search HTTP/1.1\r\nHost: x\r\nX-Cart-Token: a\r\nX-Cart-Token: b",
                    "TRACE /api/v1/search HTTP/1.1\r\nHost: x",
                    "GET /api/v1/search HTTP/1.1\r\nHost: x\r\nExpect: 200-ok",
                    "GET /unknown HTTP/1.1\r\nHost: x",
                }) {
            try (var client = gateway.raw()) {
                client.send(refused + "\r\nAccept-Language: vi\r\nConnection: close\r\n\r\n");

                assertThat(client.rest())
                        .as(refused)
                        .matches("(?s)HTTP/1.1 (4|5).*\"detail\":\"[^\"]*[^\\x00-\\x7f].*");
            }
        }
    }

    @Test
    void answersTheGoodRequestBeforeTheGarbageBehindIt() {
        var asked = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        gateway.catalog.answers(exchange -> {
            asked.countDown();
            waitFor(goOn);
            answer(exchange, 200, "the good one");
        });

        try (var client = gateway.raw()) {
            client.send("GET /api/v1/products/1 HTTP/1.1\r\nHost: x\r\n\r\n");
            waitFor(asked);
            client.send("garbage\r\n\r\n");
            goOn.countDown();

            assertThat(client.rest())
                    .startsWith("HTTP/1.1 200 OK")
                    .containsSubsequence("the good one", "HTTP/1.1 400 Bad Request");
        }
    }

    @Test
    void forgetsAClientThatLeavesGarbageBehindAndGoes() {
        var before = connected();
        var asked = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        gateway.catalog.answers(exchange -> {
            asked.countDown();
            waitFor(goOn);
        });

        try (var client = gateway.raw()) {
            client.send("GET /api/v1/products/1 HTTP/1.1\r\nHost: x\r\n\r\ngarbage\r\n\r\n");
            waitFor(asked);
        }
        goOn.countDown();

        await().untilAsserted(() -> assertThat(connected()).isLessThanOrEqualTo(before));
    }

    @Test
    void saysWhichServiceIsDownWhileTheOthersGoOn() throws Exception {
        int nobody;
        try (var socket = new ServerSocket(0)) {
            nobody = socket.getLocalPort();
        }
        try (var partial =
                new RunningGateway(
                        Map.of("gateway.services.search", "http://127.0.0.1:" + nobody))) {
            var down = partial.get("/api/v1/search?q=a", "Accept-Language", "vi");

            assertThat(down.statusCode()).isEqualTo(503);
            assertThat(down.headers().firstValue("Retry-After")).hasValue("2");
            assertThat(down.body())
                    .contains("/problems/service-unavailable", "\"service\":\"search\"");
            assertThat(partial.get("/api/v1/products/1").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void givesUpOnAServiceThatDoesNotAnswer() {
        var never = new CountDownLatch(1);
        gateway.search.answers(exchange -> {
            waitFor(never);
        });

        var answer = gateway.get("/api/v1/search?q=a");

        never.countDown();
        assertThat(answer.statusCode()).isEqualTo(504);
        assertThat(answer.body()).contains("/problems/timeout");
    }

    @Test
    void cutsOffAnAnswerThatTheServiceDidNotFinish() {
        gateway.catalog.answers(exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write(new byte[10]);
            exchange.getResponseBody().flush();
            throw new IOException("cut off on purpose");
        });

        try (var client = gateway.raw()) {
            client.send("GET /api/v1/products/1 HTTP/1.1\r\nHost: x\r\n\r\n");

            assertThat(client.head()).containsIgnoringCase("content-length: 1000");
            assertThat(client.countRest()).isEqualTo(10);
        }
    }

    @Test
    void answersRequestsSentAheadInTheirOrder() {
        try (var client = gateway.raw()) {
            client.send(
                    String.join(
                            "",
                            "GET /api/v1/products/1 HTTP/1.1\r\nHost: x\r\n\r\n",
                            "GET /api/v1/unknown HTTP/1.1\r\nHost: x\r\n\r\n",
                            "GET /api/v1/search?q=3 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"));

            var all = client.rest();

            assertThat(all.indexOf("/api/v1/products/1"))
                    .isPositive()
                    .isLessThan(all.indexOf("404 Not Found"));
            assertThat(all.indexOf("404 Not Found")).isLessThan(all.indexOf("/api/v1/search?q=3"));
        }
    }

    @Test
    void answersThousandsOfRefusedRequestsSentAhead() {
        var refused = "GET /unknown HTTP/1.1\r\nHost: x\r\n\r\n".repeat(3_000);
        var carried = "GET /api/v1/products/1 HTTP/1.1\r\nHost: x\r\n\r\n";
        var last = "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

        try (var client = gateway.raw()) {
            // While one is carried, those behind it come in and wait.
            Thread.ofVirtual().start(() -> client.send((refused + carried).repeat(10) + last));

            var answers = client.rest();

            assertThat(answers.split("HTTP/1.1 404 ", -1)).hasSize(1 + 10 * 3_000);
            assertThat(answers.split("HTTP/1.1 200 ", -1)).hasSize(1 + 10 + 1);
        }
    }

    @Test
    void asksForABodyThatIsHeldBackWithoutLosingCountOfTheAnswers() {
        gateway.orders.answers(CarryingIT::echoBody);

        try (var client = gateway.raw()) {
            client.send(
                    """
                    POST /api/v1/carts HTTP/1.1\r
                    Host: x\r
                    Expect: 100-continue\r
                    Content-Length: 4\r
                    \r
                    """);
            assertThat(client.head()).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
            client.send("bodyHEAD /api/v1/products/1 HTTP/1.1\r\nHost: x\r\n\r\n");

            assertThat(client.head())
                    .startsWith("HTTP/1.1 200")
                    .containsIgnoringCase("content-length: 4");
            assertThat(client.body(4)).isEqualTo("body");
            assertThat(client.head()).startsWith("HTTP/1.1 200");
            client.send("GET /unknown HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.head()).startsWith("HTTP/1.1 404");
        }
    }

    @Test
    void asksForNoBodyWhereThereIsNone() {
        try (var client = gateway.raw()) {
            client.send(
                    """
                    HEAD /api/v1/products/1 HTTP/1.1\r
                    Host: x\r
                    Expect: 100-continue\r
                    \r
                    """);
            assertThat(client.head()).startsWith("HTTP/1.1 200");

            client.send("GET /unknown HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.head()).startsWith("HTTP/1.1 404");
        }
    }

    @Test
    void closesTheConnectionWhenItRefusesABodyThatIsHeldBack() {
        try (var client = gateway.raw()) {
            client.send(
                    """
                    POST /unknown HTTP/1.1\r
                    Host: x\r
                    Expect: 100-continue\r
                    Content-Length: 4\r
                    \r
                    """);

            assertThat(client.head())
                    .startsWith("HTTP/1.1 404")
                    .containsIgnoringCase("connection: close");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Expect: 200-ok",
                "Expect: 100-continue, 200-ok",
                "Expect: 100-continue\r\nExpect: 200-ok"
            })
    void refusesWhatItCannotPromise(String expecting) {
        var before = gateway.orders.asked.size();

        try (var client = gateway.raw()) {
            client.send(
                    """
                    POST /api/v1/orders HTTP/1.1\r
                    Host: x\r
                    Content-Length: 2\r
                    Connection: close\r
                    %s\r
                    \r
                    {}\
                    """
                            .formatted(expecting));

            assertThat(client.rest())
                    .startsWith("HTTP/1.1 417")
                    .contains("/problems/expectation-failed");
        }
        assertThat(gateway.orders.asked).hasSize(before);
    }

    @Test
    void hearsAnExpectationInWhateverCase() {
        try (var client = gateway.raw()) {
            client.send(
                    """
                    POST /api/v1/carts HTTP/1.1\r
                    Host: x\r
                    Expect: 100-Continue\r
                    Content-Length: 4\r
                    \r
                    """);

            assertThat(client.head()).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/9.9", "HTTP/2.0", "HTTP/0.9"})
    void leavesAClientThatSpeaksAnotherVersion(String version) {
        try (var client = gateway.raw()) {
            client.send("GET /api/v1/products/1 " + version + "\r\nHost: x\r\n\r\n");

            assertThat(client.rest())
                    .startsWith("HTTP/1.1 505")
                    .containsIgnoringCase("connection: close")
                    .contains("/problems/http-version-unknown");
        }
    }

    @Test
    void answersTheVersionBefore() {
        try (var client = gateway.raw()) {
            client.send("GET /api/v1/products/1 HTTP/1.0\r\n\r\n");

            assertThat(client.rest()).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void doesNotLetSlowBodiesHoldWhatOthersNeed() {
        try (var narrow =
                        new RunningGateway(
                                Map.of(
                                        "gateway.door.threads", 1,
                                        "gateway.door.max-connections-per-service", 1,
                                        "gateway.door.max-waiting-per-service", 1));
                var first = narrow.raw();
                var second = narrow.raw()) {
            var begun = "POST /api/v1/orders HTTP/1.1\r\nHost: x\r\nContent-Length: 10000\r\n\r\n{";
            first.send(begun);
            second.send(begun);

            for (int order = 0; order < 10; order++) {
                assertThat(narrow.post("/api/v1/orders", "{}").statusCode()).isEqualTo(200);
            }
            assertThat(narrow.orders.asked).hasSize(10);
        }
    }

    @Test
    void givesABodyOneDeadlineHoweverItDrips() {
        try (var client = gateway.raw()) {
            client.send("POST /api/v1/orders HTTP/1.1\r\nHost: x\r\nContent-Length: 10000\r\n\r\n");
            var dripping = client.every(Duration.ofMillis(100), " ");

            assertThat(client.head())
                    .startsWith("HTTP/1.1 408")
                    .containsIgnoringCase("connection: close");
            dripping.interrupt();
        }
    }

    @Test
    void refusesABodyThatThereIsNoMemoryFor() {
        try (var small = new RunningGateway(Map.of("gateway.door.max-body-memory", 16_000))) {
            var refused = small.post("/api/v1/orders", " ".repeat(1_001));

            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            assertThat(small.orders.asked).isEmpty();
            for (int order = 0; order < 3; order++) {
                assertThat(small.post("/api/v1/orders", " ".repeat(900)).statusCode())
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void givesUpOnAServiceThatDoesNotReadTheBody() throws Exception {
        try (var deaf = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                var asking =
                        new RunningGateway(
                                Map.of(
                                        "gateway.door.answer-timeout",
                                        "1s",
                                        "gateway.services.orders",
                                        "http://127.0.0.1:" + deaf.getLocalPort()))) {
            var answer = asking.post("/api/v1/orders", " ".repeat(131_072));

            assertThat(answer.statusCode()).isEqualTo(504);
        }
    }

    @Test
    void givesUpOnARequestWithABodyThatWaitsForAConnection() {
        var goOn = new CountDownLatch(1);
        try (var narrow =
                new RunningGateway(
                        Map.of(
                                "gateway.door.threads", 1,
                                "gateway.door.answer-timeout", "2s",
                                "gateway.door.max-connections-per-service", 1))) {
            narrow.orders.answers(exchange -> writeUntil(goOn, exchange));
            try (var holding = narrow.raw()) {
                holding.send("GET /api/v1/orders HTTP/1.1\r\nHost: x\r\n\r\n").head();

                var waiting = narrow.post("/api/v1/orders", "{}");

                assertThat(waiting.statusCode()).isEqualTo(504);
                assertThat(narrow.orders.asked).containsExactly("GET /api/v1/orders");
            } finally {
                goOn.countDown();
            }
        }
    }

    @Test
    void sendsAServiceOneLengthForABodyInChunks() {
        try (var client = gateway.raw()) {
            client.send(
                    """
                    POST /api/v1/orders HTTP/1.1\r
                    Host: x\r
                    Connection: close\r
                    Transfer-Encoding: chunked\r
                    \r
                    1\r
                    {\r
                    1\r
                    }\r
                    0\r
                    \r
                    """);

            assertThat(client.rest())
                    .contains("content-length: 2\n")
                    .doesNotContain("transfer-encoding: chunked\n");
        }
    }

    @Test
    void doesNotGoOnForAClientThatDoesNotRead() {
        var size = 1024 * 1024;
        gateway.catalog.answers(exchange -> answer(exchange, 200, "x".repeat(size)));
        var before = connected();
        gateway.catalog.asked.clear();

        try (var client = gateway.raw()) {
            var request = "GET /api/v1/products/1 HTTP/1.1\r\nHost: x\r\n\r\n";
            client.send(request.repeat(500));

            await().untilAsserted(() -> assertThat(connected()).isLessThanOrEqualTo(before));
        }
        // What the sockets between us hold, and not much more.
        assertThat(gateway.catalog.asked).hasSizeLessThan(100);
    }

    @Test
    void goesOnWhenASlowClientReads() {
        var size = 1024 * 1024;
        gateway.catalog.answers(exchange -> answer(exchange, 200, "x".repeat(size)));
        gateway.catalog.asked.clear();
        var request = "GET /api/v1/products/1 HTTP/1.1\r\nHost: x\r\n\r\n";
        var last = "GET /api/v1/products/1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

        try (var client = gateway.raw()) {
            client.send(request.repeat(59) + last);
            var before = new AtomicInteger(-1);
            await().atMost(1_900, TimeUnit.MILLISECONDS)
                    .pollInterval(200, TimeUnit.MILLISECONDS)
                    .until(() -> {
                        int asked = gateway.catalog.asked.size();
                        return before.getAndSet(asked) == asked;
                    });
            assertThat(before.get()).isLessThan(60);

            assertThat(client.countRest()).isGreaterThan(60L * size);
            assertThat(gateway.catalog.asked).hasSize(60);
        }
    }

    @Test
    void repeatsAReadButNotAWriteWhenAnIdleConnectionWasClosedUnderIt() throws Exception {
        try (var forgetful = new ForgetfulService();
                var fresh =
                        new RunningGateway(
                                Map.of(
                                        "gateway.door.threads",
                                        1,
                                        "gateway.services.orders",
                                        "http://127.0.0.1:" + forgetful.port()))) {
            assertThat(fresh.get("/api/v1/carts/1").statusCode()).isEqualTo(200);

            var read = fresh.get("/api/v1/carts/2");
            var write = fresh.post("/api/v1/carts", "{}");

            assertThat(read.statusCode()).isEqualTo(200);
            assertThat(forgetful.heard())
                    .containsExactly(
                            "GET /api/v1/carts/1",
                            "GET /api/v1/carts/2",
                            "GET /api/v1/carts/2",
                            "POST /api/v1/carts");
            assertThat(write.statusCode()).isEqualTo(503);
        }
    }

    @Test
    void finishesTheRunningRequestWhenItStops() throws Exception {
        var asked = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var stopping = new RunningGateway();
        stopping.catalog.answers(exchange -> {
            asked.countDown();
            waitFor(goOn);
            answer(exchange, 200, "finished");
        });
        try (var client = stopping.raw()) {
            client.send("GET /api/v1/products/1 HTTP/1.1\r\nHost: x\r\n\r\n");
            asked.await();

            var stopped = stopping.bean(Door.class).shutdownGracefully().toCompletableFuture();

            assertThat(stopped).isNotDone();
            goOn.countDown();
            assertThat(client.rest()).startsWith("HTTP/1.1 200").endsWith("finished");
            stopped.get(10, TimeUnit.SECONDS);
        } finally {
            stopping.close();
        }
    }

    private static long connected() {
        return gateway.bean(Door.class).reportActiveTasks().orElseThrow();
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            if (!latch.await(20, TimeUnit.SECONDS)) {
                throw new AssertionError("waited in vain");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static String firstLine(String request) {
        try (var client = gateway.raw()) {
            return client.send(request).head().lines().findFirst().orElseThrow();
        }
    }

    /** An answer that goes on and on, fast enough for every timeout. */
    private static void writeUntil(CountDownLatch goOn, HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        try (var out = exchange.getResponseBody()) {
            do {
                out.write(' ');
                out.flush();
            } while (!goOn.await(100, TimeUnit.MILLISECONDS));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void echoBody(HttpExchange exchange) throws IOException {
        var body = exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }
}
