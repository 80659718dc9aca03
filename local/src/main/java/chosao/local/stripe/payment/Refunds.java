package chosao.local.stripe.payment;

import chosao.local.stripe.card.RefundCourse;
import chosao.local.stripe.error.Refusal;
import chosao.local.stripe.ledger.Changes;
import chosao.local.stripe.ledger.Charge;
import chosao.local.stripe.ledger.Dispute;
import chosao.local.stripe.ledger.Ids;
import chosao.local.stripe.ledger.PaymentIntent;
import chosao.local.stripe.ledger.Progress;
import chosao.local.stripe.ledger.Refund;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives money back.
 *
 * @see <a href="https://docs.stripe.com/refunds">Refunds</a>
 */
public final class Refunds {

    private final Pictures pictures;

    public Refunds(Pictures pictures) {
        this.pictures = pictures;
    }

    /** What to give back: of a payment or of one charge. */
    public sealed interface Source {
        record OfIntent(String id) implements Source {}

        record OfCharge(String id) implements Source {}
    }

    /**
     * Gives back a part of a charge, or all that is left of it. Several refunds never exceed what
     * was taken.
     *
     * @param amount null for all that is left
     * @see <a href="https://docs.stripe.com/api/refunds/create">Create a refund</a>
     */
    public Refund create(
            Source source,
            @Nullable Long amount,
            @Nullable String reason,
            Map<String, String> metadata,
            Changes changes) {
        Charge charge = charge(source, changes);
        if (isChargedBack(charge, changes)) {
            throw Refusal.invalid(
                    "charge_disputed",
                    "Charge " + charge.id() + " has been charged back; cannot issue a refund.",
                    "charge");
        }
        long left = charge.refundable();
        if (left == 0) {
            throw Refusal.invalid(
                    "charge_already_refunded",
                    "Charge " + charge.id() + " has already been refunded.",
                    "charge");
        }
        long back = amount == null ? left : amount;
        if (back > left) {
            throw Refusal.plain(
                    "Refund amount ("
                            + Currencies.written(back, charge.currency())
                            + ") is greater than unrefunded amount on charge ("
                            + Currencies.written(left, charge.currency())
                            + ")",
                    "amount");
        }
        RefundCourse course = charge.method().card().refundCourse();
        Refund refund =
                changes.put(
                        new Refund(
                                Ids.next("re"),
                                charge.id(),
                                charge.intent(),
                                changes.now(),
                                back,
                                charge.currency(),
                                reason,
                                course == RefundCourse.SUCCEEDS_LATER ? "pending" : "succeeded",
                                course,
                                metadata));
        Charge refunded = changes.put(charge.refunded(charge.amountRefunded() + back));
        changes.tell("refund.created", pictures.of(refund), null);
        changes.tell(
                "charge.refunded",
                pictures.of(refunded),
                before("amount_refunded", charge.amountRefunded()));
        return refund;
    }

    /** Whether its holder has objected, and was not turned down. */
    private static boolean isChargedBack(Charge charge, Changes changes) {
        Dispute dispute = charge.dispute() == null ? null : changes.dispute(charge.dispute());
        return dispute != null && !dispute.status().equals("won");
    }

    /** Lets time pass for a refund that has not ended yet. */
    public void settle(String id, Changes changes) {
        Refund refund = find(id, changes);
        switch (refund.course()) {
            case SUCCEEDS -> {}
            case SUCCEEDS_LATER -> {
                Refund done = changes.put(refund.settled("succeeded"));
                updated(done, refund, changes);
            }
            case FAILS_LATER -> {
                Refund failed = changes.put(refund.settled("failed"));
                Charge charge = changes.charge(refund.charge());
                if (charge != null) {
                    changes.put(charge.refunded(charge.amountRefunded() - refund.amount()));
                }
                updated(failed, refund, changes);
                changes.tell("refund.failed", pictures.of(failed), null);
            }
        }
    }

    /**
     * Replaces a refund's metadata.
     *
     * @see <a href="https://docs.stripe.com/api/refunds/update">Update a refund</a>
     */
    public Refund update(String id, Map<String, String> metadata, Changes changes) {
        Refund refund = find(id, changes);
        Refund updated = changes.put(refund.with(metadata));
        changes.tell("refund.updated", pictures.of(updated), null);
        return updated;
    }

    /** The refund, or Stripe's 404. */
    public static Refund find(String id, Changes changes) {
        Refund refund = changes.refund(id);
        if (refund == null) {
            throw Refusal.noSuch("refund", id);
        }
        return refund;
    }

    private void updated(Refund now, Refund before, Changes changes) {
        ObjectNode previous = JsonNodeFactory.instance.objectNode().put("status", before.status());
        changes.tell("refund.updated", pictures.of(now), previous);
        changes.tell("charge.refund.updated", pictures.of(now), previous.deepCopy());
    }

    private static Charge charge(Source source, Changes changes) {
        return switch (source) {
            case Source.OfCharge(String id) -> {
                Charge charge = changes.charge(id);
                if (charge == null) {
                    throw Refusal.noSuch("charge", id, "charge");
                }
                if (charge.decline() != null) {
                    throw Refusal.plain(
                            "Charge " + id + " has failed and cannot be refunded.", "charge");
                }
                yield charge;
            }
            case Source.OfIntent(String id) -> {
                PaymentIntent intent = changes.intent(id);
                if (intent == null) {
                    throw Refusal.noSuch("payment_intent", id, "payment_intent");
                }
                Charge charge =
                        intent.latestCharge() == null
                                ? null
                                : changes.charge(intent.latestCharge());
                if (charge == null || !(intent.progress() instanceof Progress.Succeeded)) {
                    throw Refusal.plain(
                            "This PaymentIntent ("
                                    + id
                                    + ") does not have a successful charge to refund.",
                            "payment_intent");
                }
                yield charge;
            }
        };
    }

    private static ObjectNode before(String field, long value) {
        return JsonNodeFactory.instance.objectNode().put(field, value);
    }
}
