package chosao.local.stripe.payment;

import chosao.local.stripe.error.Refusal;
import chosao.local.stripe.ledger.Changes;
import chosao.local.stripe.ledger.Charge;
import chosao.local.stripe.ledger.Dispute;
import chosao.local.stripe.ledger.Ids;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Cardholders object to charges, and their banks decide.
 *
 * @see <a href="https://docs.stripe.com/disputes">Disputes</a>
 */
public final class Disputes {

    /** Texts with which Stripe's test mode decides a dispute at once: docs.stripe.com/testing. */
    private static final String WINNING = "winning_evidence";

    private static final String LOSING = "losing_evidence";

    private static final String EVIDENCE_TEXT = "uncategorized_text";

    private final Pictures pictures;

    public Disputes(Pictures pictures) {
        this.pictures = pictures;
    }

    /** The holder of the card objects to a charge; its money goes back until that is decided. */
    void open(Charge charge, String reason, Changes changes) {
        Dispute dispute =
                changes.put(
                        new Dispute(
                                Ids.next("du"),
                                charge.id(),
                                charge.intent(),
                                changes.now(),
                                charge.amountCaptured(),
                                charge.currency(),
                                reason,
                                "needs_response",
                                null,
                                Map.of()));
        changes.put(charge.disputed(dispute.id()));
        changes.tell("charge.dispute.created", pictures.of(dispute), null);
        changes.tell("charge.dispute.funds_withdrawn", pictures.of(dispute), null);
    }

    /**
     * Takes the merchant's evidence, which may decide the dispute.
     *
     * @param evidence null where none is given
     * @param submit whether the bank is to see it
     * @see <a href="https://docs.stripe.com/api/disputes/update">Update a dispute</a>
     */
    public Dispute update(
            String id,
            @Nullable ObjectNode evidence,
            boolean submit,
            Map<String, String> metadata,
            Changes changes) {
        Dispute dispute = find(id, changes);
        if (evidence != null && !dispute.isOpen()) {
            throw Refusal.plain("This dispute is already closed", "evidence");
        }
        var given = evidence == null ? dispute.evidence() : evidence;
        String text = evidence == null ? "" : evidence.path(EVIDENCE_TEXT).asText();
        String status = evidence != null && submit ? "under_review" : dispute.status();
        Dispute updated = changes.put(dispute.with(status, given, metadata));
        ObjectNode before = JsonNodeFactory.instance.objectNode().put("status", dispute.status());
        changes.tell("charge.dispute.updated", pictures.of(updated), before);
        return switch (submit ? text : "") {
            case WINNING -> decide(updated, "won", changes);
            case LOSING -> decide(updated, "lost", changes);
            default -> updated;
        };
    }

    /**
     * The merchant gives in.
     *
     * @see <a href="https://docs.stripe.com/api/disputes/close">Close a dispute</a>
     */
    public Dispute close(String id, Changes changes) {
        Dispute dispute = find(id, changes);
        if (!dispute.isOpen()) {
            throw Refusal.plain("This dispute is already closed", "dispute");
        }
        return decide(dispute, "lost", changes);
    }

    private Dispute decide(Dispute dispute, String status, Changes changes) {
        Dispute decided = changes.put(dispute.with(status, dispute.evidence(), dispute.metadata()));
        ObjectNode before = JsonNodeFactory.instance.objectNode().put("status", dispute.status());
        changes.tell("charge.dispute.closed", pictures.of(decided), before);
        if (status.equals("won")) {
            changes.tell("charge.dispute.funds_reinstated", pictures.of(decided), null);
        }
        return decided;
    }

    /** The dispute, or Stripe's 404. */
    public static Dispute find(String id, Changes changes) {
        Dispute dispute = changes.dispute(id);
        if (dispute == null) {
            throw Refusal.noSuch("dispute", id);
        }
        return dispute;
    }
}
