package chosao.local.stripe.payment;

import chosao.local.stripe.card.Decline;
import chosao.local.stripe.card.Verdict;
import chosao.local.stripe.error.Refusal;
import chosao.local.stripe.error.StripeError;
import chosao.local.stripe.ledger.CaptureMethod;
import chosao.local.stripe.ledger.Changes;
import chosao.local.stripe.ledger.Charge;
import chosao.local.stripe.ledger.Ids;
import chosao.local.stripe.ledger.PaymentFailure;
import chosao.local.stripe.ledger.PaymentIntent;
import chosao.local.stripe.ledger.PaymentMethod;
import chosao.local.stripe.ledger.Progress;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The state machine of a card payment.
 *
 * @see <a href="https://docs.stripe.com/payments/paymentintents/lifecycle">How PaymentIntents
 *     work</a>
 */
public final class Payments {

    private final Pictures pictures;
    private final Disputes disputes;

    public Payments(Pictures pictures, Disputes disputes) {
        this.pictures = pictures;
        this.disputes = disputes;
    }

    /**
     * Makes a payment, and confirms it at once where that is asked for. A payment whose card is
     * refused exists nevertheless.
     *
     * @see <a href="https://docs.stripe.com/api/payment_intents/create">Create a PaymentIntent</a>
     */
    public Attempt create(NewPayment wish, Changes changes) {
        Currencies.check(wish.terms().amount(), wish.terms().currency());
        PaymentMethod method =
                wish.presented() == null ? null : Cards.keep(wish.presented(), changes);
        String id = Ids.next("pi");
        PaymentIntent intent =
                changes.put(
                        new PaymentIntent(
                                id,
                                Ids.clientSecret(id),
                                changes.now(),
                                wish.terms(),
                                wish.notes(),
                                method == null
                                        ? new Progress.RequiresPaymentMethod()
                                        : new Progress.RequiresConfirmation(method),
                                null,
                                null));
        tell("payment_intent.created", intent, changes);
        return wish.confirmation() == null
                ? new Attempt.Accepted(intent)
                : confirm(intent, wish.confirmation(), changes);
    }

    /**
     * Changes what was agreed before anything was charged.
     *
     * @see <a href="https://docs.stripe.com/api/payment_intents/update">Update a PaymentIntent</a>
     */
    public PaymentIntent update(
            String id,
            PaymentIntent.Terms terms,
            PaymentIntent.Notes notes,
            @Nullable Presented presented,
            Changes changes) {
        PaymentIntent intent = find(id, changes);
        if (!terms.equals(intent.terms()) || presented != null) {
            Currencies.check(terms.amount(), terms.currency());
            switch (intent.progress()) {
                case Progress.RequiresPaymentMethod _,
                        Progress.RequiresConfirmation _,
                        Progress.RequiresAction _ -> {}
                case Progress.RequiresCapture _, Progress.Succeeded _, Progress.Canceled _ ->
                        throw unexpected(
                                "This PaymentIntent's amount could not be updated because it has a status of "
                                        + intent.progress().status()
                                        + ". You may only update the amount of a PaymentIntent with one of the"
                                        + " following statuses: requires_payment_method, requires_confirmation,"
                                        + " requires_action.",
                                intent);
            }
        }
        PaymentIntent updated = intent.with(terms, notes);
        if (presented != null) {
            updated =
                    updated.with(new Progress.RequiresConfirmation(Cards.keep(presented, changes)));
        }
        return changes.put(updated);
    }

    /**
     * Charges the card, or asks the buyer to authenticate first.
     *
     * @see <a href="https://docs.stripe.com/api/payment_intents/confirm">Confirm a
     *     PaymentIntent</a>
     */
    public Attempt confirm(String id, Confirmation confirmation, Changes changes) {
        return confirm(find(id, changes), confirmation, changes);
    }

