package chosao.orders.payment;

import chosao.kernel.event.EventLog;
import chosao.kernel.metrics.SampledGauges;
import chosao.kernel.metrics.SampledGauges.Sampled;
import chosao.orders.OrdersEvent;
import chosao.orders.database.Database;
import chosao.orders.order.PaymentState;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.data.connection.annotation.Connectable;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;

/**
 * How much is waiting to be paid or given back. Each number is read by an index that holds only
 * what waits, so that it costs the same however many orders there ever were.
 */
@Singleton
class PaymentMetrics {

    /** The age of refunds is that of their ids, which tell the time (RFC 9562, UUID version 7). */
    private static final String WAITING =
            """
            SELECT (SELECT count(*) FROM payments WHERE attend_at IS NOT NULL AND state = 'pending') AS pending,
                   (SELECT count(*) FROM payments WHERE attend_at IS NOT NULL AND state = 'open') AS open,
                   (SELECT extract(epoch FROM ?::timestamptz - min(attend_at))
                      FROM payments WHERE attend_at IS NOT NULL) AS payment_overdue,
                   (SELECT count(*) FROM refunds WHERE attend_at IS NOT NULL) AS refunds_pending,
                   (SELECT extract(epoch FROM clock_timestamp() - min(uuid_extract_timestamp(id)))
                      FROM refunds WHERE attend_at IS NOT NULL) AS refund_age,
                   (SELECT count(*) FROM refunds WHERE state = 'failed') AS refunds_failed
            """;

    private final Database database;
    private final Clock clock;
    private final SampledGauges gauges;
    private final Sampled pending;
    private final Sampled open;
    private final Sampled overdue;
    private final Sampled refundsPending;
    private final Sampled refundAge;
    private final Sampled refundsFailed;

    PaymentMetrics(Database database, Clock clock, MeterRegistry meters, EventLog events) {
        events.expect(OrdersEvent.values());
        this.database = database;
        this.clock = clock;
        this.gauges = new SampledGauges(meters);
        this.pending = waiting(PaymentState.PENDING);
        this.open = waiting(PaymentState.OPEN);
        this.overdue =
                gauges.gauge(
                        "market.payments.overdue.seconds",
                        "For how long the payment that should have been looked after first has waited");
        this.refundsPending =
                gauges.gauge("market.refunds.pending", "Refunds that are neither done nor failed");
        this.refundAge =
                gauges.gauge(
                        "market.refunds.oldest.seconds",
                        "The age of the oldest refund that is neither done nor failed");
        this.refundsFailed = gauges.gauge("market.refunds.failed", "Refunds that need a person");
    }

    private Sampled waiting(PaymentState state) {
        return gauges.gauge(
                "market.payments.waiting",
                "Payments that are looked after until they end",
                "state",
                state.code());
    }

    @Scheduled(initialDelay = "1s", fixedDelay = "${market.metrics.every:15s}")
    void sample() {
        gauges.sample(this::ask);
    }

    @Connectable
    void ask() {
        var _ = database.find(WAITING, this::show, clock.instant());
    }

    private boolean show(ResultSet row) throws SQLException {
        pending.set(row.getDouble("pending"));
        open.set(row.getDouble("open"));
        // Most of the time the first of them is due only later.
        overdue.set(Math.max(0, row.getDouble("payment_overdue")));
        refundsPending.set(row.getDouble("refunds_pending"));
        refundAge.set(row.getDouble("refund_age"));
        refundsFailed.set(row.getDouble("refunds_failed"));
        return true;
    }
}
