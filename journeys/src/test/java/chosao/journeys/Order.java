package chosao.journeys;

import java.net.URI;
import java.time.Duration;
import org.awaitility.Awaitility;

/**
 * An order and its buyer.
 *
 * @param placed the answer that told the buyer of it
 */
record Order(Client client, Answer placed) {

    String id() {
        return placed.text("/id");
    }

    String clientSecret() {
        return placed.text("/payment/clientSecret");
    }

    Answer get() {
        return client.get("/api/v1/orders/" + id());
    }

    String state() {
        return get().expect(200).text("/state");
    }

    /** Waits until the payment is in this state. */
    void awaitsPayment(String state) {
        Awaitility.await("payment of " + id() + " becomes " + state)
                .atMost(Duration.ofMinutes(2))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> get().expect(200).text("/payment/state"), state::equals);
    }

    /** Pays as the buyer's browser would: straight at the payment provider. */
    Answer pays(String paymentMethod) {
        return Sandbox.confirm(
                URI.create(placed.text("/payment/stripeApiBase")), clientSecret(), paymentMethod);
    }

    /**
     * Waits until the order is in this state; long, for a webhook that met two restarts comes again
     * only half a minute after the last attempt.
     */
    void awaits(String state) {
        Awaitility.await("order " + id() + " becomes " + state)
                .atMost(Duration.ofMinutes(2))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(50))
                .until(this::state, state::equals);
    }
}
