package chosao.orders;

import chosao.kernel.security.Grant;
import chosao.kernel.security.Roles;
import chosao.local.stripe.StripeSandbox;
import chosao.local.stripe.StripeSandboxSettings;
import chosao.local.testing.TestPostgres;
import com.stripe.net.Webhook;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * The real service over HTTP, with a real PostgreSQL and the Stripe sandbox. One per test JVM; each
 * test makes its own goods and buyers.
 */
final class Market {

    static final String API_KEY = "sk_test_orders";
    static final String PUBLISHABLE_KEY = "pk_test_orders";
    static final String WEBHOOK_SECRET = "whsec_orders";

    /** What this market asks of a card at the least, in đồng; it is 10,000 at Stripe. */
    static final long SMALLEST_TOTAL = 4_000;

    static final String INTERNAL_TOKEN = "internal-token-of-the-tests";

    private static final class Running {
        static final Market MARKET = new Market();
    }

    final PostgresDatabase database;
    final StripeSandbox stripe;
    final Neighbours neighbours = new Neighbours();
    final EmbeddedServer server;
    final ShiftedClock clock;

    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .executor(Executors.newVirtualThreadPerTaskExecutor())
                    .build();
    private final AtomicLong versions = new AtomicLong();

    /** Where the service's rows are. */
    record PostgresDatabase(String url, String user, String password) {

        Connection connect() throws SQLException {
            return DriverManager.getConnection(url, user, password);
        }
    }

    private Market() {
        var fresh = TestPostgres.database("orders");
        database = new PostgresDatabase(fresh.url(), fresh.user(), fresh.password());
        stripe =
                StripeSandbox.start(
                        StripeSandboxSettings.inMemory(API_KEY, PUBLISHABLE_KEY, WEBHOOK_SECRET));
        Map<String, Object> settings = new LinkedHashMap<>(settings());
        settings.put("micronaut.server.port", -1);
        settings.put("test.clock", true);
        server = ApplicationContext.run(EmbeddedServer.class, settings);
        clock = server.getApplicationContext().getBean(ShiftedClock.class);
        stripe.sendTo(server.getURI().resolve("/api/v1/webhooks/stripe"));
    }

    static Market open() {
        return Running.MARKET;
    }

    /** What the service needs to run beside these servers, by property. */
    Map<String, Object> settings() {
        return Map.ofEntries(
                Map.entry("datasources.default.url", database.url()),
                Map.entry("datasources.default.username", database.user()),
                Map.entry("datasources.default.password", database.password()),
                Map.entry("GATEWAY_URL", neighbours.url().toString()),
                Map.entry("orders.catalog.url", neighbours.url().toString()),
                Map.entry("market.internal.token", INTERNAL_TOKEN),
                Map.entry("orders.stripe.api-key", API_KEY),
                Map.entry("orders.stripe.publishable-key", PUBLISHABLE_KEY),
                Map.entry("orders.stripe.webhook-secret", WEBHOOK_SECRET),
                Map.entry("orders.stripe.api-base", stripe.baseUrl()),
                Map.entry("orders.stripe.public-api-base", stripe.baseUrl()),
                // Below Stripe's, so that there is something for Stripe to refuse.
                Map.entry("orders.card.smallest", SMALLEST_TOTAL),
                Map.entry("orders.payment.sweep-every", "100ms"),
                Map.entry("orders.payment.retry-after", "1s"),
                Map.entry("orders.payment.count-disputes-every", "200ms"),
                Map.entry("orders.checkout.open-after", "20s"),
                Map.entry("market.metrics.every", "200ms"));
    }

    static LocalDate today() {
        return LocalDate.now(ZoneId.of("Asia/Ho_Chi_Minh"));
    }

    /** Something on offer, with stock of it. */
    Goods goods(int onHand) {
        return goods(onHand, today().plusYears(1));
    }

    /** Something on offer whose certificate ends on a day. */
    Goods goods(int onHand, LocalDate expiresOn) {
        var goods = Goods.of(today().minusYears(2), expiresOn);
        publish(goods);
        if (onHand > 0) {
            var owner = as(goods.owner(), "producer", "buyer");
            owner.put(
                            "/api/v1/products/" + goods.product() + "/stock",
                            "{\"sku\": \"%s\", \"onHand\": %d}".formatted(goods.sku(), onHand))
                    .expecting(200);
        }
        return goods;
    }

    /** Tells orders of the goods, through the feed, whenever it may hear of it. */
    long tell(Goods goods) {
        return tell(goods, goods.json());
    }

    private long tell(Goods goods, String json) {
        long version = versions.incrementAndGet();
        neighbours.publish(goods.product(), version, json);
        return version;
    }

    /** Tells orders of the goods, through the feed, and waits until it has heard. */
    void publish(Goods goods) {
        publish(goods, goods.json());
    }

