package chosao.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chosao.local.testing.TestPostgres;
import java.net.URI;
import java.net.http.HttpRequest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The service is killed, as a process, where it hurts most, and started again. */
class CrashIT {

    private static final Map<String, String> AS_ALWAYS = Map.of();

    private final Market market = Market.open();
    private final UUID account = UUID.randomUUID();

    @AfterEach
    void calm() {
        market.calm();
    }

    @Test
    void betweenStripesAnswerAndOurCommit() throws Exception {
        var database = database();
        var goods = market.goods(1);
        var key = UUID.randomUUID().toString();
        String request;
        UUID order;
        try (var copy = OrdersProcess.start(market, database, AS_ALWAYS);
                var connection = database.connect();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            stock(copy, goods);
            var buyer = buyer(copy);
            request = Visitor.order(buyer.cart(1, goods));
            // The order is committed, Stripe takes its time, and then the row is not to be had.
            market.disturb("{\"api\": {\"latency\": \"PT2S\"}}");
            threads.execute(() -> buyer.checkout(key, request));
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> number(database, "SELECT count(*) FROM payments") == 1);
            order = UUID.fromString(text(connection, "SELECT order_id FROM payments"));
            connection.setAutoCommit(false);
            text(connection, "SELECT state FROM payments FOR UPDATE");
            await().atMost(Duration.ofMinutes(1)).until(() -> intentsOf(order) == 1);

            copy.kill();
            connection.rollback();
        }
        market.disturb("{\"api\": {\"latency\": \"PT0S\"}}");
        assertThat(number(database, "SELECT count(*) FROM payments WHERE state = 'pending'"))
                .isEqualTo(1);

        // A minute later, so that what was left lying is due.
        try (var copy = OrdersProcess.start(market, database, Map.of("CLOCK_OFFSET", "PT1M"))) {
            market.stripe.sendTo(copy.url().resolve("/api/v1/webhooks/stripe"));
            var buyer = buyer(copy);
            var found = "/api/v1/orders/" + order;
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> buyer.get(found).at("/payment/state").equals("open"));

            var repeated = buyer.checkout(key, request).expecting(201);
            market.pay(repeated.at("/payment/clientSecret"), "pm_card_visa").expecting(200);

            await().atMost(Duration.ofMinutes(1))
                    .until(() -> buyer.get(found).at("/state").equals("confirmed"));
            assertThat(repeated.at("/id")).isEqualTo(order.toString());
            assertThat(intentsOf(order)).isEqualTo(1);
            assertThat(
                            number(
                                    database,
                                    "SELECT on_hand FROM stock WHERE sku = '" + goods.sku() + "'"))
                    .isZero();
        }
    }

    @Test
    void anOrderThatWasPaidWhileNobodyListenedIsConfirmed() {
        var database = database();
        var goods = market.goods(1);
        Answer placed;
        try (var copy = OrdersProcess.start(market, database, AS_ALWAYS)) {
            stock(copy, goods);
            placed = buyer(copy).ordered(1, goods);
        }
        market.disturb("{\"webhooks\": {\"drop\": 100}}");
        market.pay(placed.at("/payment/clientSecret"), "pm_card_visa").expecting(200);

        try (var copy = OrdersProcess.start(market, database, Map.of("CLOCK_OFFSET", "PT5M"))) {
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> buyer(copy).order(placed).at("/state").equals("confirmed"));
        }
    }

    @Test
    void anOrderWhoseDeadlinePassedMeanwhileExpires() {
        var database = database();
        var goods = market.goods(1);
        Answer placed;
        try (var copy = OrdersProcess.start(market, database, AS_ALWAYS)) {
            stock(copy, goods);
            placed = buyer(copy).ordered(1, goods);
        }

        try (var copy = OrdersProcess.start(market, database, Map.of("CLOCK_OFFSET", "PT31M"))) {
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> buyer(copy).order(placed).at("/state").equals("expired"));
            assertThat(
                            number(
                                    database,
                                    "SELECT reserved FROM stock WHERE sku = '" + goods.sku() + "'"))
                    .isZero();
            buyer(copy).ordered(1, goods);
        }
    }

    private Visitor buyer(OrdersProcess copy) {
        return market.visitorOf(copy.url(), market.neighbours.token(account, "buyer"));
    }

    private void stock(OrdersProcess copy, Goods goods) {
        var owner =
                market.visitorOf(copy.url(), market.neighbours.token(goods.owner(), "producer"));
        await().atMost(Duration.ofMinutes(1))
                .until(() ->
                        owner.put(
                                                "/api/v1/products/" + goods.product() + "/stock",
                                                "{\"sku\": \"%s\", \"onHand\": 1}"
                                                        .formatted(goods.sku()))
                                        .status()
                                == 200);
    }

    /** How many payments Stripe has for an order. */
    private long intentsOf(UUID order) {
        var listed =
                market.send(
                                HttpRequest.newBuilder(
                                                URI.create(
                                                        market.stripe.baseUrl()
                                                                + "/v1/payment_intents?limit=100"))
                                        .header("Authorization", "Bearer " + Market.API_KEY)
                                        .GET())
                        .expecting(200);
        long found = 0;
        for (var intent : listed.json().at("/data")) {
            if (intent.at("/metadata/order_id").asText().equals(order.toString())) {
                found++;
            }
        }
        return found;
    }

    private static Market.PostgresDatabase database() {
        var fresh = TestPostgres.database("orders");
        return new Market.PostgresDatabase(fresh.url(), fresh.user(), fresh.password());
    }

    private static long number(Market.PostgresDatabase database, String query) {
        try (var connection = database.connect()) {
            return Long.parseLong(text(connection, query));
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static String text(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
