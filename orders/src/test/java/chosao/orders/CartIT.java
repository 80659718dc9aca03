package chosao.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** What is in a cart is what is ordered. */
class CartIT {

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
