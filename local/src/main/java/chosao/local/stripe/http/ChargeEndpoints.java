package chosao.local.stripe.http;

import chosao.local.stripe.error.Refusal;
import chosao.local.stripe.ledger.Charge;
import chosao.local.stripe.ledger.Ledger;
import chosao.local.stripe.payment.Pictures;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * {@code /v1/charges}, to read only: PaymentIntents make them.
 *
 * @see <a href="https://docs.stripe.com/api/charges">Charges</a>
 */
final class ChargeEndpoints {

    private static final String PATH = "/v1/charges";

    private final Ledger ledger;
    private final Pictures pictures;

    ChargeEndpoints(Ledger ledger, Pictures pictures) {
        this.ledger = ledger;
        this.pictures = pictures;
    }

    List<Route> routes() {
        return List.of(
                Route.of("GET", PATH, this::list), Route.of("GET", PATH + "/{id}", this::retrieve));
    }

    private Operation retrieve(Call call) {
        call.merchantOnly();
        call.form().allow(Set.of("expand"));
        return changes -> {
            Charge charge = changes.charge(call.id());
            if (charge == null) {
                throw Refusal.noSuch("charge", call.id());
            }
            return Answer.ok(pictures.of(charge));
        };
    }

    private Operation list(Call call) {
        call.merchantOnly();
        Set<String> allowed = new HashSet<>(Lists.PARAMETERS);
        allowed.add("payment_intent");
        call.form().allow(allowed);
        var window = Lists.window(call.form());
        String intent = call.form().text("payment_intent");
        return _ ->
                Lists.of(
                        ledger.charges(
                                charge -> intent == null || charge.intent().equals(intent), window),
                        PATH,
                        pictures::of);
    }
}
