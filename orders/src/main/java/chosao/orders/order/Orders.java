package chosao.orders.order;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import chosao.kernel.event.EventLog;
import chosao.kernel.money.Money;
import chosao.kernel.security.Caller;
import chosao.orders.OrdersEvent;
import chosao.orders.buyer.Buyer;
import chosao.orders.database.Database;
import io.micronaut.data.connection.annotation.Connectable;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The orders, each with its consignments and its payment. */
@Singleton
public class Orders {

    /** A row for each line of an order, with all of the order in each. */
    private static final String ORDER =
            """
            SELECT o.*, p.method, p.state AS payment_state, p.intent_id, p.client_secret, p.failure, p.paid_at, p.paid_amount,
                   p.refunded_amount, p.attempts,
                   c.id AS consignment_id, c.producer_id, c.producer_name, c.place_id,
                   c.state AS consignment_state, l.sku, l.product_id, l.product_name, l.variant_name,
                   l.unit_price, l.quantity
              FROM orders o
              JOIN payments p ON p.order_id = o.id
              JOIN order_lines l ON l.order_id = o.id
              JOIN consignments c ON c.id = l.consignment_id
            """;

    private final Database database;
    private final EventLog events;

    Orders(Database database, EventLog events) {
        this.database = database;
        this.events = events;
    }

    /**
     * Writes a new order, and that its cart became it. Its payment is due for attention at the
     * given moment, should the request that places it be cut off.
     */
    @Transactional(TxType.MANDATORY)
    public void add(Order order, UUID cartId, Instant attendAt) {
        var consignments = order.consignments();
        var lines = linesOf(consignments);
        database.update(
                """
                WITH consumed AS (
                    UPDATE carts SET order_id = ?, updated_at = ? WHERE id = ?),
                placed AS (
                    INSERT INTO orders (id, number, account_id, token_hash, state, contact_name, contact_phone,
                                        contact_email, shipping_line, shipping_region, total, currency,
                                        created_at, payment_deadline)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)),
                paid AS (
                    INSERT INTO payments (order_id, method, state, amount, currency, attend_at)
                    VALUES (?, ?, ?, ?, ?, ?)),
                consigned AS (
                    INSERT INTO consignments (id, order_id, producer_id, producer_name, place_id, state, created_at)
                    SELECT c.id, ?, c.producer_id, c.producer_name, c.place_id, ?, ?
                      FROM unnest(?, ?, ?, ?) AS c (id, producer_id, producer_name, place_id))
                INSERT INTO order_lines (order_id, position, consignment_id, sku, product_id, product_name,
                                         variant_name, unit_price, quantity)
                SELECT ?, l.position, l.consignment_id, l.sku, l.product_id, l.product_name, l.variant_name,
                       l.unit_price, l.quantity
                  FROM unnest(?, ?, ?, ?, ?, ?, ?) WITH ORDINALITY
                       AS l (consignment_id, sku, product_id, product_name, variant_name, unit_price, quantity, position)
                """,
                order.id(),
                order.createdAt(),
                cartId,
                order.id(),
                order.number().value(),
                order.buyer().accountId(),
                order.buyer().accountId() == null ? order.buyer().tokenHash() : null,
                order.state().code(),
                order.contact().name(),
                order.contact().phone(),
                order.contact().email(),
                order.shippingAddress().line(),
                order.shippingAddress().region(),
                order.total().amount(),
                order.total().currency().getCurrencyCode(),
                order.createdAt(),
                order.paymentDeadline(),
                order.id(),
                order.payment().method(),
                order.payment().state().code(),
                order.total().amount(),
                order.total().currency().getCurrencyCode(),
                attendAt,
                order.id(),
                Consignment.stateUnder(order.state()),
                order.createdAt(),
                consignments.stream().map(Consignment::id).toArray(UUID[]::new),
                consignments.stream().map(Consignment::producerId).toArray(UUID[]::new),
                consignments.stream().map(Consignment::producerName).toArray(String[]::new),
                consignments.stream().map(Consignment::placeId).toArray(UUID[]::new),
                order.id(),
                lines.stream().map(OrderLine::consignmentId).toArray(UUID[]::new),
                lines.stream().map(entry -> entry.line().sku()).toArray(String[]::new),
                lines.stream().map(entry -> entry.line().productId()).toArray(UUID[]::new),
                lines.stream().map(entry -> entry.line().productName()).toArray(String[]::new),
                lines.stream().map(entry -> entry.line().variantName()).toArray(String[]::new),
                lines.stream().map(entry -> entry.line().unitPrice().amount()).toArray(Long[]::new),
                lines.stream().map(entry -> entry.line().quantity()).toArray(Integer[]::new));
        record(OrdersEvent.ORDER_PLACED, order, null);
    }

