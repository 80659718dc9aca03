package chosao.orders.order;

import chosao.kernel.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The payment of an order.
 *
 * @param intentId the provider's name for it, once it has one
 * @param clientSecret with which the buyer's client pays
 * @param failure why the last attempt was declined, in the provider's code
 * @param paidAt when it was taken in that it was paid; null before that
 * @param paid what was paid, which may be another amount than was asked; null before that
 * @param refunded how much of it is back with the buyer or on its way there, whoever sent it
 * @param attempts how often the sweeper has looked after it in this state
 */
public record Payment(
        String method,
        PaymentState state,
        @Nullable String intentId,
        @Nullable String clientSecret,
        @Nullable String failure,
        @Nullable Instant paidAt,
        @Nullable Money paid,
        @Nullable Money refunded,
        int attempts) {

    /** The one method there is today. */
    public static final String CARD = "card";

    public static Payment byCard() {
        return new Payment(CARD, PaymentState.PENDING, null, null, null, null, null, null, 0);
    }

    /** The same payment, now known to the provider. */
    public Payment opened(String intent, @Nullable String secret) {
        return new Payment(method, PaymentState.OPEN, intent, secret, failure, null, null, null, 0);
    }

    /** The same payment, of which was taken in at that moment that so much was paid. */
    public Payment paid(Money amount, Instant moment) {
        return paidAt != null
                ? this
                : new Payment(
                        method,
                        state,
                        intentId,
                        clientSecret,
                        failure,
                        moment,
                        amount,
                        refunded,
                        attempts);
    }

    /** What could still be given back, in the currency's minor unit; never below zero. */
    public long left() {
        long back = refunded == null ? 0 : refunded.amount();
        return paid == null ? 0 : Math.max(0, paid.amount() - back);
    }
}
