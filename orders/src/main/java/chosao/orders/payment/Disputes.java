package chosao.orders.payment;

import chosao.kernel.money.Money;
import chosao.orders.database.Database;
import chosao.orders.order.Order;
import io.micronaut.data.connection.annotation.Connectable;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What holders of cards object to. Thread-safe. */
@Singleton
class Disputes {

    private final Database database;
    private final Clock clock;

    Disputes(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * What was news of a dispute.
     *
     * @param before how it stood, null where it was not known
     */
    record Step(@Nullable DisputeState before, DisputeState now) {}

    /**
     * Writes how a dispute about the locked order's payment stands, unless it was decided before:
     * what comes later then is older.
     */
    @Transactional(TxType.MANDATORY)
    Optional<Step> put(Order order, Disputed dispute) {
        var state = dispute.state();
        return database.find(
                """
                INSERT INTO disputes AS d (id, order_id, intent_id, amount, currency, reason, status, state,
                                           opened_at, evidence_due_by, closed_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE
                   SET amount = EXCLUDED.amount, reason = EXCLUDED.reason, status = EXCLUDED.status,
                       state = EXCLUDED.state, evidence_due_by = EXCLUDED.evidence_due_by,
                       closed_at = EXCLUDED.closed_at
                 WHERE d.state = 'open'
                RETURNING old.state AS before
                """,
                row -> {
                    var before = row.getString("before");
                    return new Step(before == null ? null : stateOf(before), state);
                },
                dispute.id(),
                order.id(),
                dispute.intentId(),
                dispute.amount().amount(),
                dispute.amount().currency().getCurrencyCode(),
                dispute.reason(),
                dispute.status(),
                state.code(),
                dispute.openedAt(),
                dispute.dueBy(),
                state == DisputeState.OPEN ? null : clock.instant());
    }

    /** Writes whether any is open about the locked order's payment, and says so. */
    @Transactional(TxType.MANDATORY)
    boolean mark(Order order) {
        return database.find(
                        """
                        UPDATE orders SET disputed = EXISTS (
                            SELECT FROM disputes WHERE order_id = orders.id AND state = 'open')
                         WHERE id = ? RETURNING disputed
                        """,
                        row -> row.getBoolean("disputed"),
                        order.id())
                .orElseThrow();
    }

    /** How many are open. */
    @Connectable
    long open() {
        return database.find(
                        "SELECT count(*) AS open FROM disputes WHERE state = 'open'",
                        row -> row.getLong("open"))
                .orElseThrow();
    }

    /** A dispute, with the order it is about. */
    record Known(
            String id,
            UUID orderId,
            String orderNumber,
            Money amount,
            String reason,
            String status,
            DisputeState state,
            Instant openedAt,
            @Nullable Instant evidenceDueBy,
            @Nullable Instant closedAt) {}

    /**
     * Disputes, newest first.
     *
     * @param state only those; null for all
     * @param before the last one of the page before
     */
    @Connectable
    List<Known> list(@Nullable DisputeState state, @Nullable Place before, int limit) {
        return database.list(
                """
                SELECT d.*, o.number FROM disputes d JOIN orders o ON o.id = d.order_id
                 WHERE %s (d.opened_at, d.id) < (?::timestamptz, ?)
                 ORDER BY d.opened_at DESC, d.id DESC LIMIT ?
                """
                        .formatted(state == null ? "" : "d.state = '" + state.code() + "' AND"),
                Disputes::read,
                before == null ? "infinity" : before.openedAt().toString(),
                before == null ? "" : before.id(),
                limit);
    }

    /** Where a page ended. */
    record Place(Instant openedAt, String id) {}

    private static Known read(ResultSet row) throws SQLException {
        return new Known(
                row.getString("id"),
                row.getObject("order_id", UUID.class),
                row.getString("number"),
                new Money(row.getLong("amount"), Currency.getInstance(row.getString("currency"))),
                row.getString("reason"),
                row.getString("status"),
                stateOf(row.getString("state")),
                Database.instant(row, "opened_at"),
                Database.instantOrNull(row, "evidence_due_by"),
                Database.instantOrNull(row, "closed_at"));
    }

    private static DisputeState stateOf(String code) {
        return DisputeState.of(code).orElseThrow();
    }
}
