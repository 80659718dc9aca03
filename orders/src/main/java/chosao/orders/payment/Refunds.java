package chosao.orders.payment;

import chosao.kernel.id.TimeOrderedId;
import chosao.kernel.money.Money;
import chosao.orders.database.Database;
import chosao.orders.order.EndReason;
import chosao.orders.order.Order;
import chosao.orders.payment.StripeCards.Refunded;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Money to be given back: written in the transaction that decides it, carried out after. A refund
 * that the provider refuses stays {@code failed} and is for a person to look at.
 */
@Singleton
class Refunds {

    private static final Logger LOG = LoggerFactory.getLogger(Refunds.class);

    /** A bank may take days over a refund; the webhook usually tells sooner. */
    private static final Duration RECHECK = Duration.ofHours(1);

    /** Why a payment that is none of ours is given back, as it is stored. */
    private static final String STRAY = "stray-payment";

    private final Database database;
    private final PaymentConfig config;
    private final Clock clock;

    Refunds(Database database, PaymentConfig config, Clock clock) {
        this.database = database;
        this.config = config;
        this.clock = clock;
    }

    /**
     * @param stripeId the provider's name for it, once it has been submitted
     */
    record Refund(
            UUID id, String intentId, Money amount, @Nullable String stripeId, int attempts) {}

    /** Decides that all that was paid for an order is given back. */
    @Transactional(TxType.MANDATORY)
    void add(Order order, String intentId, Money paid, EndReason reason) {
        add(order, intentId, paid, reason.code());
    }

    /** Decides that a payment is given back that is another than the order's own. */
    @Transactional(TxType.MANDATORY)
    void addStray(Order order, Intent intent) {
        add(order, intent.id(), intent.received(), STRAY);
    }

    private void add(Order order, String intentId, Money paid, String reason) {
        database.update(
                """
                INSERT INTO refunds (id, order_id, intent_id, amount, currency, reason, state, attend_at)
                VALUES (?, ?, ?, ?, ?, ?, 'pending', ?) ON CONFLICT DO NOTHING
                """,
                TimeOrderedId.next(),
                order.id(),
                intentId,
                paid.amount(),
                paid.currency().getCurrencyCode(),
                reason,
                clock.instant());
    }

    /** Takes refunds that are due; see {@link Payments#takeDue}. */
    @Transactional
    List<Refund> takeDue(int limit) {
        return take("attend_at <= ?", limit, clock.instant());
    }

    /** Takes a refund of an order that is due, if there is one. */
    @Transactional
    Optional<Refund> takeDueOf(UUID orderId) {
        return take("attend_at <= ? AND order_id = ?", 1, clock.instant(), orderId).stream()
                .findFirst();
    }

    private List<Refund> take(String due, int limit, Object... arguments) {
        var all = new ArrayList<Object>();
        all.add(clock.instant().plus(config.lease()));
        all.addAll(List.of(arguments));
        all.add(limit);
        return database.list(
                """
                UPDATE refunds SET attempts = attempts + 1, attend_at = ?
                 WHERE id IN (SELECT id FROM refunds WHERE %s ORDER BY attend_at LIMIT ? FOR UPDATE SKIP LOCKED)
                RETURNING id, intent_id, amount, currency, stripe_id, attempts - 1 AS attempts
                """
                        .formatted(due),
                Refunds::read,
                all.toArray());
    }

    /** Ends the lease of a refund that the provider would not talk about: later each time. */
    @Transactional
    void retry(UUID refundId) {
        database.update(
                """
                UPDATE refunds SET attend_at = least(attend_at, ?::timestamptz + least(attempts, 6) * ?::interval)
                 WHERE id = ? AND attend_at IS NOT NULL
                """,
                clock.instant(),
                config.retryAfter().toString(),
                refundId);
    }

    /** Writes what became of a refund, unless that is known already. */
    @Transactional
    void record(Refunded refunded) {
        if (refunded.refundId() == null) {
            return;
        }
        switch (refunded.status()) {
            case SUCCEEDED ->
                    database.update(
                            """
                            WITH done AS (
                                UPDATE refunds SET state = 'succeeded', stripe_id = coalesce(stripe_id, ?), attend_at = NULL
                                 WHERE id = ? AND state <> 'failed' RETURNING intent_id)
                            UPDATE payments p SET state = 'refunded' FROM done
                             WHERE p.intent_id = done.intent_id AND p.state = 'refund_pending'
                            """,
                            refunded.id(),
                            refunded.refundId());
            case PENDING ->
                    database.update(
                            """
                            UPDATE refunds SET state = 'submitted', stripe_id = ?, attend_at = ?, attempts = 0
                             WHERE id = ? AND state IN ('pending', 'submitted')
                            """,
                            refunded.id(),
                            clock.instant().plus(RECHECK),
                            refunded.refundId());
            case FAILED -> fail(refunded.refundId(), refunded.id(), refunded.failure());
        }
    }

    /**
     * The provider will not give it back, or the buyer's bank has sent back what the provider
     * called done. That is the last word on a refund, whatever older event may come after it.
     */
    @Transactional
    void fail(UUID refundId, @Nullable String stripeId, @Nullable String failure) {
        int failed =
                database.update(
                        """
                        WITH failed AS (
                            UPDATE refunds SET state = 'failed', stripe_id = coalesce(stripe_id, ?), failure = ?,
                                               attend_at = NULL
                             WHERE id = ? AND state <> 'failed' RETURNING intent_id)
                        UPDATE payments p SET state = 'refund_pending' FROM failed
                         WHERE p.intent_id = failed.intent_id AND p.state IN ('refund_pending', 'refunded')
                        """,
                        stripeId,
                        failure,
                        refundId);
        if (failed > 0) {
            LOG.error("Refund {} failed and needs a person: {}", refundId, failure);
        }
    }

    private static Refund read(ResultSet row) throws SQLException {
        return new Refund(
                row.getObject("id", UUID.class),
                row.getString("intent_id"),
                new Money(row.getLong("amount"), Currency.getInstance(row.getString("currency"))),
                row.getString("stripe_id"),
                row.getInt("attempts"));
    }
}
