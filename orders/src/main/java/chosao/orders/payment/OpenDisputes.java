package chosao.orders.payment;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import io.micronaut.scheduling.annotation.Scheduled;

/** Measures how many disputes wait for their decision: the gauge {@code market.disputes.open}. */
@Context
class OpenDisputes {

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
        open = disputes.open();
    }
}
