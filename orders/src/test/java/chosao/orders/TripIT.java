package chosao.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chosao.orders.database.Database;
import chosao.orders.database.Database.Rows;
import chosao.orders.database.Database.Trip;
import io.micronaut.transaction.SynchronousTransactionManager;
import io.micronaut.transaction.TransactionOperations;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Statements that go to the database together do what they would do one after the other. */
class TripIT {

    private final Database database =
            Market.open().server.getApplicationContext().getBean(Database.class);
    private final TransactionOperations<?> transactions =
            Market.open()
                    .server
                    .getApplicationContext()
                    .getBean(SynchronousTransactionManager.class);

    @Test
    void aStatementSeesWhatThoseBeforeItDid() {
        var id = UUID.randomUUID();

        var trip = database.trip();
        var made = cart(trip, id);
        var put =
                trip.list(
                        "INSERT INTO cart_items (cart_id, sku, quantity, added_at) VALUES (?, ?, ?, now()), (?, ?, ?, now())"
                                + " RETURNING quantity",
                        row -> row.getInt("quantity"),
                        id,
                        "A",
                        2,
                        id,
                        "B",
                        3);
        var sum =
                trip.list(
                        "SELECT sum(quantity) AS all FROM cart_items WHERE cart_id = ?",
                        row -> row.getInt("all"),
                        id);
        inTransaction(() -> {
            trip.make();
            return id;
        });

        assertThat(made.first()).contains(id);
        assertThat(put.all()).containsExactly(2, 3);
        assertThat(sum.first()).contains(5);
    }

    @Test
    void aStatementThatFailsTakesAllOfTheTripWithIt() {
        var id = UUID.randomUUID();
        var trip = database.trip();
        cart(trip, id);
        trip.list("SELECT 1 / ?", row -> row.getInt(1), 0);

        assertThatThrownBy(() ->
                        inTransaction(() -> {
                            trip.make();
                            return id;
                        }))
                .hasMessageContaining("division by zero");

        var carts =
                inTransaction(() ->
                        database.find(
                                "SELECT count(*) AS carts FROM carts WHERE id = ?",
                                row -> row.getInt("carts"),
                                id));
        assertThat(carts).contains(0);
    }

    @Test
    void nothingIsKnownBeforeTheTripIsMade() {
        var trip = database.trip();
        var rows = cart(trip, UUID.randomUUID());

        assertThatThrownBy(rows::all).isInstanceOf(IllegalStateException.class);
    }

    private static Rows<UUID> cart(Trip trip, UUID id) {
        return trip.list(
                "INSERT INTO carts (id, account_id, updated_at) VALUES (?, ?, now()) RETURNING id",
                row -> row.getObject("id", UUID.class),
                id,
                id);
    }

    private <T> T inTransaction(Supplier<T> work) {
        return transactions.executeWrite(_ -> work.get());
    }
}