    private Attempt confirm(PaymentIntent intent, Confirmation confirmation, Changes changes) {
        @Nullable PaymentMethod present =
                switch (intent.progress()) {
                    case Progress.RequiresPaymentMethod _ -> null;
                    case Progress.RequiresConfirmation(var method) -> method;
                    case Progress.RequiresAction(var method, _) -> method;
                    case Progress.Succeeded _ ->
                            throw unexpected(
                                    "You cannot confirm this PaymentIntent because it has already succeeded after"
                                            + " being previously confirmed.",
                                    intent);
                    case Progress.RequiresCapture _, Progress.Canceled _ ->
                            throw unexpected(
                                    "You cannot confirm this PaymentIntent because it has a status of "
                                            + intent.progress().status()
                                            + ". Only a PaymentIntent with one of the following statuses may be"
                                            + " confirmed: requires_payment_method, requires_confirmation,"
                                            + " requires_action.",
                                    intent);
                };
        PaymentMethod method =
                confirmation.presented() == null
                        ? present
                        : Cards.keep(confirmation.presented(), changes);
        if (method == null) {
            throw unexpected(
                    "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update"
                            + " the PaymentIntent with a payment method and then confirm it again, or confirm it again"
                            + " directly with a payment method or ConfirmationToken.",
                    intent);
        }
        if (intent.terms().redirects() != null
                && !intent.terms().redirects().equals("never")
                && confirmation.returnUrl() == null) {
            throw returnUrlMissing();
        }
        return switch (method.card().verdict()) {
            case Verdict.Challenged(var next) when confirmation.offSession() ->
                    method.card().mayBeChargedOffSession()
                            ? charge(intent, method, next, false, changes)
                            : decline(intent, method, Decline.AUTHENTICATION_REQUIRED, changes);
            case Verdict.Challenged _ when confirmation.failOnAction() ->
                    decline(intent, method, Decline.AUTHENTICATION_REQUIRED, changes);
            case Verdict.Challenged _ -> {
                PaymentIntent waiting =
                        changes.put(
                                intent.with(
                                        new Progress.RequiresAction(
                                                method, confirmation.returnUrl())));
                tell("payment_intent.requires_action", waiting, changes);
                yield new Attempt.Accepted(waiting);
            }
            case Verdict verdict -> charge(intent, method, verdict, false, changes);
        };
    }

    private static Refusal returnUrlMissing() {
        return Refusal.plain(
                "A `return_url` must be specified because this Payment Intent is configured to automatically accept"
                        + " the payment methods enabled in the Dashboard, some of which may require a full page"
                        + " redirect to succeed. If you do not want to accept redirect-based payment methods, set"
                        + " `automatic_payment_methods[enabled]` to `true` and"
                        + " `automatic_payment_methods[allow_redirects]` to `never` when creating Setup Intents and"
                        + " Payment Intents.",
                "return_url");
    }

    /**
     * The buyer has authenticated, or has failed to.
     *
     * @see <a href="https://docs.stripe.com/payments/3d-secure/authentication-flow">The
     *     authentication flow</a>
     */
    public Attempt authenticate(String id, boolean passed, Changes changes) {
        PaymentIntent intent = find(id, changes);
        if (!(intent.progress() instanceof Progress.RequiresAction(PaymentMethod method, _))) {
            throw unexpected("This PaymentIntent does not wait for authentication.", intent);
        }
        if (passed) {
            Verdict afterwards =
                    method.card().verdict() instanceof Verdict.Challenged(Verdict next)
                            ? next
                            : new Verdict.Approved();
            return charge(intent, method, afterwards, true, changes);
        }
        PaymentFailure failure =
                new PaymentFailure(
                        "card_error",
                        "payment_intent_authentication_failure",
                        null,
                        "We are unable to authenticate your payment method. Please choose a different payment method"
                                + " and try again.",
                        null,
                        method);
        return fail(intent, failure, changes);
    }

