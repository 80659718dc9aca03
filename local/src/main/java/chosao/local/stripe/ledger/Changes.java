package chosao.local.stripe.ledger;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one request is about to change. It sees its own changes before anyone else does; they become
 * visible together, after the journal holds them, or not at all.
 */
public final class Changes {

    private final Ledger ledger;
    private final Origin origin;
    private final Map<String, PaymentIntent> intents = new LinkedHashMap<>();
    private final Map<String, Charge> charges = new LinkedHashMap<>();
    private final Map<String, Refund> refunds = new LinkedHashMap<>();
    private final Map<String, Dispute> disputes = new LinkedHashMap<>();
    private final Map<String, PaymentMethod> methods = new LinkedHashMap<>();
    private final List<Event> events = new ArrayList<>();
    private final List<SavedAnswer> answers = new ArrayList<>();

    Changes(Ledger ledger, Origin origin) {
        this.ledger = ledger;
        this.origin = origin;
    }

    /** Seconds since the epoch. */
    public long now() {
        return ledger.now();
    }

    public @Nullable PaymentIntent intent(String id) {
        PaymentIntent changed = intents.get(id);
        return changed != null ? changed : ledger.intent(id);
    }

    public @Nullable Charge charge(String id) {
        Charge changed = charges.get(id);
        return changed != null ? changed : ledger.charge(id);
    }

    public @Nullable Refund refund(String id) {
        Refund changed = refunds.get(id);
        return changed != null ? changed : ledger.refund(id);
    }

    public @Nullable Dispute dispute(String id) {
        Dispute changed = disputes.get(id);
        return changed != null ? changed : ledger.dispute(id);
    }

    public @Nullable PaymentMethod method(String id) {
        PaymentMethod changed = methods.get(id);
        return changed != null ? changed : ledger.method(id);
    }

    public PaymentIntent put(PaymentIntent intent) {
        intents.put(intent.id(), intent);
        return intent;
    }

    public Charge put(Charge charge) {
        charges.put(charge.id(), charge);
        return charge;
    }

    public Refund put(Refund refund) {
        refunds.put(refund.id(), refund);
        return refund;
    }

    public Dispute put(Dispute dispute) {
        disputes.put(dispute.id(), dispute);
        return dispute;
    }

    public PaymentMethod put(PaymentMethod method) {
        methods.put(method.id(), method);
        return method;
    }

    /** Tells the merchant; {@code previous} holds the values that an update replaced. */
    public void tell(String type, ObjectNode object, @Nullable ObjectNode previous) {
        events.add(ledger.event(type, object, previous, origin));
    }

    /**
     * Keeps the answer for repeats of the request.
     *
     * @param scope whose key it is
     * @param fingerprint what a repeat must match
     */
    public void keep(
            String scope,
            String key,
            String fingerprint,
            int status,
            String body,
            String requestId) {
        Extent lies = ledger.write(body);
        answers.add(new SavedAnswer(scope, key, fingerprint, status, lies, now(), requestId));
    }

    Batch batch() {
        return new Batch(
                List.copyOf(intents.values()),
                List.copyOf(charges.values()),
                List.copyOf(refunds.values()),
                List.copyOf(disputes.values()),
                List.copyOf(methods.values()),
                events,
                answers,
                List.of(),
                null);
    }
}
