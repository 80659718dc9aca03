package chosao.local.stripe.ledger;

import chosao.local.stripe.card.TestCard;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A test card as one buyer presented it.
 *
 * @param created in seconds since the epoch, as every moment in Stripe's API
 * @param billing the billing details given with it
 * @see <a href="https://docs.stripe.com/api/payment_methods/object">The PaymentMethod object</a>
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PaymentMethod(
        String id,
        TestCard card,
        int expMonth,
        int expYear,
        long created,
        @Nullable JsonNode billing) {}
