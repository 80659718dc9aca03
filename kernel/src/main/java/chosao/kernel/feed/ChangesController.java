package chosao.kernel.feed;

import chosao.kernel.security.Roles;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** Gives the feed to the market's other services, and lets them wait for news. */
@Hidden
@Controller("/internal/changes")
@Secured(Roles.INTERNAL)
@Requires(beans = ChangeBell.class)
class ChangesController {

    private static final int MAXIMUM_LIMIT = 1_000;

    /** Longer would run into the time-outs of what stands between. */
    private static final int MAXIMUM_WAIT_SECONDS = 30;

    /** How often to look when news is there but an older transaction holds it back. */
    private static final Duration HELD_BACK = Duration.ofMillis(10);

    /** After how long to tell a reader that news is held back, rather than let it wait on. */
    private static final Duration HELD_BACK_TOLD = Duration.ofSeconds(1);

    /** How often to look though the bell is silent, for it may have lost its connection. */
    private static final Duration SILENT = Duration.ofSeconds(2);

    private final Changes changes;
    private final ChangeBell bell;

    ChangesController(Changes changes, ChangeBell bell) {
        this.changes = changes;
        this.bell = bell;
    }

    /**
     * The changes after a place. Where there are none, the answer waits for one, unless the service
     * is about to end, or one is there that is held back for a second.
     *
     * @param wait how long to wait at the most, in whole seconds
     */
    @Get
    @ExecuteOn(TaskExecutors.BLOCKING)
    FeedPage after(
            @QueryValue(defaultValue = "0-0") String after,
            @QueryValue(defaultValue = "500") @Min(1) @Max(MAXIMUM_LIMIT) int limit,
            @QueryValue(defaultValue = "0") @Min(0) @Max(MAXIMUM_WAIT_SECONDS) int wait)
            throws InterruptedException {
        var cursor = FeedCursor.parse(after);
        long end = System.nanoTime() + Duration.ofSeconds(wait).toNanos();
        long tell = System.nanoTime() + HELD_BACK_TOLD.toNanos();
        while (true) {
            long heard = bell.rings();
            var page = changes.after(cursor, limit);
            if (!page.items().isEmpty()) {
                return page;
            }
            var heldBackSince = changes.firstAfter(cursor).orElse(null);
            var left = Duration.ofNanos(end - System.nanoTime());
            boolean over =
                    !left.isPositive() || (heldBackSince != null && System.nanoTime() - tell > 0);
            boolean open =
                    !over
                            && (heldBackSince == null
                                    ? bell.await(heard, shorter(left, SILENT))
                                    : bell.await(bell.rings(), shorter(left, HELD_BACK)));
            if (!open) {
                return new FeedPage(page.items(), page.next(), heldBackSince);
            }
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
