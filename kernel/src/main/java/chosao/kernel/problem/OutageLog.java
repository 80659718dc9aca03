package chosao.kernel.problem;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Tells the log that something is away, once and not of each request that fails for it.
 * Thread-safe.
 */
public final class OutageLog {

    /**
     * How long no request may fail before an outage is over: what is overloaded refuses some and
     * answers others.
     */
    private static final Duration CALM = Duration.ofSeconds(10);

    private final Logger log;
    private final String away;
    private final Clock clock;
    private final AtomicReference<@Nullable Failures> present = new AtomicReference<>();

    /**
     * @param away what may be away, as a sentence begins with it
     */
    public OutageLog(Logger log, String away, Clock clock) {
        this.log = log;
        this.away = away;
        this.clock = clock;
    }

    /** The requests that failed in one outage. */
    private record Failures(long count, Instant last) {

        boolean areOver(Instant now) {
            return now.isAfter(last.plus(CALM));
        }
    }

    /** A request failed, since it is away. */
    public void failed(Throwable cause) {
        var now = clock.instant();
        var before =
                present.getAndUpdate(failures ->
                        new Failures(
                                failures == null || failures.areOver(now)
                                        ? 1
                                        : failures.count() + 1,
                                now));
        if (before == null || before.areOver(now)) {
            log.warn("{} does not answer, which is said once: {}", away, cause.toString());
        }
    }

    /** A request was answered. Where nobody calls this, nothing is said of an outage's end. */
    public void answered() {
        var failures = present.get();
        if (failures != null
                && failures.areOver(clock.instant())
                && present.compareAndSet(failures, null)) {
            log.info("{} answers again; {} requests had failed", away, failures.count());
        }
    }
}
