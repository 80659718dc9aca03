package chosao.orders.cart;

import static chosao.kernel.problem.KernelProblem.NOT_FOUND;

import chosao.kernel.id.TimeOrderedId;
import chosao.orders.OrdersProblem;
import chosao.orders.buyer.Buyer;
import chosao.orders.database.Database;
import chosao.orders.database.Database.Rows;
import chosao.orders.database.Database.Trip;
import io.micronaut.data.connection.annotation.Connectable;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The carts. Another buyer's cart is as unknown as one that never was. */
@Singleton
public class Carts {

    private static final int MOST_ITEMS = 100;

    private static final String OWNED = " c.id = ? AND (c.account_id = ? OR c.token_hash = ?)";

    private static final String CONTENTS =
            """
            SELECT c.id, c.order_id,
                   ARRAY(SELECT i.sku FROM cart_items i WHERE i.cart_id = c.id ORDER BY i.added_at, i.sku) AS skus,
                   ARRAY(SELECT i.quantity FROM cart_items i WHERE i.cart_id = c.id ORDER BY i.added_at, i.sku)
                     AS quantities
              FROM carts c WHERE
            """
                    + OWNED;

    private final Database database;
    private final Clock clock;

    Carts(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** An empty cart, of the account or else of whoever holds the token. */
    @Connectable
    UUID create(Buyer buyer) {
        var id = TimeOrderedId.next();
        database.update(
                "INSERT INTO carts (id, account_id, token_hash, updated_at) VALUES (?, ?, ?, ?)",
                id,
                buyer.accountId(),
                buyer.accountId() == null ? buyer.tokenHash() : null,
                clock.instant());
        return id;
    }

    /** The buyer's cart. */
    @Connectable
    public Optional<Cart> find(UUID id, Buyer buyer) {
        return database.find(CONTENTS, Carts::read, id, buyer.accountId(), buyer.tokenHash());
    }

    /**
     * The buyer's cart, which nobody else changes until this transaction ends. It is read by a
     * statement of its own: the one that waited for the lock would still see the items as they were
     * before whoever held it changed them.
     */
    @Transactional(TxType.MANDATORY)
    public Optional<Cart> lock(UUID id, Buyer buyer) {
        var trip = database.trip();
        trip.list(
                "SELECT c.id FROM carts c WHERE" + OWNED + " FOR UPDATE",
                row -> row.getObject("id", UUID.class),
                id,
                buyer.accountId(),
                buyer.tokenHash());
        var contents = contents(trip, id, buyer);
        trip.make();
        return contents.first();
    }

    /** Puts so many of a thing into the cart, in place of what was there. */
    @Transactional
    Cart put(UUID id, Buyer buyer, String sku, int quantity) {
        var trip = database.trip();
        var touched = touch(trip, id, buyer);
        trip.list(
                """
                INSERT INTO cart_items (sku, quantity, added_at, cart_id)
                SELECT ?, ?, ?, c.id FROM carts c WHERE\
                """
                        + OWNED
                        + """
                         AND c.order_id IS NULL
                        ON CONFLICT (cart_id, sku) DO UPDATE SET quantity = EXCLUDED.quantity
                        RETURNING sku
                        """,
                row -> row.getString("sku"),
                sku,
                quantity,
                clock.instant(),
                id,
                buyer.accountId(),
                buyer.tokenHash());
        var cart = changed(trip, touched, id, buyer);
        if (cart.items().size() > MOST_ITEMS) {
            throw OrdersProblem.CART_FULL.with(MOST_ITEMS);
        }
        return cart;
    }

    /** Takes a thing out of the cart, if it is there. */
    @Transactional
    Cart remove(UUID id, Buyer buyer, String sku) {
        var trip = database.trip();
        var touched = touch(trip, id, buyer);
        trip.list(
                "DELETE FROM cart_items i USING carts c WHERE i.cart_id = c.id AND i.sku = ? AND"
                        + OWNED
                        + " AND c.order_id IS NULL RETURNING i.sku",
                row -> row.getString("sku"),
                sku,
                id,
                buyer.accountId(),
                buyer.tokenHash());
        return changed(trip, touched, id, buyer);
    }

    /** Takes the cart's row, and tells which order it became. */
    private Rows<Optional<UUID>> touch(Trip trip, UUID id, Buyer buyer) {
        return trip.list(
                "UPDATE carts c SET updated_at = ? WHERE" + OWNED + " RETURNING c.order_id",
                row -> Optional.ofNullable(row.getObject("order_id", UUID.class)),
                clock.instant(),
                id,
                buyer.accountId(),
                buyer.tokenHash());
    }

    private static Rows<Cart> contents(Trip trip, UUID id, Buyer buyer) {
        return trip.list(CONTENTS, Carts::read, id, buyer.accountId(), buyer.tokenHash());
    }

    /** The cart after what the trip does to it; one that became an order is left as it is. */
    private static Cart changed(Trip trip, Rows<Optional<UUID>> touched, UUID id, Buyer buyer) {
        var contents = contents(trip, id, buyer);
        trip.make();
        refuseOrdered(touched.first().orElseThrow(NOT_FOUND::with).orElse(null));
        return contents.first().orElseThrow(NOT_FOUND::with);
    }

    /** Refuses to go on with a cart that became an order. */
    public static void refuseOrdered(@Nullable UUID orderId) {
        if (orderId != null) {
            throw OrdersProblem.CART_ALREADY_ORDERED.with(orderId).member("orderId", orderId);
        }
    }

    /** Gives a cart back that became an order which came to nothing. */
    @Transactional(TxType.MANDATORY)
    public void reopen(UUID orderId) {
        database.update(
                "UPDATE carts SET order_id = NULL, updated_at = ? WHERE order_id = ?",
                clock.instant(),
                orderId);
    }

    /** Forgets carts that nobody touched since then and that became no order. */
    @Transactional
    public int forgetUntouchedSince(Instant moment) {
        return database.update(
                "DELETE FROM carts WHERE order_id IS NULL AND updated_at < ?", moment);
    }

    /** Forgets carts that nobody put anything into since then. Taking one costs nothing. */
    @Transactional
    public int forgetEmptySince(Instant moment) {
        return database.update(
                """
                DELETE FROM carts c WHERE c.order_id IS NULL AND c.updated_at < ?
                   AND NOT EXISTS (SELECT FROM cart_items i WHERE i.cart_id = c.id)
                """,
                moment);
    }

    /**
     * Forgets carts that became an order before then. The order knows all that matters of them: its
     * lines, its buyer and the token. One that ends unpaid gives its cart back long before.
     */
    @Transactional
    public int forgetOrderedBefore(Instant moment) {
        return database.update(
                "DELETE FROM carts WHERE order_id IS NOT NULL AND updated_at < ?", moment);
    }

    private static Cart read(ResultSet row) throws SQLException {
        var skus = (String[]) row.getArray("skus").getArray();
        var quantities = (Integer[]) row.getArray("quantities").getArray();
        var items = new Cart.Item[skus.length];
        for (int index = 0; index < skus.length; index++) {
            items[index] = new Cart.Item(skus[index], quantities[index]);
        }
        return new Cart(
                row.getObject("id", UUID.class),
                row.getObject("order_id", UUID.class),
                List.of(items));
    }
}
