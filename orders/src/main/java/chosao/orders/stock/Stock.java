package chosao.orders.stock;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import chosao.kernel.feed.Changes;
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
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;

/**
 * The stock, and what of it is set aside for orders.
 *
 * <p>Whether there is enough is decided by one conditional UPDATE, never by reading first. Every
 * change begins by numbering the availability of the products it touches, in the order of their
 * ids: those rows are the locks, so that no two transactions wait for each other in a circle and
 * the changes of a product are told in the order they were made.
 */
@Singleton
public class Stock {

    private static final String AVAILABILITY = "availability";

    private final Database database;
    private final Changes changes;
    private final Clock clock;

    Stock(Database database, Changes changes, Clock clock) {
        this.database = database;
        this.changes = changes;
        this.clock = clock;
    }

    /** Sets stock aside for an order until a deadline. */
    @Transactional(TxType.MANDATORY)
    public Reservation reserve(UUID orderId, List<Demand> demands, Instant expiresAt) {
        var step = step(demands, 0, trip -> holdFree(trip, orderId, demands, expiresAt));
        var missing = without(step.skus(), demands);
        if (missing.isEmpty()) {
            tell(step);
            return new Reservation.Held();
        }
        missing = holdLapsed(orderId, missing, expiresAt);
        if (missing.isEmpty()) {
            tell(step.products());
            return new Reservation.Held();
        }
        return new Reservation.OutOfStock(skusOf(missing));
    }

    /**
     * Turns what is set aside for an order into what is sold. Where the reservation lapsed and was
     * released, the stock is taken anew if it is still there; if not, all of it is given back.
     */
    @Transactional(TxType.MANDATORY)
    public Reservation sell(UUID orderId, List<Demand> demands) {
        var step = step(demands, 1, trip -> takeHeld(trip, orderId));
        var rest = without(step.skus(), demands);
        if (rest.isEmpty()) {
            tell(step);
            return new Reservation.Held();
        }
        var missing = hold(orderId, rest, clock.instant());
        if (missing.isEmpty()) {
            alone(trip -> takeHeld(trip, orderId));
            tell(step.products());
            return new Reservation.Held();
        }
        tell(
                step(
                        demands,
                        -1,
                        trip -> {
                            add(trip, without(skusOf(rest), demands));
                            return free(trip, orderId);
                        }));
        return new Reservation.OutOfStock(skusOf(missing));
    }

    /** Frees what is set aside for an order that will not be paid. */
    @Transactional(TxType.MANDATORY)
    public void release(UUID orderId, List<Demand> demands) {
        tell(step(demands, 0, trip -> free(trip, orderId)));
    }

    /**
     * Returns once every transaction has ended that has sold some of a product by now. Whoever is
     * in a transaction with locks of its own must not wait here.
     */
    @Transactional
    public void awaitSales(UUID productId) {
        database.list(
                "SELECT version FROM availability WHERE product_id = ? FOR SHARE",
                row -> row.getLong("version"),
                productId);
    }

    /** Puts back what was sold. */
    @Transactional(TxType.MANDATORY)
    public void putBack(List<Demand> demands) {
        tell(step(demands, -1, trip -> add(trip, demands)));
    }

    /**
     * A change of the stock, not yet told.
     *
     * @param skus what it was done to
     * @param levels as they were right after it
     */
    private record Step(List<Product> products, List<String> skus, List<OfProduct> levels) {}

    /** Locks the products of the demands, does the work, and reads the levels, in one trip. */
    private Step step(List<Demand> demands, int sign, Function<Trip, Rows<String>> work) {
        var trip = database.trip();
        var products = lock(trip, demands, sign);
        var skus = work.apply(trip);
        var levels =
                levels(
                        trip,
                        demands.stream().map(Demand::productId).distinct().toArray(UUID[]::new));
        trip.make();
        return new Step(products.all(), skus.all(), levels.all());
    }

    private <T> List<T> alone(Function<Trip, Rows<T>> statement) {
        var trip = database.trip();
        var rows = statement.apply(trip);
        trip.make();
        return rows.all();
    }

    /** What became of setting a level. */
    public sealed interface Adjustment {

