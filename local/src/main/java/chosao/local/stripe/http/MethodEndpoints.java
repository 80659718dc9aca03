package chosao.local.stripe.http;

import chosao.local.stripe.error.Refusal;
import chosao.local.stripe.ledger.PaymentMethod;
import chosao.local.stripe.payment.Cards;
import chosao.local.stripe.payment.Pictures;
import chosao.local.stripe.payment.Presented;
import java.util.List;
import java.util.Set;

/**
 * {@code /v1/payment_methods}, as far as a buyer's client needs it: made from card details, then
 * named when confirming.
 *
 * @see <a href="https://docs.stripe.com/api/payment_methods">PaymentMethods</a>
 */
final class MethodEndpoints {

    private static final String PATH = "/v1/payment_methods";

    private final Pictures pictures;

    MethodEndpoints(Pictures pictures) {
        this.pictures = pictures;
    }

    List<Route> routes() {
        return List.of(
                Route.of("POST", PATH, this::create),
                Route.of("GET", PATH + "/{id}", this::retrieve));
    }

    private Operation create(Call call) {
        call.form()
                .allow(
                        Set.of(
                                "type",
                                "card",
                                "billing_details",
                                "allow_redisplay",
                                "key",
                                "expand"));
        Presented presented = CardForm.described(call.form(), "type", "card", "");
        return changes -> Answer.ok(pictures.of(Cards.keep(presented, changes)));
    }

    private Operation retrieve(Call call) {
        call.merchantOnly();
        call.form().allow(Set.of("expand"));
        return changes -> {
            PaymentMethod method = changes.method(call.id());
            if (method == null) {
                throw Refusal.noSuch("PaymentMethod", call.id());
            }
            return Answer.ok(pictures.of(method));
        };
    }
}
