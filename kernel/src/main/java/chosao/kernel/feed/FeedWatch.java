package chosao.kernel.feed;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches whether this service's feed can give out what it has. A transaction that writes anywhere
 * in the PostgreSQL cluster holds it back for as long as it runs; one that somebody has forgotten
 * holds it back for ever. Then the log says so, once for each time it happens, and the gauge {@code
 * market.feed.held_back.seconds} grows.
 */
@Context
@Requires(beans = {Changes.class, MeterRegistry.class})
@Requires(property = "market.feed.published", value = "true")
class FeedWatch {

    private static final Logger LOG = LoggerFactory.getLogger(FeedWatch.class);

    private final Changes changes;
    private final Clock clock;
    private final Duration warnAfter;

    /** In seconds; not a number while the database cannot be asked. */
    private volatile double heldBackSeconds = Double.NaN;

    // Only the scheduled task touches it.
    private @Nullable Instant warnedAt;

    /**
     * @param warnAfter how long the feed may be held back without a word in the log
     */
    FeedWatch(
            Changes changes,
            Clock clock,
            MeterRegistry meters,
            @Property(name = "micronaut.application.name") String name,
            @Property(name = "market.feed.warn-after", defaultValue = "3s") Duration warnAfter) {
        this.changes = changes;
        this.clock = clock;
        this.warnAfter = warnAfter;
        Gauge.builder("market.feed.held_back.seconds", () -> heldBackSeconds)
                .description("since the first change was recorded that nobody can read yet")
                .tag("feed", name)
                .register(meters);
    }

    @Scheduled(initialDelay = "1s", fixedDelay = "1s")
    void look() {
        try {
            var since = changes.heldBackSince().orElse(null);
            look(since == null ? Duration.ZERO : Duration.between(since, clock.instant()));
        } catch (RuntimeException away) {
            // Whoever needs the database says so louder, and the next second comes soon.
            heldBackSeconds = Double.NaN;
            LOG.debug("The feed cannot be looked at", away);
        }
    }

    private void look(Duration heldBack) {
        heldBackSeconds = heldBack.toMillis() / 1e3;
        if (heldBack.compareTo(warnAfter) < 0) {
            goOn();
        } else if (warnedAt == null) {
            warnedAt = clock.instant().minus(heldBack);
            LOG.warn(
                    "The feed has been held back for {} s by {}: no other service hears of what changes here, not even of a revocation",
                    heldBack.toSeconds(),
                    changes.oldestTransaction()
                            .map(FeedWatch::describe)
                            .orElse("a transaction that has just ended"));
        }
    }

    private void goOn() {
        if (warnedAt != null) {
            LOG.warn(
                    "The feed goes on after {} s",
                    Duration.between(warnedAt, clock.instant()).toSeconds());
            warnedAt = null;
        }
    }

    private static String describe(Changes.RunningTransaction oldest) {
        return "the transaction of process %d (database %s, role %s%s)"
                .formatted(
                        oldest.pid(),
                        oldest.database(),
                        oldest.role(),
                        oldest.seconds() == null
                                ? ""
                                : ", %s, begun %d s ago"
                                        .formatted(oldest.state(), oldest.seconds()));
    }
}