        record Adjusted(StockLevel level) implements Adjustment {}

        /** More than that is promised to buyers whose time to pay still runs. */
        record BelowReserved(int reserved) implements Adjustment {}
    }

    /** Sets what is on hand at a place, as counted there. */
    @Transactional
    public Adjustment adjust(UUID productId, String sku, UUID placeId, int onHand) {
        var products = alone(trip -> lock(trip, Map.of(productId, 0)));
        releaseLapsed(new String[] {sku}, new UUID[] {placeId});
        var adjusted =
                database.find(
                        """
                        INSERT INTO stock AS s (sku, place_id, product_id, on_hand) VALUES (?, ?, ?, ?)
                        ON CONFLICT (sku, place_id) DO UPDATE SET on_hand = EXCLUDED.on_hand
                         WHERE s.reserved <= EXCLUDED.on_hand
                        RETURNING sku, place_id, on_hand, reserved
                        """,
                        Stock::readLevel,
                        sku,
                        placeId,
                        productId,
                        onHand);
        tell(products);
        return adjusted.<Adjustment>map(Adjustment.Adjusted::new)
                .orElseGet(() -> new Adjustment.BelowReserved(reserved(sku, placeId)));
    }

    private int reserved(String sku, UUID placeId) {
        return database.find(
                        "SELECT reserved FROM stock WHERE sku = ? AND place_id = ?",
                        row -> row.getInt("reserved"),
                        sku,
                        placeId)
                .orElse(0);
    }

    /**
     * Follows products that have other SKUs than before: supplies those of their SKUs that never
     * had stock, and tells anew what is available of the products, for what is withdrawn is not. To
     * be called once in a transaction and last, since it locks like every other change.
     *
     * @param supplies of these products only
     */
    @Transactional(TxType.MANDATORY)
    public void follow(Set<UUID> productIds, List<Supply> supplies) {
        if (productIds.isEmpty()) {
            return;
        }
        var affected = new TreeMap<UUID, Integer>();
        productIds.forEach(product -> affected.put(product, 0));
        // All of them, and before anything is read: what has stock may change until they are held.
        var products = alone(trip -> lock(trip, affected));
        supply(supplies);
        var stocked = stocked(productIds);
        tell(products.stream().filter(product -> stocked.contains(product.id())).toList());
    }

    private void supply(List<Supply> supplies) {
        database.update(
                """
                INSERT INTO stock (sku, place_id, product_id, on_hand)
                SELECT sku, place_id, product_id, on_hand
                  FROM unnest(?, ?, ?, ?) AS first (sku, place_id, product_id, on_hand)
                 WHERE NOT EXISTS (SELECT FROM stock s WHERE s.sku = first.sku)
                """,
                supplies.stream().map(Supply::sku).toArray(String[]::new),
                supplies.stream().map(Supply::placeId).toArray(UUID[]::new),
                supplies.stream().map(Supply::productId).toArray(UUID[]::new),
                supplies.stream().map(Supply::onHand).toArray(Integer[]::new));
    }

    private Set<UUID> stocked(Set<UUID> productIds) {
        return new HashSet<>(
                database.list(
                        "SELECT DISTINCT product_id FROM stock WHERE product_id = ANY (?)",
                        row -> row.getObject("product_id", UUID.class),
                        (Object) productIds.toArray(UUID[]::new)));
    }

    /**
     * The levels of what is still offered of a product. What was withdrawn keeps its row for the
     * orders that it is promised to, but can neither be counted nor sold any more.
     */
    @Connectable
    List<StockLevel> of(UUID productId) {
        return database.list(
                """
                SELECT sku, place_id, on_hand, reserved
                  FROM stock JOIN offer_variants USING (product_id, sku)
                 WHERE product_id = ? ORDER BY sku, place_id
                """,
                Stock::readLevel,
                productId);
    }

