package chosao.local.stripe.payment;

import chosao.local.stripe.ledger.PaymentIntent;
import org.jspecify.annotations.Nullable;

/**
 * A wish for a new payment.
 *
 * @param presented the card, if already known
 * @param confirmation how to confirm at once; null to leave that for later
 */
public record NewPayment(
        PaymentIntent.Terms terms,
        PaymentIntent.Notes notes,
        @Nullable Presented presented,
        @Nullable Confirmation confirmation) {}
