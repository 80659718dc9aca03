package chosao.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chosao.orders.cart.Carts;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** What is in a cart is what is ordered. */
class CartIT {

    private static final Instant YEAR_2001 = Instant.parse("2001-01-01T00:00:00Z");

    private final Market market = Market.open();

    @Test
    void aChangeThatTheCheckoutHadToWaitForIsInTheOrder() throws Exception {
        var goods = market.goods(10);
        var buyer = market.buyer();
        var cart = buyer.cart(1, goods);
        try (var change = market.database.connect();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            change.setAutoCommit(false);
            run(change, "UPDATE carts SET updated_at = now() WHERE id = '%s'".formatted(cart));
            run(change, "UPDATE cart_items SET quantity = 4 WHERE cart_id = '%s'".formatted(cart));

            var checkout = threads.submit(() -> buyer.checkout(cart));
            await().atMost(Duration.ofSeconds(20)).until(() -> someoneWaitsFor(change));
            change.commit();

            var placed = checkout.get().expecting(201);
            assertThat(placed.json().at("/consignments/0/items/0/quantity").asInt()).isEqualTo(4);
            assertThat(market.shelf(goods)).isEqualTo(new Market.Shelf(10, 4));
        }
    }

    @Test
    void isForgottenInTimeAfterItBecameAnOrder() throws Exception {
        var buyer = market.buyer();
        var cart = buyer.cart(1, market.goods(10));
        var key = UUID.randomUUID().toString();
        var placed = buyer.checkout(key, Visitor.order(cart)).expecting(201);
        touchedIn2000(cart);

        carts().forgetOrderedBefore(YEAR_2001);

        assertThat(buyer.get("/api/v1/carts/" + cart).status()).isEqualTo(404);
        assertThat(buyer.order(placed).expecting(200).at("/id")).isEqualTo(placed.at("/id"));
        assertThat(buyer.checkout(key, Visitor.order(cart)).expecting(201).text())
                .isEqualTo(placed.text());
    }

    @Test
    void isForgottenSoonerWhereNothingWasPutIn() throws Exception {
        var buyer = market.buyer();
        var filled = buyer.cart(1, market.goods(10));
        var other = market.buyer();
        var empty = other.cart(1);
        touchedIn2000(filled);
        touchedIn2000(empty);

        carts().forgetEmptySince(YEAR_2001);

        assertThat(buyer.get("/api/v1/carts/" + filled).status()).isEqualTo(200);
        assertThat(other.get("/api/v1/carts/" + empty).status()).isEqualTo(404);
    }

    private Carts carts() {
        return market.server.getApplicationContext().getBean(Carts.class);
    }

    private void touchedIn2000(String cart) throws SQLException {
        try (var connection = market.database.connect()) {
            run(
                    connection,
                    "UPDATE carts SET updated_at = '2000-01-01' WHERE id = '%s'".formatted(cart));
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static boolean someoneWaitsFor(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                """
                                SELECT EXISTS (SELECT FROM pg_stat_activity
                                                WHERE pg_backend_pid() = ANY (pg_blocking_pids(pid)))
                                """)) {
            rows.next();
            return rows.getBoolean(1);
        }
    }
}
