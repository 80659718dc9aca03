package chosao.local.stripe.http;

import chosao.local.stripe.error.Refusal;
import chosao.local.stripe.ledger.Ledger;
import chosao.local.stripe.ledger.Refund;
import chosao.local.stripe.payment.Pictures;
import chosao.local.stripe.payment.Refunds;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * {@code /v1/refunds}.
 *
 * @see <a href="https://docs.stripe.com/api/refunds">Refunds</a>
 */
final class RefundEndpoints {

    private static final String PATH = "/v1/refunds";

    private final Ledger ledger;
    private final Refunds refunds;
    private final Pictures pictures;
    private final Consumer<Refund> settleLater;

    /**
     * @param settleLater given every new refund that has not ended yet
     */
    RefundEndpoints(
            Ledger ledger, Refunds refunds, Pictures pictures, Consumer<Refund> settleLater) {
        this.ledger = ledger;
        this.refunds = refunds;
        this.pictures = pictures;
        this.settleLater = settleLater;
    }

    List<Route> routes() {
        return List.of(
                Route.of("POST", PATH, this::create),
                Route.of("GET", PATH, this::list),
                Route.of("GET", PATH + "/{id}", this::retrieve),
                Route.of("POST", PATH + "/{id}", this::update));
    }

    private Operation create(Call call) {
        call.merchantOnly();
        Form form = call.form();
        form.allow(Set.of("payment_intent", "charge", "amount", "reason", "metadata", "expand"));
        Refunds.Source source = source(form);
        Long amount = form.positive("amount");
        String reason =
                form.choice("reason", List.of("duplicate", "fraudulent", "requested_by_customer"));
        Map<String, String> metadata = Metadata.merged(form, Map.of());
        return changes -> {
            Refund refund = refunds.create(source, amount, reason, metadata, changes);
            settleLater.accept(refund);
            return Answer.ok(pictures.of(refund));
        };
    }

    private Operation retrieve(Call call) {
        call.merchantOnly();
        call.form().allow(Set.of("expand"));
        return changes -> Answer.ok(pictures.of(Refunds.find(call.id(), changes)));
    }

    private Operation update(Call call) {
        call.merchantOnly();
        call.form().allow(Set.of("metadata", "expand"));
        return changes -> {
            Refund refund = Refunds.find(call.id(), changes);
            Map<String, String> metadata = Metadata.merged(call.form(), refund.metadata());
            return Answer.ok(pictures.of(refunds.update(call.id(), metadata, changes)));
        };
    }

    private Operation list(Call call) {
        call.merchantOnly();
        Form form = call.form();
        Set<String> allowed = new HashSet<>(Lists.PARAMETERS);
        allowed.addAll(Set.of("payment_intent", "charge"));
        form.allow(allowed);
        var window = Lists.window(form);
        String intent = form.text("payment_intent");
        String charge = form.text("charge");
        return _ ->
                Lists.of(
                        ledger.refunds(
                                refund ->
                                        (intent == null || refund.intent().equals(intent))
                                                && (charge == null
                                                        || refund.charge().equals(charge)),
                                window),
                        PATH,
                        pictures::of);
    }

    private static Refunds.Source source(Form form) {
        String intent = form.text("payment_intent");
        if (intent != null) {
            return new Refunds.Source.OfIntent(intent);
        }
        String charge = form.text("charge");
        if (charge != null) {
            return new Refunds.Source.OfCharge(charge);
        }
        throw Refusal.invalid(
                "parameter_missing",
                "One of the following params should be provided for this request: payment_intent"
                        + " or charge.",
                "payment_intent");
    }
}
