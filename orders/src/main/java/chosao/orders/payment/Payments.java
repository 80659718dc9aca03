package chosao.orders.payment;

import chosao.orders.database.Database;
import chosao.orders.order.Order;
import chosao.orders.order.PaymentState;
import io.micronaut.data.connection.annotation.Connectable;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What is written about payments, beside the steps that they take together with their order. */
@Singleton
class Payments {

    private final Database database;
    private final PaymentConfig config;
    private final Clock clock;

    Payments(Database database, PaymentConfig config, Clock clock) {
        this.database = database;
        this.config = config;
        this.clock = clock;
    }

    /**
     * The buyer can pay, or has tried; nothing changes once the payment went on from there. Events
     * may come in any order, so one that knows of no decline does not undo one that does.
     *
     * <p>While it can be paid, the provider is asked about it ever more rarely, and at the
     * deadline. After that it is to be ended: then nothing that is heard of it puts off the moment
     * at which somebody does.
     *
     * @return whether this is the order's payment and still to be paid
     */
    @Transactional
    boolean open(Order order, Intent intent) {
        var now = clock.instant();
        var payment = order.payment();
        int checks = payment.state() == PaymentState.OPEN ? payment.attempts() : 0;
        var check = now.plus(config.untilCheck(checks));
        boolean payable = order.isPayable(now);
        boolean deadlineFirst = payable && order.paymentDeadline().isBefore(check);
        return database.update(
                        """
                        UPDATE payments SET state = 'open', intent_id = ?, client_secret = coalesce(?, client_secret),
                                            failure = coalesce(?, failure),
                                            attempts = CASE state WHEN 'open' THEN attempts ELSE 0 END,
                                            attend_at = least(?, CASE WHEN ? THEN NULL ELSE attend_at END)
                         WHERE order_id = ? AND state IN ('pending', 'open') AND coalesce(intent_id, ?) = ?
                        """,
                        intent.id(),
                        intent.clientSecret(),
                        intent.failure(),
                        deadlineFirst ? order.paymentDeadline() : check,
                        payable,
                        order.id(),
                        intent.id(),
                        intent.id())
                == 1;
    }

    /** The locked order's payment at the provider, where it was not known yet. */
    @Transactional(TxType.MANDATORY)
    void identify(Order order, Intent intent) {
        if (order.payment().intentId() == null) {
            database.update(
                    "UPDATE payments SET intent_id = ? WHERE order_id = ?",
                    intent.id(),
                    order.id());
        }
    }

    /** The order whose own payment this is. */
    @Connectable
    Optional<UUID> orderOf(String intentId) {
        return database.find(
                "SELECT order_id FROM payments WHERE intent_id = ?",
                row -> row.getObject("order_id", UUID.class),
                intentId);
    }

    /** Why the provider will not take it. */
    @Transactional(TxType.MANDATORY)
    void explain(Order order, String failure) {
        database.update("UPDATE payments SET failure = ? WHERE order_id = ?", failure, order.id());
    }

    /**
     * Takes payments that are due for attention. Until the lease ends, no other copy of the service
     * takes them.
     */
    @Transactional
    List<UUID> takeDue(int limit) {
        var now = clock.instant();
        return database.list(
                """
                UPDATE payments SET attempts = attempts + 1, attend_at = ?
                 WHERE order_id IN (SELECT order_id FROM payments WHERE attend_at <= ?
                                     ORDER BY attend_at LIMIT ? FOR UPDATE SKIP LOCKED)
                RETURNING order_id
                """,
                row -> row.getObject("order_id", UUID.class),
                now.plus(config.lease()),
                now,
                limit);
    }

    /** Ends the lease of a payment that the provider would not talk about: later each time. */
    @Transactional
    void retry(UUID orderId) {
        database.update(
                """
                UPDATE payments SET attend_at = least(attend_at, ?::timestamptz + least(attempts, 6) * ?::interval)
                 WHERE order_id = ? AND attend_at IS NOT NULL
                """,
                clock.instant(),
                config.retryAfter().toString(),
                orderId);
    }

    /** Remembers an event. True the first time. */
    @Transactional(TxType.MANDATORY)
    boolean isNews(String eventId) {
        return database.update(
                        "INSERT INTO stripe_events (id, received_at) VALUES (?, ?) ON CONFLICT DO NOTHING",
                        eventId,
                        clock.instant())
                == 1;
    }

    /** Forgets events that Stripe will not send again: it tries for three days. */
    @Transactional
    int forgetEventsBefore(Instant moment) {
        return database.update("DELETE FROM stripe_events WHERE received_at < ?", moment);
    }
}
