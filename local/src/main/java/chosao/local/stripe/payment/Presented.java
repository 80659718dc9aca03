package chosao.local.stripe.payment;

import chosao.local.stripe.card.TestCard;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** How a card is presented. */
public sealed interface Presented {

    /** By name: one of Stripe's test PaymentMethods, or one that was made here before. */
    record ByName(String paymentMethod) implements Presented {}

    /** By what is printed on it. */
    record ByNumber(TestCard card, int expMonth, int expYear, @Nullable JsonNode billing)
            implements Presented {}
}