    /** How much could be promised now; what has lapsed counts as free. Absent is none. */
    @Connectable
    public Map<String, Integer> available(Collection<String> skus) {
        return database
                .list(
                        """
                        SELECT s.sku, s.on_hand - s.reserved + coalesce(
                                 (SELECT sum(r.quantity) FROM reservations r
                                   WHERE r.sku = s.sku AND r.place_id = s.place_id AND r.expires_at <= ?), 0)
                               AS available
                          FROM stock s WHERE s.sku = ANY (?)
                        """,
                        row -> Map.entry(row.getString("sku"), row.getInt("available")),
                        clock.instant(),
                        skus.toArray(String[]::new))
                .stream()
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue, Integer::sum));
    }

    /** Holds what it can, the lapsed reservations of others included, and says what is missing. */
    private List<Demand> hold(UUID orderId, List<Demand> demands, Instant expiresAt) {
        var held = alone(trip -> holdFree(trip, orderId, demands, expiresAt));
        var missing = without(held, demands);
        return missing.isEmpty() ? missing : holdLapsed(orderId, missing, expiresAt);
    }

    /** Releases what lapsed of these, holds what it can now, and says what is still missing. */
    private List<Demand> holdLapsed(UUID orderId, List<Demand> demands, Instant expiresAt) {
        releaseLapsed(
                demands.stream().map(Demand::sku).toArray(String[]::new),
                demands.stream().map(Demand::placeId).toArray(UUID[]::new));
        return without(alone(trip -> holdFree(trip, orderId, demands, expiresAt)), demands);
    }

    private static Rows<String> holdFree(
            Trip trip, UUID orderId, List<Demand> demands, Instant expiresAt) {
        return trip.list(
                """
                WITH held AS (
                    UPDATE stock s SET reserved = s.reserved + d.quantity
                      FROM unnest(?, ?, ?) AS d (sku, place_id, quantity)
                     WHERE s.sku = d.sku AND s.place_id = d.place_id
                       AND s.on_hand - s.reserved >= d.quantity
                    RETURNING s.sku, s.place_id, d.quantity)
                INSERT INTO reservations (order_id, sku, place_id, quantity, expires_at)
                SELECT ?, sku, place_id, quantity, ? FROM held
                RETURNING sku
                """,
                Stock::readSku,
                demands.stream().map(Demand::sku).toArray(String[]::new),
                demands.stream().map(Demand::placeId).toArray(UUID[]::new),
                demands.stream().map(Demand::quantity).toArray(Integer[]::new),
                orderId,
                expiresAt);
    }

    private static List<Demand> without(Collection<String> skus, List<Demand> demands) {
        var known = Set.copyOf(skus);
        return demands.stream().filter(demand -> !known.contains(demand.sku())).toList();
    }

    private void releaseLapsed(String[] skus, UUID[] places) {
        database.update(
                """
                WITH lapsed AS (
                    DELETE FROM reservations r USING unnest(?, ?) AS d (sku, place_id)
                     WHERE r.sku = d.sku AND r.place_id = d.place_id AND r.expires_at <= ?
                    RETURNING r.sku, r.place_id, r.quantity)
                UPDATE stock s SET reserved = s.reserved - freed.quantity
                  FROM (SELECT sku, place_id, sum(quantity) AS quantity FROM lapsed GROUP BY sku, place_id) freed
                 WHERE s.sku = freed.sku AND s.place_id = freed.place_id
                """,
                skus,
                places,
                clock.instant());
    }

    private static Rows<String> takeHeld(Trip trip, UUID orderId) {
        return trip.list(
                """
                WITH held AS (DELETE FROM reservations WHERE order_id = ? RETURNING sku, place_id, quantity)
                UPDATE stock s SET on_hand = s.on_hand - held.quantity, reserved = s.reserved - held.quantity
                  FROM held WHERE s.sku = held.sku AND s.place_id = held.place_id
                RETURNING s.sku
                """,
                Stock::readSku,
                orderId);
    }

    private static Rows<String> free(Trip trip, UUID orderId) {
        return trip.list(
                """
                WITH held AS (DELETE FROM reservations WHERE order_id = ? RETURNING sku, place_id, quantity)
                UPDATE stock s SET reserved = s.reserved - held.quantity
                  FROM held WHERE s.sku = held.sku AND s.place_id = held.place_id
                RETURNING s.sku
                """,
                Stock::readSku,
                orderId);
    }

    private static Rows<String> add(Trip trip, List<Demand> demands) {
        return trip.list(
                """
                UPDATE stock s SET on_hand = s.on_hand + d.quantity
                  FROM unnest(?, ?, ?) AS d (sku, place_id, quantity)
                 WHERE s.sku = d.sku AND s.place_id = d.place_id
                RETURNING s.sku
                """,
                Stock::readSku,
                demands.stream().map(Demand::sku).toArray(String[]::new),
                demands.stream().map(Demand::placeId).toArray(UUID[]::new),
                demands.stream().map(Demand::quantity).toArray(Integer[]::new));
    }

    /** Locks the products and counts their units as sold, times the sign. */
    private static Rows<Product> lock(Trip trip, List<Demand> demands, int sign) {
        var units = new TreeMap<UUID, Integer>();
        demands.forEach(demand ->
                units.merge(demand.productId(), sign * demand.quantity(), Math::addExact));
        return lock(trip, units);
    }

    private static Rows<Product> lock(Trip trip, Map<UUID, Integer> soldByProduct) {
        return trip.list(
                """
                INSERT INTO availability AS a (product_id, version)
                SELECT product_id, 1 FROM unnest(?) AS p (product_id) ORDER BY product_id
                ON CONFLICT (product_id) DO UPDATE
                   SET version = a.version + 1,
                       sold = a.sold + (SELECT d.sold FROM unnest(?, ?) AS d (product_id, sold)
                                         WHERE d.product_id = a.product_id)
                RETURNING product_id, version, sold
                """,
                row ->
                        new Product(
                                row.getObject("product_id", UUID.class),
                                row.getLong("version"),
                                row.getLong("sold")),
                soldByProduct.keySet().toArray(UUID[]::new),
                soldByProduct.keySet().toArray(UUID[]::new),
                soldByProduct.values().toArray(Integer[]::new));
    }

    /** A product whose row is locked, with what its change will say. */
    private record Product(UUID id, long version, long sold) {}

    /** A SKU's level, with the product it is of. */
    private record OfProduct(UUID productId, Availability.OfSku sku) {}

    /**
     * How much is available now of what is still offered; asked last, when the levels are final.
     */
    private static Rows<OfProduct> levels(Trip trip, UUID[] products) {
        return trip.list(
                """
                SELECT product_id, sku, sum(on_hand - reserved) AS available
                  FROM stock JOIN offer_variants USING (product_id, sku)
                 WHERE product_id = ANY (?) GROUP BY product_id, sku ORDER BY sku
                """,
                row ->
                        new OfProduct(
                                row.getObject("product_id", UUID.class),
                                new Availability.OfSku(
                                        row.getString("sku"), row.getInt("available"))),
                (Object) products);
    }

    private void tell(Step step) {
        tell(step.products(), step.levels());
    }

    private void tell(List<Product> products) {
        var ids = products.stream().map(Product::id).toArray(UUID[]::new);
        tell(products, alone(trip -> levels(trip, ids)));
    }

    /** Tells other services. */
    private void tell(List<Product> products, List<OfProduct> levels) {
        var skus =
                levels.stream()
                        .collect(
                                groupingBy(
                                        OfProduct::productId, mapping(OfProduct::sku, toList())));
        var entries = new ArrayList<Changes.Entry>();
        for (var product : products) {
            var ofProduct = skus.getOrDefault(product.id(), List.of());
            long available = ofProduct.stream().mapToLong(Availability.OfSku::available).sum();
            entries.add(
                    new Changes.Entry(
                            AVAILABILITY,
                            product.id(),
                            product.version(),
                            new Availability(product.id(), available, ofProduct, product.sold())));
        }
        changes.recordAll(entries);
    }

    private static List<String> skusOf(List<Demand> demands) {
        return demands.stream().map(Demand::sku).sorted().toList();
    }

    private static String readSku(ResultSet row) throws SQLException {
        return row.getString("sku");
    }

    private static StockLevel readLevel(ResultSet row) throws SQLException {
        return new StockLevel(
                row.getString("sku"),
                row.getObject("place_id", UUID.class),
                row.getInt("on_hand"),
                row.getInt("reserved"));
    }
}
