package chosao.orders.payment;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import io.micronaut.scheduling.annotation.Scheduled;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Measures how many disputes wait for their decision: the gauge {@code market.disputes.open}. */
@Context
class OpenDisputes {

    private static final Logger LOG = LoggerFactory.getLogger(OpenDisputes.class);

    private final Disputes disputes;
    private volatile double open = Double.NaN;

    OpenDisputes(Disputes disputes, MeterRegistry meters) {
        this.disputes = disputes;
        Gauge.builder("market.disputes.open", () -> open)
                .description("disputes that the provider has not decided yet")
                .register(meters);
    }

    @Scheduled(
            initialDelay = "${orders.payment.count-disputes-every:15s}",
            fixedDelay = "${orders.payment.count-disputes-every:15s}")
    void count() {
        try {
            open = disputes.open();
        } catch (RuntimeException away) {
            open = Double.NaN;
            LOG.debug("Disputes cannot be counted", away);
        }
    }
}
