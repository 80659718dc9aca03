package chosao.local.stripe.webhook;

import java.time.Duration;

/**
 * How delivery is tried again: after {@code first}, then twice as long each time up to {@code
 * ceiling}, until {@code giveUp} after the event. Stripe itself takes up to three days in live
 * mode; the waits here are shorter since nobody wants to wait for a sandbox.
 *
 * @see <a href="https://docs.stripe.com/webhooks#automatic-retries">Automatic retries</a>
 */
public record Retry(Duration first, Duration ceiling, Duration giveUp) {

    public static final Retry DEFAULT =
            new Retry(Duration.ofMillis(500), Duration.ofSeconds(30), Duration.ofDays(3));

    private static final int ENOUGH_DOUBLINGS = 30;

    /** How long to wait after so many failed attempts, at least one. */
    Duration after(int failures) {
        Duration wait = first.multipliedBy(1L << Math.min(failures - 1, ENOUGH_DOUBLINGS));
        return wait.compareTo(ceiling) < 0 ? wait : ceiling;
    }
}
