package chosao.orders.payment;

import chosao.kernel.event.EventLog;
import chosao.kernel.id.TimeOrderedId;
import chosao.kernel.money.Money;
import chosao.orders.OrdersEvent;
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
    private final EventLog events;

    Refunds(Database database, PaymentConfig config, Clock clock, EventLog events) {
        this.events = events;
        this.database = database;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Money that we have to give back.
     *
     * @param stripeId the provider's name for it, once it has been submitted
     * @param attempts how often the provider was asked for it before
     */
    record Refund(
            UUID id,
            UUID orderId,
            String intentId,
            Money amount,
            @Nullable String stripeId,
            int attempts) {}

    /** Decides that so much is given back of an order that has ended: once for an order. */
    @Transactional(TxType.MANDATORY)
    void add(Order order, String intentId, Money amount, EndReason reason) {
        add(order, intentId, amount, reason.code(), order.id().toString());
    }

    /** Decides that a payment is given back that is another than the order's own. */
    @Transactional(TxType.MANDATORY)
    void addStray(Order order, Intent intent) {
        add(order, intent.id(), intent.received(), STRAY, intent.id());
    }

    private void add(Order order, String intentId, Money amount, String reason, String cause) {
        var id = TimeOrderedId.next();
        int added =
                database.update(
                        """
                        INSERT INTO refunds (id, order_id, intent_id, amount, currency, reason, cause, state, attend_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, 'pending', ?) ON CONFLICT DO NOTHING
                        """,
                        id,
                        order.id(),
                        intentId,
                        amount.amount(),
                        amount.currency().getCurrencyCode(),
                        reason,
                        cause,
                        order.disputed() ? null : clock.instant());
        if (added > 0) {
            events.record(
                    OrdersEvent.REFUND_REQUESTED,
                    "refund",
                    id,
                    "order",
                    order.id(),
                    "amount",
                    amount.amount(),
                    "currency",
                    amount.currency(),
                    "reason",
                    reason);
        }
    }

    /** Takes in what the provider says was given back of a payment: by us, or elsewhere. */
    @Transactional(TxType.MANDATORY)
    void takeIn(Order order, String intentId, List<Refunded> all) {
        for (var refunded : all) {
            if (refunded.refundId() != null) {
                record(refunded);
            } else if (refunded.id() != null && refunded.amount() != null) {
                putElsewhere(order, intentId, refunded.id(), refunded.amount(), refunded);
            }
        }
    }

    /** What is known to have failed stays so, whatever older word comes after it. */
    private void putElsewhere(
            Order order, String intentId, String stripeId, Money amount, Refunded refunded) {
        int changed =
                database.update(
                        """
                        INSERT INTO refunds AS r (id, order_id, intent_id, amount, currency, reason, cause, made_elsewhere,
                                                  state, stripe_id, failure)
                        VALUES (?, ?, ?, ?, ?, ?, ?, true, ?, ?, ?)
                        ON CONFLICT (intent_id, cause) DO UPDATE SET state = EXCLUDED.state, failure = EXCLUDED.failure
                         WHERE r.state = 'submitted' OR r.state <> 'failed' AND EXCLUDED.state = 'failed'
                        """,
                        TimeOrderedId.next(),
                        order.id(),
                        intentId,
                        amount.amount(),
                        amount.currency().getCurrencyCode(),
                        EndReason.REFUNDED_ELSEWHERE.code(),
                        stripeId,
                        switch (refunded.status()) {
                            case PENDING -> "submitted";
                            case SUCCEEDED -> "succeeded";
                            case FAILED -> "failed";
                        },
                        stripeId,
                        refunded.failure());
        if (changed > 0 && refunded.status() == Refunded.Status.FAILED) {
            LOG.error(
                    "Refund {} that was made elsewhere failed and needs a person: {}",
                    stripeId,
                    refunded.failure());
        }
    }

    /** The holder of the card has the money of a payment back, by the word of the bank. */
    @Transactional(TxType.MANDATORY)
    void addLost(Order order, Disputed dispute) {
        database.update(
                """
                INSERT INTO refunds (id, order_id, intent_id, amount, currency, reason, cause, made_elsewhere, state)
                VALUES (?, ?, ?, ?, ?, ?, ?, true, 'succeeded') ON CONFLICT DO NOTHING
                """,
                TimeOrderedId.next(),
                order.id(),
                dispute.intentId(),
                dispute.amount().amount(),
                dispute.amount().currency().getCurrencyCode(),
                EndReason.DISPUTE_LOST.code(),
                dispute.id());
    }

    /** Nothing is given back of the locked order until {@link #release}. */
    @Transactional(TxType.MANDATORY)
    void hold(Order order) {
        database.update(
                "UPDATE refunds SET attend_at = NULL WHERE order_id = ? AND state = 'pending'",
                order.id());
    }

    /** What is still to be given back of the locked order is due now. */
    @Transactional(TxType.MANDATORY)
    void release(Order order) {
        database.update(
                "UPDATE refunds SET attend_at = ? WHERE order_id = ? AND state = 'pending'",
                clock.instant(),
                order.id());
    }

    /**
     * Has us give back no more of a payment than is left of it, now that others gave back some.
     *
     * @param paid what it brought, in the currency's minor unit
     */
    @Transactional(TxType.MANDATORY)
    void trim(String intentId, long paid) {
        database.update(
                """
                WITH rest AS (
                    SELECT ? - coalesce(sum(amount), 0) AS amount FROM refunds
                     WHERE intent_id = ? AND state IN ('submitted', 'succeeded'))
                UPDATE refunds r
                   SET amount = CASE WHEN rest.amount > 0 THEN least(r.amount, rest.amount) ELSE r.amount END,
                       state = CASE WHEN rest.amount > 0 THEN r.state ELSE 'obsolete' END,
                       attend_at = CASE WHEN rest.amount > 0 THEN r.attend_at END
                  FROM rest
                 WHERE r.intent_id = ? AND r.state = 'pending' AND r.amount > rest.amount
                """,
                paid,
                intentId,
                intentId);
    }

    /**
     * What is to be asked of the provider for a refund now; nothing if there is no need any more.
     */
    @Transactional
    Optional<Money> outstanding(UUID refundId) {
        return database.find(
                "SELECT amount, currency FROM refunds WHERE id = ? AND state = 'pending'",
                row ->
                        new Money(
                                row.getLong("amount"),
                                Currency.getInstance(row.getString("currency"))),
                refundId);
    }

    /** Has a refund made again at once. */
    @Transactional
    void makeDue(UUID refundId) {
        database.update(
                "UPDATE refunds SET attend_at = ? WHERE id = ? AND attend_at IS NOT NULL",
                clock.instant(),
                refundId);
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
                RETURNING id, order_id, intent_id, amount, currency, stripe_id, attempts - 1 AS attempts
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

    /** Writes what became of a refund of ours, unless that is known already. */
    @Transactional
    void record(Refunded refunded) {
        var id = refunded.refundId();
        if (id == null) {
            return;
        }
        lockPaymentOf(id);
        switch (refunded.status()) {
            case SUCCEEDED -> succeed(id, refunded);
            case PENDING ->
                    database.update(
                            """
                            UPDATE refunds SET state = 'submitted', stripe_id = ?, amount = coalesce(?, amount),
                                               attend_at = ?, attempts = 0
                             WHERE id = ? AND state IN ('pending', 'submitted', 'obsolete')
                            """,
                            refunded.id(),
                            refunded.amount() == null ? null : refunded.amount().amount(),
                            clock.instant().plus(RECHECK),
                            id);
            case FAILED -> fail(id, refunded.id(), refunded.failure());
        }
        sumUp(id);
    }

    private void succeed(UUID refundId, Refunded refunded) {
        int succeeded =
                database.update(
                        """
                        UPDATE refunds SET state = 'succeeded', stripe_id = coalesce(stripe_id, ?),
                                           amount = coalesce(?, amount), attend_at = NULL
                         WHERE id = ? AND state NOT IN ('failed', 'succeeded')
                        """,
                        refunded.id(),
                        refunded.amount() == null ? null : refunded.amount().amount(),
                        refundId);
        if (succeeded > 0) {
            events.record(OrdersEvent.REFUND_SUCCEEDED, "refund", refundId);
        }
    }

    /**
     * The provider will not give it back, or the buyer's bank has sent back what the provider
     * called done. That is the last word on a refund, whatever older event may come after it.
     */
    @Transactional
    void refuse(UUID refundId, String code) {
        lockPaymentOf(refundId);
        fail(refundId, null, code);
        sumUp(refundId);
    }

    private void fail(UUID refundId, @Nullable String stripeId, @Nullable String failure) {
        int failed =
                database.update(
                        """
                        UPDATE refunds SET state = 'failed', stripe_id = coalesce(stripe_id, ?), failure = ?,
                                           attend_at = NULL
                         WHERE id = ? AND state <> 'failed'
                        """,
                        stripeId,
                        failure,
                        refundId);
        if (failed > 0) {
            LOG.error("Refund {} failed and needs a person: {}", refundId, failure);
            events.record(OrdersEvent.REFUND_FAILED, "refund", refundId, "failure", failure);
        }
    }

    /** The refunds of a payment are added up by one at a time. */
    private void lockPaymentOf(UUID refundId) {
        database.list(
                """
                SELECT p.order_id FROM payments p JOIN refunds r ON r.intent_id = p.intent_id
                 WHERE r.id = ? FOR UPDATE OF p
                """,
                row -> row.getObject("order_id", UUID.class),
                refundId);
    }

    private void sumUp(UUID refundId) {
        database.find(
                        "SELECT intent_id FROM refunds WHERE id = ?",
                        row -> row.getString("intent_id"),
                        refundId)
                .ifPresent(this::sumUp);
    }

    /**
     * Adds up what was given back of a payment, which is locked. Where it is to be given back as a
     * whole, it is refunded once that has arrived, and to be refunded again where something of it
     * came back.
     */
    @Transactional(TxType.MANDATORY)
    void sumUp(String intentId) {
        database.update(
                """
                UPDATE payments p
                   SET refunded_amount = made.sent,
                       state = CASE WHEN p.state NOT IN ('refund_pending', 'refunded') THEN p.state
                                    WHEN made.arrived >= coalesce(p.paid_amount, p.amount) THEN 'refunded'
                                    ELSE 'refund_pending' END
                  FROM (SELECT coalesce(sum(amount) FILTER (WHERE state IN ('submitted', 'succeeded')), 0) AS sent,
                               coalesce(sum(amount) FILTER (WHERE state = 'succeeded'), 0) AS arrived
                          FROM refunds WHERE intent_id = ?) AS made
                 WHERE p.intent_id = ?
                """,
                intentId,
                intentId);
    }

    private static Refund read(ResultSet row) throws SQLException {
        return new Refund(
                row.getObject("id", UUID.class),
                row.getObject("order_id", UUID.class),
                row.getString("intent_id"),
                new Money(row.getLong("amount"), Currency.getInstance(row.getString("currency"))),
                row.getString("stripe_id"),
                row.getInt("attempts"));
    }
}