    /**
     * Takes what was set aside, or a part of it; the rest is released.
     *
     * @param amount null for all
     * @see <a href="https://docs.stripe.com/api/payment_intents/capture">Capture a
     *     PaymentIntent</a>
     */
    public PaymentIntent capture(String id, @Nullable Long amount, Changes changes) {
        PaymentIntent intent = find(id, changes);
        if (!(intent.progress()
                instanceof Progress.RequiresCapture(PaymentMethod method, long capturable))) {
            throw unexpected(
                    intent.progress() instanceof Progress.Succeeded
                            ? "This PaymentIntent could not be captured because it has already been captured."
                            : "This PaymentIntent could not be captured because it has a status of "
                                    + intent.progress().status()
                                    + ". Only a PaymentIntent with one of the following statuses may be captured:"
                                    + " requires_capture.",
                    intent);
        }
        long taken = amount == null ? capturable : amount;
        if (taken > capturable) {
            throw Refusal.invalid(
                    "amount_too_large",
                    "The amount to capture must be at most " + capturable + ".",
                    "amount_to_capture");
        }
        Charge charge = latestCharge(intent, changes).captured(taken, booking());
        changes.put(charge);
        changes.tell("charge.captured", pictures.of(charge), null);
        PaymentIntent captured =
                changes.put(intent.charged(charge.id(), new Progress.Succeeded(method, taken)));
        tell("payment_intent.succeeded", captured, changes);
        dispute(charge, changes);
        return captured;
    }

    /**
     * Gives up a payment; money set aside is released.
     *
     * @see <a href="https://docs.stripe.com/api/payment_intents/cancel">Cancel a PaymentIntent</a>
     */
    public PaymentIntent cancel(String id, @Nullable String reason, Changes changes) {
        PaymentIntent intent = find(id, changes);
        switch (intent.progress()) {
            case Progress.RequiresPaymentMethod _,
                    Progress.RequiresConfirmation _,
                    Progress.RequiresAction _ -> {}
            case Progress.RequiresCapture _ -> release(intent, changes);
            case Progress.Succeeded _, Progress.Canceled _ ->
                    throw unexpected(
                            "You cannot cancel this PaymentIntent because it has a status of "
                                    + intent.progress().status()
                                    + ". Only a PaymentIntent with one of the following statuses may be canceled:"
                                    + " requires_payment_method, requires_capture, requires_confirmation,"
                                    + " requires_action, processing.",
                            intent);
        }
        PaymentIntent canceled =
                changes.put(
                        intent.with(
                                new Progress.Canceled(
                                        intent.progress().presented(), reason, changes.now())));
        tell("payment_intent.canceled", canceled, changes);
        return canceled;
    }

    /** The payment, or Stripe's 404. */
    public static PaymentIntent find(String id, Changes changes) {
        PaymentIntent intent = changes.intent(id);
        if (intent == null) {
            throw Refusal.noSuch("payment_intent", id);
        }
        return intent;
    }

    private Attempt charge(
            PaymentIntent intent,
            PaymentMethod method,
            Verdict verdict,
            boolean authenticated,
            Changes changes) {
        return switch (verdict) {
            case Verdict.Approved _ ->
                    new Attempt.Accepted(approve(intent, method, authenticated, changes));
            case Verdict.Declined(var decline) -> decline(intent, method, decline, changes);
            case Verdict.Challenged(var next) ->
                    charge(intent, method, next, authenticated, changes);
        };
    }

    private PaymentIntent approve(
            PaymentIntent intent, PaymentMethod method, boolean authenticated, Changes changes) {
        long amount = intent.terms().amount();
        CaptureMethod capture = intent.terms().captureMethod();
        Charge held = newCharge(intent, method, null, authenticated, changes);
        return switch (capture) {
            case MANUAL -> {
                changes.put(held);
                changes.tell("charge.succeeded", pictures.of(held), null);
                PaymentIntent waiting =
                        changes.put(
                                intent.charged(
                                        held.id(), new Progress.RequiresCapture(method, amount)));
                tell("payment_intent.amount_capturable_updated", waiting, changes);
                yield waiting;
            }
            case AUTOMATIC -> {
                Charge taken = changes.put(held.captured(amount, booking()));
                changes.tell("charge.succeeded", pictures.of(taken), null);
                PaymentIntent succeeded = succeed(intent, method, taken, changes);
                dispute(taken, changes);
                yield succeeded;
            }
            case AUTOMATIC_ASYNC -> {
                Charge taken = held.captured(amount, null);
                changes.tell("charge.succeeded", pictures.of(taken), null);
                PaymentIntent succeeded = succeed(intent, method, taken, changes);
                // The booking follows; only an update of the charge tells of it.
                Charge booked = changes.put(taken.captured(amount, booking()));
                ObjectNode before =
                        JsonNodeFactory.instance.objectNode().putNull("balance_transaction");
                changes.tell("charge.updated", pictures.of(booked), before);
                dispute(booked, changes);
                yield succeeded;
            }
        };
    }

