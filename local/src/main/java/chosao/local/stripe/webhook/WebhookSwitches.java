package chosao.local.stripe.webhook;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where webhooks go, and how their way is disturbed.
 *
 * @param url the merchant's endpoint; null while there is none, then no event is sent
 * @param events the types it listens for; {@code *} for all, a trailing {@code *} for all of that
 *     beginning
 * @param duplicate how often each event is sent, 1 being undisturbed
 * @param delay how long each waits first
 * @param reorder whether what happens within a short while is sent last event first
 * @param pause whether everything waits
 * @param drop how many of the next events are lost on the way, never to be retried
 */
public record WebhookSwitches(
        @Nullable URI url,
        Set<String> events,
        int duplicate,
        Duration delay,
        boolean reorder,
        boolean pause,
        int drop) {

    public WebhookSwitches {
        events = Set.copyOf(events);
        if (duplicate < 1) {
            throw new IllegalArgumentException("duplicate: " + duplicate + " (expected: >= 1)");
        }
        if (delay.isNegative()) {
            throw new IllegalArgumentException("delay: " + delay + " (expected: >= PT0S)");
        }
        if (drop < 0) {
            throw new IllegalArgumentException("drop: " + drop + " (expected: >= 0)");
        }
    }

    /** Sends events of these types to that endpoint, undisturbed. */
    public static WebhookSwitches undisturbed(@Nullable URI url, Set<String> events) {
        return new WebhookSwitches(url, events, 1, Duration.ZERO, false, false, 0);
    }

    /** Whether the endpoint is to hear of this type. */
    boolean wants(String type) {
        return url != null
                && events.stream()
                        .anyMatch(event ->
                                event.endsWith("*")
                                        ? type.startsWith(event.substring(0, event.length() - 1))
                                        : event.equals(type));
    }

    WebhookSwitches withDrop(int remaining) {
        return new WebhookSwitches(url, events, duplicate, delay, reorder, pause, remaining);
    }
}
