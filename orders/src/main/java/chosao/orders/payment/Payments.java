package chosao.orders.payment;

import chosao.orders.database.Database;
import chosao.orders.order.Order;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
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
     * <p>It is looked after again at the deadline at the latest; one that is open past its deadline
     * (the provider did not cancel it) as often as any other.
     */
    @Transactional
    void open(Order order, Intent intent) {
        var now = clock.instant();
        var check = now.plus(config.checkAfter());
        var deadline = order.paymentDeadline();
        boolean deadlineFirst = deadline.isAfter(now) && deadline.isBefore(check);
        database.update(
                """
                UPDATE payments SET state = 'open', intent_id = ?, client_secret = coalesce(?, client_secret),
                                    failure = coalesce(?, failure), attend_at = ?, attempts = 0
                 WHERE order_id = ? AND state IN ('pending', 'open')
                """,
                intent.id(),
                intent.clientSecret(),
                intent.failure(),
                deadlineFirst ? deadline : check,
                order.id());
    }

    /** The provider will not take it: the order waits for its deadline, nobody asks again. */
    @Transactional
    void refuse(Order order, String code) {
        database.update(
                """
                UPDATE payments SET state = 'failed', failure = ?, attend_at = ?, attempts = 0
                 WHERE order_id = ? AND state = 'pending'
                """,
                code,
                order.paymentDeadline(),
                order.id());
    }

    /**
     * Takes payments that are due for attention. Until they are due again, later each time, no
     * other copy of the service takes them.
     */
    @Transactional
    List<UUID> takeDue(int limit) {
        var now = clock.instant();
        return database.list(
                """
                UPDATE payments SET attempts = attempts + 1,
                       attend_at = ?::timestamptz + least(attempts + 1, 6) * ?::interval
                 WHERE order_id IN (SELECT order_id FROM payments WHERE attend_at <= ?
                                     ORDER BY attend_at LIMIT ? FOR UPDATE SKIP LOCKED)
                RETURNING order_id
                """,
                row -> row.getObject("order_id", UUID.class),
                now,
                config.retryAfter().toString(),
                now,
                limit);
    }

    /** Remembers an event. True the first time. */
    @Transactional(Transactional.TxType.MANDATORY)
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
