package chosao.local.stripe.http;

import chosao.local.stripe.error.StripeError;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What is answered. */
sealed interface Answer {

    record Found(ObjectNode body) implements Answer {}

    /** An error that is nevertheless an outcome: the payment has changed. */
    record Refused(StripeError error) implements Answer {}

    static Answer ok(ObjectNode body) {
        return new Found(body);
    }

    static Answer refused(StripeError error) {
        return new Refused(error);
    }
}
