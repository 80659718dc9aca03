package chosao.local.stripe.http;

import chosao.local.stripe.error.Refusal;
import java.util.List;

/**
 * One request, read.
 *
 * @param ids the values of the template's placeholders, in order
 */
record Call(List<String> ids, Form form, Caller caller) {

    /** The only placeholder's value. */
    String id() {
        return ids.getFirst();
    }

    /** Everything but a buyer's own payment is the merchant's. */
    void merchantOnly() {
        switch (caller) {
            case Caller.Merchant _ -> {}
            case Caller.Client _ -> throw Refusal.secretKeyRequired();
        }
    }
}
