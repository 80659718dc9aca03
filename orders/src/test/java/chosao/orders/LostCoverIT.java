package chosao.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chosao.local.testing.TestPostgres;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever is paid after a revocation is given back, however late this service hears of it. */
class LostCoverIT {

    private final Market market = Market.open();

    @AfterEach
    void calm() {
        market.calm();
        market.stripe.sendTo(market.url("/api/v1/webhooks/stripe"));
    }

    /** An order, with who made it. */
    private record Purchase(Visitor buyer, Answer placed, Goods goods) {}

    @Test
    void anUnrelatedEditRightBeforeTheRevocationLetsNothingThrough() {
        var purchases = new ArrayList<Purchase>();
        for (int round = 0; round < 8; round++) {
            var goods = market.goods(5);
            var buyer = market.buyer();
            var placed = buyer.ordered(2, goods);
            // The follower rests for a moment after what it has just read.
            market.publish(market.goods(0));

            market.tell(goods.withdrawn());
            pay(placed);

            purchases.add(new Purchase(buyer, placed, goods));
        }

        purchases.forEach(this::awaitGivenBack);
    }

    @Test
    void whatIsOrderedAndPaidWhileCatalogIsDownIsGivenBackOnceItIsBack() {
        var goods = market.goods(5);
        market.neighbours.catalogAway(true);
        market.tell(goods.withdrawn());
        var buyer = market.buyer();
        var placed = buyer.ordered(1, goods);
        pay(placed);
        awaitState(buyer, placed, "confirmed");
        assertThat(market.shelf(goods)).isEqualTo(new Market.Shelf(4, 0));

        market.neighbours.catalogAway(false);

        awaitGivenBack(new Purchase(buyer, placed, goods));
    }