    /** Any order. */
    @Connectable
    public Optional<Order> find(UUID id) {
        return read(ORDER + " WHERE o.id = ? ORDER BY l.position", id).stream().findFirst();
    }

    /** The buyer's own order. */
    @Connectable
    public Optional<Order> find(UUID id, Buyer buyer) {
        return read(
                        ORDER
                                + """
                                 WHERE o.id = ? AND (o.account_id = ? OR o.token_hash = ?)
                                 ORDER BY l.position
                                """,
                        id,
                        buyer.accountId(),
                        buyer.tokenHash())
                .stream()
                .findFirst();
    }

    /** An order that nobody else changes until this transaction ends. */
    @Transactional(TxType.MANDATORY)
    public Optional<Order> lock(UUID id) {
        return read(ORDER + " WHERE o.id = ? ORDER BY l.position FOR UPDATE OF o, p, c", id)
                .stream()
                .findFirst();
    }

    /** The account's orders, newest first, from before the given one. */
    @Connectable
    List<Order> of(UUID account, @Nullable Place before, int limit) {
        return read(
                ORDER
                        + """
                         WHERE o.id IN (SELECT id FROM orders
                                         WHERE account_id = ? AND (created_at, id) < (?::timestamptz, ?)
                                         ORDER BY created_at DESC, id DESC LIMIT ?)
                         ORDER BY o.created_at DESC, o.id DESC, l.position
                        """,
                account,
                before == null ? "infinity" : before.at().toString(),
                before == null ? LAST : before.id(),
                limit);
    }

    /** Where a page of a list ended. Nothing happens before 1970 or after the year 9999. */
    record Place(Instant at, UUID id) {

        private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

        Place {
            if (at.isBefore(Instant.EPOCH) || !at.isBefore(END)) {
                throw new IllegalArgumentException("at: " + at);
            }
        }
    }

    /** Sorts before every other id. */
    private static final UUID FIRST = new UUID(0, 0);

    /** Sorts after every other id. */
    private static final UUID LAST = new UUID(-1, -1);

    private static final String[] PAID =
            Arrays.stream(PaymentState.values())
                    .filter(PaymentState::isPaid)
                    .map(PaymentState::code)
                    .toArray(String[]::new);

    /** A consignment, with the order it belongs to. */
    record Consigned(Order order, Consignment consignment) {}

    /**
     * What was paid for of the producers that the caller acts for, newest first. Each producer's
     * newest are read in the order of its index, so that a page costs no more for a long history.
     */
    @Transactional
    List<Consigned> consignmentsOf(Caller caller, @Nullable Place before, int limit) {
        var ids =
                database.list(
                        """
                        SELECT newest.id, newest.order_id
                          FROM (SELECT producer_id FROM offers WHERE owner_account = ?
                                 UNION SELECT unnest(?::uuid[])) AS own (producer_id)
                         CROSS JOIN LATERAL (
                               SELECT c.id, c.order_id, c.created_at
                                 FROM consignments c JOIN payments p USING (order_id)
                                WHERE c.producer_id = own.producer_id AND p.state = ANY (?)
                                  AND (c.created_at, c.id) < (?::timestamptz, ?)
                                ORDER BY c.created_at DESC, c.id DESC LIMIT ?) AS newest
                         ORDER BY newest.created_at DESC, newest.id DESC LIMIT ?
                        """,
                        row ->
                                Map.entry(
                                        row.getObject("id", UUID.class),
                                        row.getObject("order_id", UUID.class)),
                        caller.accountId(),
                        caller.staffOf().toArray(UUID[]::new),
                        PAID,
                        before == null ? "infinity" : before.at().toString(),
                        before == null ? LAST : before.id(),
                        limit,
                        limit);
        var orders = new LinkedHashMap<UUID, Order>();
        read(
                        ORDER + " WHERE o.id = ANY (?) ORDER BY o.id, l.position",
                        (Object) ids.stream().map(Map.Entry::getValue).toArray(UUID[]::new))
                .forEach(order -> orders.put(order.id(), order));
        var consigned = new ArrayList<Consigned>();
        for (var entry : ids) {
            var order = orders.get(entry.getValue());
            if (order != null) {
                order.consignments().stream()
                        .filter(consignment -> consignment.id().equals(entry.getKey()))
                        .forEach(consignment -> consigned.add(new Consigned(order, consignment)));
            }
        }
        return consigned;
    }

