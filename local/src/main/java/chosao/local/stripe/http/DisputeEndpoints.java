package chosao.local.stripe.http;

import chosao.local.stripe.ledger.Ledger;
import chosao.local.stripe.payment.Disputes;
import chosao.local.stripe.payment.Pictures;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * {@code /v1/disputes}; certain test cards make them.
 *
 * @see <a href="https://docs.stripe.com/api/disputes">Disputes</a>
 */
final class DisputeEndpoints {

    private static final String PATH = "/v1/disputes";

    private final Ledger ledger;
    private final Disputes disputes;
    private final Pictures pictures;

    DisputeEndpoints(Ledger ledger, Disputes disputes, Pictures pictures) {
        this.ledger = ledger;
        this.disputes = disputes;
        this.pictures = pictures;
    }

    List<Route> routes() {
        return List.of(
                Route.of("GET", PATH, this::list),
                Route.of("GET", PATH + "/{id}", this::retrieve),
                Route.of("POST", PATH + "/{id}", this::update),
                Route.of("POST", PATH + "/{id}/close", this::close));
    }

    private Operation retrieve(Call call) {
        call.merchantOnly();
        call.form().allow(Set.of("expand"));
        return changes -> Answer.ok(pictures.of(Disputes.find(call.id(), changes)));
    }

    private Operation update(Call call) {
        call.merchantOnly();
        Form form = call.form();
        form.allow(Set.of("evidence", "metadata", "submit", "expand"));
        var evidence = form.tree("evidence");
        // Stripe submits what it is given unless it is told not to.
        boolean submit = form.raw("submit") == null || form.flag("submit");
        return changes -> {
            var dispute = Disputes.find(call.id(), changes);
            return Answer.ok(
                    pictures.of(
                            disputes.update(
                                    call.id(),
                                    evidence,
                                    submit,
                                    Metadata.merged(form, dispute.metadata()),
                                    changes)));
        };
    }

    private Operation close(Call call) {
        call.merchantOnly();
        call.form().allow(Set.of("expand"));
        return changes -> Answer.ok(pictures.of(disputes.close(call.id(), changes)));
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
                        ledger.disputes(
                                dispute ->
                                        (intent == null || dispute.intent().equals(intent))
                                                && (charge == null
                                                        || dispute.charge().equals(charge)),
                                window),
                        PATH,
                        pictures::of);
    }
}
