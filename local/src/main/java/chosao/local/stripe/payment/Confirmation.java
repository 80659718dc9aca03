package chosao.local.stripe.payment;

import org.jspecify.annotations.Nullable;

/**
 * How a payment is to be confirmed.
 *
 * @param presented the card; null to use the one already on the payment
 * @param returnUrl where the buyer goes after authenticating
 * @param offSession whether the buyer is away and cannot authenticate
 * @param failOnAction whether to fail rather than ask the buyer to authenticate
 * @see <a href="https://docs.stripe.com/api/payment_intents/confirm">Confirm a PaymentIntent</a>
 */
public record Confirmation(
        @Nullable Presented presented,
        @Nullable String returnUrl,
        boolean offSession,
        boolean failOnAction) {}
