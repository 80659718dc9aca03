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
import java.util.Currency;
import java.util.List;
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
    void add(Order order, Money paid, EndReason reason) {
        database.update(
                """
                INSERT INTO refunds (id, order_id, amount, currency, reason, state, attend_at)
                VALUES (?, ?, ?, ?, ?, 'pending', ?) ON CONFLICT DO NOTHING
                """,
                TimeOrderedId.next(),
                order.id(),
                paid.amount(),
                paid.currency().getCurrencyCode(),
                reason.code(),
                clock.instant());
    }

    /** Takes refunds that are due, of one order or of all; see {@link Payments#takeDue}. */
    @Transactional
    List<Refund> takeDue(@Nullable UUID orderId, int limit) {
        var now = clock.instant();
        return database.list(
                """
                UPDATE refunds r SET attempts = r.attempts + 1,
                       attend_at = ?::timestamptz + least(r.attempts + 1, 6) * ?::interval
                  FROM payments p
                 WHERE p.order_id = r.order_id
                   AND r.id IN (SELECT id FROM refunds WHERE attend_at <= ? AND order_id = coalesce(?, order_id)
                                 ORDER BY attend_at LIMIT ? FOR UPDATE SKIP LOCKED)
                RETURNING r.id, p.intent_id, r.amount, r.currency, r.stripe_id, r.attempts - 1 AS attempts
                """,
                Refunds::read,
                now,
                config.retryAfter().toString(),
                now,
                orderId,
                limit);
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
                                 WHERE id = ? AND state <> 'failed' RETURNING order_id)
                            UPDATE payments p SET state = 'refunded' FROM done
                             WHERE p.order_id = done.order_id AND p.state = 'refund_pending'
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
                             WHERE id = ? AND state <> 'failed' RETURNING order_id)
                        UPDATE payments p SET state = 'refund_pending' FROM failed
                         WHERE p.order_id = failed.order_id AND p.state IN ('refund_pending', 'refunded')
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
