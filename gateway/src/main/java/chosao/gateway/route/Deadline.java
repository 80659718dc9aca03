package chosao.gateway.route;

import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One deadline that moves with every request. Moving it costs a clock reading, not a timer: the
 * timer that is already set looks again when it rings. Used by one event loop's thread alone.
 */
final class Deadline {

    private final EventExecutor executor;
    private final Runnable expired;

    private boolean set;
    private long at;

    private @Nullable Future<?> timer;
    private long rings;

    Deadline(EventExecutor executor, Runnable expired) {
        this.executor = executor;
        this.expired = expired;
    }

    void in(Duration time) {
        set = true;
        at = System.nanoTime() + time.toNanos();
        if (timer != null && rings - at > 0) {
            timer.cancel(false);
            timer = null;
        }
        if (timer == null) {
            ring(at);
        }
    }

    void clear() {
        set = false;
    }

    void stop() {
        set = false;
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    private void ring(long when) {
        rings = when;
        timer =
                executor.schedule(
                        this::look, Math.max(0, when - System.nanoTime()), TimeUnit.NANOSECONDS);
    }

    private void look() {
        timer = null;
        if (!set) {
            return;
        }
        if (at - System.nanoTime() > 0) {
            ring(at);
            return;
        }
        set = false;
        expired.run();
    }
}