    /** A confirmed order, and when its payment was taken in. */
    public record Confirmed(UUID id, Instant paidAt) {}

    /** Some of the confirmed orders that hold a product, in the order of their ids. */
    @Connectable
    public List<Confirmed> confirmedOf(UUID productId, @Nullable UUID after, int limit) {
        return database.list(
                """
                SELECT DISTINCT o.id, p.paid_at
                  FROM order_lines l
                  JOIN orders o ON o.id = l.order_id
                  JOIN payments p ON p.order_id = o.id
                 WHERE l.product_id = ? AND l.order_id > ? AND o.state = 'confirmed' AND p.paid_at IS NOT NULL
                 ORDER BY o.id LIMIT ?
                """,
                row ->
                        new Confirmed(
                                row.getObject("id", UUID.class), Database.instant(row, "paid_at")),
                productId,
                after == null ? FIRST : after,
                limit);
    }

    /**
     * Takes a locked order to its next state, and its payment to its own.
     *
     * @param attendAt when the payment needs attention again, null when it is done with
     */
    @Transactional(TxType.MANDATORY)
    public void move(
            Order order,
            OrderState state,
            @Nullable EndReason reason,
            PaymentState payment,
            @Nullable Instant attendAt) {
        if (!order.state().canBecome(state) || !order.payment().state().canBecome(payment)) {
            throw new IllegalStateException(
                    "order %s: %s to %s, payment %s to %s"
                            .formatted(
                                    order.id(),
                                    order.state(),
                                    state,
                                    order.payment().state(),
                                    payment));
        }
        database.update(
                """
                WITH moved AS (
                    UPDATE orders SET state = ?, end_reason = coalesce(end_reason, ?) WHERE id = ?),
                followed AS (
                    UPDATE consignments SET state = ? WHERE order_id = ?)
                UPDATE payments SET state = ?, paid_at = coalesce(paid_at, ?), paid_amount = coalesce(paid_amount, ?),
                                    attend_at = ?, attempts = 0,
                                    failure = CASE WHEN ? THEN NULL ELSE failure END
                 WHERE order_id = ?
                """,
                state.code(),
                reason == null ? null : reason.code(),
                order.id(),
                Consignment.stateUnder(state),
                order.id(),
                payment.code(),
                order.payment().paidAt(),
                order.payment().paid() == null ? null : order.payment().paid().amount(),
                attendAt,
                payment.isPaid(),
                order.id());
        if (payment.isPaid() && !order.payment().state().isPaid()) {
            record(OrdersEvent.PAYMENT_SUCCEEDED, order, null);
        } else if (payment == PaymentState.FAILED && order.payment().state() != payment) {
            record(OrdersEvent.PAYMENT_FAILED, order, null);
        }
        if (state != order.state()) {
            record(eventOf(state), order, reason);
        }
    }

    private static OrdersEvent eventOf(OrderState state) {
        return switch (state) {
            case AWAITING_PAYMENT -> OrdersEvent.ORDER_PLACED;
            case CONFIRMED -> OrdersEvent.ORDER_CONFIRMED;
            case SHIPPED -> OrdersEvent.ORDER_SHIPPED;
            case DELIVERED -> OrdersEvent.ORDER_DELIVERED;
            case CANCELLED -> OrdersEvent.ORDER_CANCELLED;
            case EXPIRED -> OrdersEvent.ORDER_EXPIRED;
            case REFUNDED -> OrdersEvent.ORDER_REFUNDED;
        };
    }

