package chosao.orders.payment;

import chosao.orders.cart.Carts;
import chosao.orders.idempotency.IdempotencyKeys;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Forgets what nobody will ask for again. */
@Singleton
class Housekeeping {

    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);

    private static final Duration CARTS = Duration.ofDays(30);
    private static final Duration EMPTY_CARTS = Duration.ofDays(1);
    private static final Duration KEYS = Duration.ofDays(2);
    private static final Duration EVENTS = Duration.ofDays(30);

    private final Carts carts;
    private final IdempotencyKeys keys;
    private final Payments payments;
    private final Clock clock;

    Housekeeping(Carts carts, IdempotencyKeys keys, Payments payments, Clock clock) {
        this.carts = carts;
        this.keys = keys;
        this.payments = payments;
        this.clock = clock;
    }

    @Scheduled(initialDelay = "10m", fixedDelay = "1h")
    void tidy() {
        var now = clock.instant();
        LOG.info(
                "Forgot {} carts, {} idempotency keys and {} events",
                carts.forgetEmptySince(now.minus(EMPTY_CARTS))
                        + carts.forgetUntouchedSince(now.minus(CARTS))
                        + carts.forgetOrderedBefore(now.minus(CARTS)),
                keys.forgetBefore(now.minus(KEYS)),
                payments.forgetEventsBefore(now.minus(EVENTS)));
    }
}
