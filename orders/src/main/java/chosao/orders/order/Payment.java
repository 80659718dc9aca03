package chosao.orders.order;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The payment of an order.
 *
 * @param intentId the provider's name for it, once it has one
 * @param clientSecret with which the buyer's client pays
 * @param failure why the last attempt was declined, in the provider's code
 * @param paidAt when it was taken in that it was paid; null before that
 * @param attempts how often the sweeper has looked after it in this state
 */
public record Payment(
        String method,
        PaymentState state,
        @Nullable String intentId,
        @Nullable String clientSecret,
        @Nullable String failure,
        @Nullable Instant paidAt,
        int attempts) {

    /** The one method there is today. */
    public static final String CARD = "card";

    public static Payment byCard() {
        return new Payment(CARD, PaymentState.PENDING, null, null, null, null, 0);
    }

    /** The same payment, now known to the provider. */
    public Payment opened(String intent, @Nullable String secret) {
        return new Payment(method, PaymentState.OPEN, intent, secret, failure, null, 0);
    }

    /** The same payment, taken in at that moment unless it was before. */
    public Payment paidAt(Instant moment) {
        return paidAt != null
                ? this
                : new Payment(method, state, intentId, clientSecret, failure, moment, attempts);
    }
}
