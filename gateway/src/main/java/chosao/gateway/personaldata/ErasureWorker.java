package chosao.gateway.personaldata;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells orders of erased accounts, again and again until it has nothing left to erase: it may be
 * away, and it keeps contact data of orders that are still under way. Every copy of the gateway has
 * such a worker; each erasure is taken by one of them at a time.
 */
@Singleton
class ErasureWorker {

    private static final Logger LOG = LoggerFactory.getLogger(ErasureWorker.class);

    /** Longer than orders is waited for. */
    private static final Duration LEASE = Duration.ofMinutes(1);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    /** Orders under way take days to end. */
    private static final Duration ORDERS_PAUSE = Duration.ofDays(1);

    private final Erasures erasures;
    private final Neighbours neighbours;
    private final Clock clock;
    private volatile boolean closed;

    ErasureWorker(Erasures erasures, Neighbours neighbours, Clock clock) {
        this.erasures = erasures;
        this.neighbours = neighbours;
        this.clock = clock;
    }

    @Scheduled(
            initialDelay = "${gateway.erasures.tell-every:5s}",
            fixedDelay = "${gateway.erasures.tell-every:5s}")
    void work() throws InterruptedException {
        while (!closed) {
            var taken = erasures.take(LEASE);
            if (taken.isEmpty()) {
                return;
            }
            tell(taken.get());
        }
    }

    private void tell(Erasure erasure) throws InterruptedException {
        int remaining;
        try {
            remaining = neighbours.eraseInOrders(erasure.accountId());
        } catch (IOException away) {
            var pause = pauseAfter(erasure.attempts());
            erasures.putOff(erasure, clock.instant().plus(pause));
            LOG.warn(
                    "Orders could not be told that account {} is erased, and is told again in {} s: {}",
                    erasure.accountId(),
                    pause.toSeconds(),
                    away.toString());
            return;
        }
        var endOfTokens = erasures.endOfTokens(erasure);
        if (clock.instant().isBefore(endOfTokens)) {
            erasures.putOff(erasure, endOfTokens);
        } else if (remaining > 0) {
            erasures.putOff(erasure, clock.instant().plus(ORDERS_PAUSE));
        } else {
            erasures.finish(erasure);
            LOG.info("Account {} is erased everywhere", erasure.accountId());
        }
    }

    private static Duration pauseAfter(int attempts) {
        var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts, 16));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    @PreDestroy
    void close() {
        closed = true;
    }
}