    /** Tells orders of the goods in other words. */
    void publish(Goods goods, String json) {
        long version = tell(goods, json);
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(10))
                .until(() ->
                        number(
                                        "SELECT coalesce(max(version), 0) FROM offers WHERE product_id = '%s'"
                                                .formatted(goods.product()))
                                >= version);
    }

    /** Someone who is not signed in. */
    Visitor visitor() {
        return new Visitor(this, null);
    }

    Visitor as(UUID account, String... roles) {
        return new Visitor(this, neighbours.token(account, roles));
    }

    /** A member of the staff of these producers. */
    Visitor staffOf(UUID... producers) {
        var grants =
                Arrays.stream(producers)
                        .map(producer -> new Grant(Roles.PRODUCER, null, producer, null))
                        .toArray(Grant[]::new);
        return new Visitor(this, neighbours.token(UUID.randomUUID(), grants));
    }

    Visitor buyer() {
        return as(UUID.randomUUID(), "buyer");
    }

    /** Sets the sandbox's switches. */
    void disturb(String switches) {
        send(HttpRequest.newBuilder(URI.create(stripe.baseUrl() + "/sandbox/settings"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(switches)))
                .expecting(200);
    }

    /** Undoes what a test did to the world around. */
    void calm() {
        clock.shift(Duration.ZERO);
        neighbours.catalogAway(false);
        disturb(
                """
                {"webhooks": {"url": "%s", "duplicate": 1, "delay": "PT0S", "reorder": false, "pause": false, "drop": 0},
                 "api": {"latency": "PT0S", "failNext": 0, "loseNext": 0}}
                """
                        .formatted(server.getURI().resolve("/api/v1/webhooks/stripe")));
    }

    Answer send(HttpRequest.Builder request) {
        try {
            return new Answer(
                    client.send(
                            request.timeout(Duration.ofSeconds(30)).build(),
                            BodyHandlers.ofString()));
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** The name of an order's payment at Stripe. */
    static String intent(Answer placed) {
        var secret = placed.at("/payment/clientSecret");
        return secret.substring(0, secret.indexOf("_secret_"));
    }

    /** What Stripe gave back of a payment, in đồng. */
    long givenBack(Answer placed) {
        long all = 0;
        for (var refund :
                atStripe("/v1/refunds?payment_intent=" + intent(placed)).json().at("/data")) {
            all += refund.at("/amount").asLong();
        }
        return all;
    }

    /** Asks Stripe with the merchant's key, as its dashboard does. */
    Answer atStripe(String path) {
        return send(HttpRequest.newBuilder(URI.create(stripe.baseUrl() + path))
                        .header("Authorization", "Bearer " + API_KEY)
                        .GET())
                .expecting(200);
    }

    /** Does something at Stripe with the merchant's key, as its dashboard does. */
    Answer atStripe(String path, String form) {
        return send(HttpRequest.newBuilder(URI.create(stripe.baseUrl() + path))
                        .header("Authorization", "Bearer " + API_KEY)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form)))
                .expecting(200);
    }

    /** Waits until Stripe has delivered all that it has to tell. */
    void awaitDeliveries() {
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() ->
                        send(HttpRequest.newBuilder(
                                                        URI.create(
                                                                stripe.baseUrl()
                                                                        + "/sandbox/settings"))
                                                .GET())
                                        .json()
                                        .at("/deliveries/waiting")
                                        .asInt()
                                == 0);
    }

    /** Delivers a text to the webhook, signed as Stripe signs. */
    Answer hear(String event) {
        return hear(server.getURI(), event);
    }

    /** Delivers it to another copy of the service. */
    Answer hear(URI copy, String event) {
        long now = Instant.now().getEpochSecond();
        try {
            var mark = Webhook.Util.computeHmacSha256(WEBHOOK_SECRET, now + "." + event);
            return send(
                    HttpRequest.newBuilder(copy.resolve("/api/v1/webhooks/stripe"))
                            .header("Content-Type", "application/json")
                            .header("Stripe-Signature", "t=%d,v1=%s".formatted(now, mark))
                            .POST(BodyPublishers.ofString(event)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** One number out of the service's database. */
    long number(String query) {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Stock as {@code {on hand, reserved}}. */
    Shelf shelf(Goods goods) {
        return new Shelf(
                number("SELECT on_hand FROM stock WHERE sku = '%s'".formatted(goods.sku())),
                number("SELECT reserved FROM stock WHERE sku = '%s'".formatted(goods.sku())));
    }

    record Shelf(long onHand, long reserved) {}

    /** How much of a product is available, as other services were last told. */
    long told(Goods goods) {
        return number(
                "SELECT (data ->> 'available')::bigint FROM changes WHERE kind = 'availability' AND id = '%s' ORDER BY version DESC LIMIT 1"
                        .formatted(goods.product()));
    }

    /** Pays as a buyer's client does: straight at Stripe, with the payment's secret. */
    Answer pay(String clientSecret, String method) {
        var intent = clientSecret.substring(0, clientSecret.indexOf("_secret_"));
        var form = "client_secret=" + clientSecret + "&payment_method=" + method;
        return send(
                HttpRequest.newBuilder(
                                URI.create(
                                        stripe.baseUrl()
                                                + "/v1/payment_intents/"
                                                + intent
                                                + "/confirm"))
                        .header("Authorization", "Bearer " + PUBLISHABLE_KEY)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form)));
    }

    URI url(String path) {
        return server.getURI().resolve(path);
    }

    /** Where requests go, for tests that talk to another copy of the service. */
    Visitor visitorOf(URI copy, @Nullable String token) {
        return new Visitor(this, token, copy);
    }
}
