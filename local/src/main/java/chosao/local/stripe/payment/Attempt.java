package chosao.local.stripe.payment;

import chosao.local.stripe.error.StripeError;
import chosao.local.stripe.ledger.PaymentIntent;

/** What came of trying to pay. Both outcomes are kept; only the answer differs. */
public sealed interface Attempt {

    /** The payment went on, if only to ask the buyer to authenticate. */
    record Accepted(PaymentIntent intent) implements Attempt {}

    /** The card was refused; the payment waits for another. */
    record Failed(PaymentIntent intent, StripeError error) implements Attempt {}
}