    @Test
    void whatIsPaidWhileAnIdleTransactionHoldsTheFeedBackIsGivenBackOnceItEnds() throws Exception {
        var goods = Goods.of(Market.today().minusYears(2), Market.today().plusYears(1));
        try (var copy = copyThatFollowsTheMarket();
                var idle = market.database.connect()) {
            changed(goods, 1);
            stock(copy, goods, 5);
            market.stripe.sendTo(copy.getURI().resolve("/api/v1/webhooks/stripe"));
            idle.setAutoCommit(false);
            execute(idle, "SET idle_in_transaction_session_timeout = 0");
            execute(idle, "SELECT pg_current_xact_id()");

            changed(goods.withdrawn(), 2);
            var buyer =
                    market.visitorOf(
                            copy.getURI(), market.neighbours.token(UUID.randomUUID(), "buyer"));
            var placed = buyer.ordered(1, goods);
            pay(placed);
            awaitState(buyer, placed, "confirmed");
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> {
                        assertThat(
                                        gauge(
                                                market.url("/"),
                                                "market_feed_held_back_seconds",
                                                "orders"))
                                .isGreaterThan(3);
                        assertThat(gauge(copy.getURI(), "market_feed_lag_seconds", "catalog"))
                                .isPositive();
                    });
            var ready = readiness(copy.getURI()).expecting(200);
            assertThat(ready.at("/details/feeds/status")).isEqualTo("UP");
            assertThat(ready.at("/details/feeds/details/catalog/heldBackSince")).isNotEmpty();
            idle.rollback();

            awaitState(buyer, placed, "cancelled");
            assertThat(buyer.order(placed).at("/endReason")).isEqualTo("certificate-lapsed");
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> buyer.order(placed).at("/payment/state").equals("refunded"));
            assertThat(market.givenBack(placed)).isEqualTo(125_000);
            await().atMost(Duration.ofSeconds(20))
                    .until(() ->
                            gauge(copy.getURI(), "market_feed_lag_seconds", "catalog") == 0
                                    && gauge(
                                                    market.url("/"),
                                                    "market_feed_held_back_seconds",
                                                    "orders")
                                            == 0);
        }
    }

    @Test
    void aTransactionThatAServiceForgotIsEndedByTheDatabase() throws SQLException {
        try (var connection = market.database.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SHOW idle_in_transaction_session_timeout")) {
            rows.next();

            assertThat(rows.getString(1)).isEqualTo("10s");
        }
    }

    @Test
    void aCertificateThatHadEndedBeforeThePaymentTakesTheOrderAlong() {
        var goods = market.goods(5);
        var buyer = market.buyer();
        var placed = buyer.ordered(1, goods);
        pay(placed);
        awaitState(buyer, placed, "confirmed");

        market.publish(goods.expiring(Market.today().minusDays(1)));

        awaitGivenBack(new Purchase(buyer, placed, goods));
    }

    @Test
    void anOrderOfSeveralProductsIsGivenBackAsAWhole() {
        var goods = market.goods(5);
        var other = market.goods(5);
        var buyer = market.buyer();
        var placed = buyer.ordered(2, goods, other);
        pay(placed);
        awaitState(buyer, placed, "confirmed");

        market.publish(other.expiring(Market.today().minusDays(1)));

        awaitState(buyer, placed, "cancelled");
        assertThat(buyer.order(placed).json().at("/consignments"))
                .allMatch(each -> each.at("/state").asText().equals("cancelled"));
        await().atMost(Duration.ofSeconds(20)).until(() -> market.givenBack(placed) == 500_000);
        assertThat(market.shelf(goods)).isEqualTo(new Market.Shelf(5, 0));
        assertThat(market.shelf(other)).isEqualTo(new Market.Shelf(5, 0));
    }

    @Test
    void whatWasPaidBeforeTheRevocationStands() {
        var goods = market.goods(5);
        var buyer = market.buyer();
        var placed = buyer.ordered(1, goods);
        pay(placed);
        awaitState(buyer, placed, "confirmed");

        market.publish(goods.withdrawn());

        awaitReviews(goods);
        assertThat(buyer.order(placed).at("/state")).isEqualTo("confirmed");
        assertThat(market.givenBack(placed)).isZero();
    }

    @Test
    void paymentsAndCancellationsInTheMiddleOfARevocationEndOnTheRightSideOfIt() throws Exception {
        var goods = market.goods(40);
        var other = market.goods(40);
        var purchases = new ArrayList<Purchase>();
        for (int number = 0; number < 24; number++) {
            var buyer = market.buyer();
            var both = number % 2 == 0 ? new Goods[] {goods, other} : new Goods[] {other, goods};
            purchases.add(new Purchase(buyer, buyer.ordered(1, both), goods));
        }
        var revokedAt = Instant.now().plusMillis(150);

        var work = new ArrayList<Callable<Void>>();
        for (int number = 0; number < purchases.size(); number++) {
            var purchase = purchases.get(number);
            boolean cancels = number % 3 == 0;
            work.add(() -> {
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(300_000_000));
                pay(purchase.placed());
                if (cancels) {
                    purchase.buyer()
                            .post(
                                    "/api/v1/orders/"
                                            + purchase.placed().at("/id")
                                            + "/cancellation",
                                    "");
                }
                return null;
            });
        }
        work.add(() -> {
            LockSupport.parkNanos(Duration.between(Instant.now(), revokedAt).toNanos());
            market.tell(goods.withdrawn(revokedAt));
            return null;
        });
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done : threads.invokeAll(work)) {
                done.get();
            }
        }

        await().atMost(Duration.ofSeconds(40))
                .until(() ->
                        purchases.stream()
                                .map(each -> each.buyer().order(each.placed()).at("/payment/state"))
                                .allMatch(state ->
                                        List.of("succeeded", "refunded", "cancelled")
                                                .contains(state)));
        awaitReviews(goods);
        assertThat(
                        market.number(
                                """
                                SELECT count(*) FROM orders o JOIN payments p ON p.order_id = o.id
                                  JOIN order_lines l ON l.order_id = o.id
                                 WHERE l.product_id = '%s' AND o.state = 'confirmed' AND p.paid_at >= '%s'
                                """
                                        .formatted(goods.product(), revokedAt)))
                .isZero();
        long kept =
                purchases.stream()
                        .filter(each ->
                                each.buyer().order(each.placed()).at("/state").equals("confirmed"))
                        .count();
        assertThat(market.shelf(goods)).isEqualTo(new Market.Shelf(40 - kept, 0));
        assertThat(market.shelf(other)).isEqualTo(new Market.Shelf(40 - kept, 0));
    }

    private void pay(Answer placed) {
        market.pay(placed.at("/payment/clientSecret"), "pm_card_visa");
    }

    private void awaitGivenBack(Purchase purchase) {
        var placed = purchase.placed();
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        purchase.buyer().order(placed).at("/payment/state").equals("refunded"));
        assertThat(purchase.buyer().order(placed).at("/state")).isEqualTo("cancelled");
        assertThat(purchase.buyer().order(placed).at("/endReason")).isEqualTo("certificate-lapsed");
        assertThat(purchase.buyer().order(placed).json().at("/consignments"))
                .allMatch(each -> each.at("/state").asText().equals("cancelled"));
        assertThat(market.givenBack(placed)).isEqualTo(placed.json().at("/total/amount").asLong());
        assertThat(market.shelf(purchase.goods())).isEqualTo(new Market.Shelf(5, 0));
    }

    private void awaitReviews(Goods goods) {
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        market.number(
                                        """
                                        SELECT (SELECT count(*) FROM cover_reviews WHERE product_id = '%s')
                                               + (SELECT count(*) FROM offers WHERE product_id = '%s'
                                                     AND certificates -> 0 ->> 'revokedAt' IS NULL)
                                        """
                                                .formatted(goods.product(), goods.product()))
                                == 0);
    }

    private static void awaitState(Visitor buyer, Answer placed, String state) {
        await().atMost(Duration.ofMinutes(1))
                .until(() -> buyer.order(placed).at("/state").equals(state));
    }

    /** Another copy of the service, for which the market's own feed is catalog's. */
    private EmbeddedServer copyThatFollowsTheMarket() {
        var database = TestPostgres.database("orders");
        var settings = new HashMap<String, Object>(market.settings());
        settings.putAll(
                Map.of(
                        "datasources.default.url", database.url(),
                        "datasources.default.username", database.user(),
                        "datasources.default.password", database.password(),
                        "orders.catalog.url", market.server.getURI().toString(),
                        "micronaut.server.port", -1));
        return ApplicationContext.run(EmbeddedServer.class, settings);
    }

    /** Writes a change into the market's own feed. */
    private void changed(Goods goods, long version) throws SQLException {
        try (var connection = market.database.connect();
                var insert =
                        connection.prepareStatement(
                                "INSERT INTO changes (kind, id, version, at, data) VALUES ('product', ?, ?, now(), ?::jsonb)")) {
            insert.setObject(1, goods.product());
            insert.setLong(2, version);
            insert.setString(3, goods.json());
            insert.executeUpdate();
        }
    }

    private void stock(EmbeddedServer copy, Goods goods, int onHand) {
        var owner =
                market.visitorOf(copy.getURI(), market.neighbours.token(goods.owner(), "producer"));
        await().atMost(Duration.ofMinutes(1))
                .until(() ->
                        owner.put(
                                                "/api/v1/products/" + goods.product() + "/stock",
                                                "{\"sku\": \"%s\", \"onHand\": %d}"
                                                        .formatted(goods.sku(), onHand))
                                        .status()
                                == 200);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Answer readiness(URI service) {
        return market.send(
                HttpRequest.newBuilder(service.resolve("/health/readiness"))
                        .header("Authorization", "Bearer " + Market.INTERNAL_TOKEN)
                        .GET());
    }

    private double gauge(URI service, String name, String feed) {
        return market.send(HttpRequest.newBuilder(service.resolve("/prometheus")).GET())
                .text()
                .lines()
                .filter(line ->
                        line.startsWith(name + "{") && line.contains("feed=\"" + feed + "\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElse(Double.NaN);
    }
}