    /** The holders of some test cards object to whatever is charged to them. */
    private void dispute(Charge charge, Changes changes) {
        charge.method()
                .card()
                .disputeReason()
                .ifPresent(reason -> disputes.open(charge, reason, changes));
    }

    private PaymentIntent succeed(
            PaymentIntent intent, PaymentMethod method, Charge charge, Changes changes) {
        PaymentIntent succeeded =
                changes.put(
                        intent.charged(
                                charge.id(),
                                new Progress.Succeeded(method, charge.amountCaptured())));
        tell("payment_intent.succeeded", succeeded, changes);
        return succeeded;
    }

    private Attempt decline(
            PaymentIntent intent, PaymentMethod method, Decline decline, Changes changes) {
        Charge failed = changes.put(newCharge(intent, method, decline, false, changes));
        changes.tell("charge.failed", pictures.of(failed), null);
        PaymentFailure failure =
                new PaymentFailure(
                        "card_error",
                        decline.code(),
                        decline.declineCode(),
                        decline.message(),
                        failed.id(),
                        method);
        return fail(intent, failure, changes);
    }

    private Attempt fail(PaymentIntent intent, PaymentFailure failure, Changes changes) {
        PaymentIntent failed = changes.put(intent.failed(failure));
        tell("payment_intent.payment_failed", failed, changes);
        StripeError error =
                new StripeError(
                        402,
                        failure.type(),
                        failure.code(),
                        failure.declineCode(),
                        failure.message(),
                        null,
                        Map.of(
                                "payment_intent",
                                pictures.of(failed),
                                "payment_method",
                                pictures.of(failure.method())));
        return new Attempt.Failed(
                failed,
                failure.charge() == null
                        ? error
                        : error.with(
                                "charge", JsonNodeFactory.instance.textNode(failure.charge())));
    }

    /** Money that was set aside and never taken goes back as a refund of the whole charge. */
    private void release(PaymentIntent intent, Changes changes) {
        Charge charge = latestCharge(intent, changes);
        Charge released = changes.put(charge.refunded(charge.amount()));
        changes.tell("charge.refunded", pictures.of(released), null);
    }

    private static Charge newCharge(
            PaymentIntent intent,
            PaymentMethod method,
            @Nullable Decline decline,
            boolean authenticated,
            Changes changes) {
        return new Charge(
                Ids.next("ch"),
                intent.id(),
                changes.now(),
                intent.terms().amount(),
                intent.terms().currency(),
                method,
                decline,
                false,
                authenticated,
                0,
                0,
                null,
                null,
                intent.notes().description(),
                intent.notes().receiptEmail(),
                intent.notes().shipping(),
                intent.notes().metadata());
    }

    private static Charge latestCharge(PaymentIntent intent, Changes changes) {
        Charge charge =
                intent.latestCharge() == null ? null : changes.charge(intent.latestCharge());
        if (charge == null) {
            throw new IllegalStateException("The charge of " + intent.id() + " is gone");
        }
        return charge;
    }

    private void tell(String type, PaymentIntent intent, Changes changes) {
        changes.tell(type, pictures.of(intent), null);
    }

    private Refusal unexpected(String message, PaymentIntent intent) {
        return Refusal.unexpectedState(message).with("payment_intent", pictures.of(intent));
    }

    private static String booking() {
        return Ids.next("txn");
    }
}