    private void record(OrdersEvent event, Order order, @Nullable EndReason reason) {
        events.record(
                event,
                "order",
                order.id(),
                "number",
                order.number().value(),
                "total",
                order.total().amount(),
                "currency",
                order.total().currency(),
                "reason",
                reason == null ? null : reason.code());
    }

    private List<Order> read(String query, @Nullable Object... arguments) {
        var rows =
                database.list(query, Orders::readRow, arguments).stream()
                        .collect(groupingBy(row -> row.order().id(), LinkedHashMap::new, toList()));
        return rows.values().stream()
                .map(ofOne ->
                        ofOne.getFirst()
                                .order()
                                .with(group(ofOne.stream().map(Row::line).toList())))
                .toList();
    }

    /** An order without its consignments, and one of its lines. */
    private record Row(Order order, OrderLine line) {}

    /** A row of an order's goods. */
    private record OrderLine(
            UUID consignmentId,
            UUID producerId,
            String producerName,
            UUID placeId,
            String state,
            Consignment.Line line) {}

    private static List<Consignment> group(List<OrderLine> lines) {
        var byConsignment =
                lines.stream()
                        .collect(
                                groupingBy(OrderLine::consignmentId, LinkedHashMap::new, toList()));
        return byConsignment.values().stream()
                .map(ofOne -> {
                    var first = ofOne.getFirst();
                    return new Consignment(
                            first.consignmentId(),
                            first.producerId(),
                            first.producerName(),
                            first.placeId(),
                            first.state(),
                            ofOne.stream().map(OrderLine::line).toList());
                })
                .toList();
    }

    private static List<OrderLine> linesOf(List<Consignment> consignments) {
        return consignments.stream()
                .flatMap(consignment ->
                        consignment.lines().stream()
                                .map(line ->
                                        new OrderLine(
                                                consignment.id(),
                                                consignment.producerId(),
                                                consignment.producerName(),
                                                consignment.placeId(),
                                                consignment.state(),
                                                line)))
                .toList();
    }

    private static Row readRow(ResultSet row) throws SQLException {
        return new Row(readOrder(row), readLine(row));
    }

    private static OrderLine readLine(ResultSet row) throws SQLException {
        return new OrderLine(
                row.getObject("consignment_id", UUID.class),
                row.getObject("producer_id", UUID.class),
                row.getString("producer_name"),
                row.getObject("place_id", UUID.class),
                row.getString("consignment_state"),
                new Consignment.Line(
                        row.getString("sku"),
                        row.getObject("product_id", UUID.class),
                        row.getString("product_name"),
                        row.getString("variant_name"),
                        new Money(
                                row.getLong("unit_price"),
                                Currency.getInstance(row.getString("currency"))),
                        row.getInt("quantity")));
    }

    private static @Nullable Money money(ResultSet row, String column) throws SQLException {
        var amount = row.getObject(column, Long.class);
        return amount == null
                ? null
                : new Money(amount, Currency.getInstance(row.getString("currency")));
    }

    private static Order readOrder(ResultSet row) throws SQLException {
        var reason = row.getString("end_reason");
        return new Order(
                row.getObject("id", UUID.class),
                new OrderNumber(row.getString("number")),
                new Buyer(row.getObject("account_id", UUID.class), row.getBytes("token_hash")),
                OrderState.of(row.getString("state")),
                reason == null ? null : EndReason.of(reason),
                row.getBoolean("disputed"),
                new Contact(
                        row.getString("contact_name"),
                        row.getString("contact_phone"),
                        row.getString("contact_email")),
                new ShippingAddress(
                        row.getString("shipping_line"), row.getString("shipping_region")),
                new Money(row.getLong("total"), Currency.getInstance(row.getString("currency"))),
                Database.instant(row, "created_at"),
                Database.instant(row, "payment_deadline"),
                List.of(),
                new Payment(
                        row.getString("method"),
                        PaymentState.of(row.getString("payment_state")),
                        row.getString("intent_id"),
                        row.getString("client_secret"),
                        row.getString("failure"),
                        Database.instantOrNull(row, "paid_at"),
                        money(row, "paid_amount"),
                        row.getLong("refunded_amount") == 0 ? null : money(row, "refunded_amount"),
                        row.getInt("attempts")));
    }
}
