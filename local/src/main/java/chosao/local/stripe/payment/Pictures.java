package chosao.local.stripe.payment;

import chosao.local.stripe.card.Decline;
import chosao.local.stripe.ledger.Charge;
import chosao.local.stripe.ledger.Dispute;
import chosao.local.stripe.ledger.PaymentFailure;
import chosao.local.stripe.ledger.PaymentIntent;
import chosao.local.stripe.ledger.PaymentMethod;
import chosao.local.stripe.ledger.Progress;
import chosao.local.stripe.ledger.Refund;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Draws objects as Stripe's API shows them, every field of theirs that a card payment can have
 * included.
 *
 * @param baseUrl where the buyer authenticates, without a slash at the end
 */
public record Pictures(String baseUrl) {

    /** About nine days, as most card networks give. */
    private static final long SECONDS_TO_ANSWER = 9 * 86_400;

    /**
     * A PaymentIntent.
     *
     * @see <a href="https://docs.stripe.com/api/payment_intents/object">The PaymentIntent
     *     object</a>
     */
    public ObjectNode of(PaymentIntent intent) {
        Progress progress = intent.progress();
        PaymentIntent.Terms terms = intent.terms();
        PaymentIntent.Notes notes = intent.notes();
        ObjectNode node = object(intent.id(), "payment_intent");
        node.put("amount", terms.amount());
        node.put(
                "amount_capturable",
                progress instanceof Progress.RequiresCapture(_, long sum) ? sum : 0);
        node.putObject("amount_details").putObject("tip");
        node.put("amount_received", progress instanceof Progress.Succeeded(_, long sum) ? sum : 0);
        node.putNull("application");
        node.putNull("application_fee_amount");
        if (terms.redirects() == null) {
            node.putNull("automatic_payment_methods");
        } else {
            node.putObject("automatic_payment_methods")
                    .put("allow_redirects", terms.redirects())
                    .put("enabled", true);
        }
        if (progress instanceof Progress.Canceled(_, String reason, long at)) {
            node.put("canceled_at", at).put("cancellation_reason", reason);
        } else {
            node.putNull("canceled_at").putNull("cancellation_reason");
        }
        node.put("capture_method", terms.captureMethod().wireName());
        node.put("client_secret", intent.clientSecret());
        node.put("confirmation_method", terms.confirmationMethod());
        node.put("created", intent.created());
        node.put("currency", terms.currency());
        node.putNull("customer");
        node.putNull("customer_account");
        node.put("description", notes.description());
        node.putNull("excluded_payment_method_types");
        node.set("last_payment_error", failure(intent.lastError()));
        node.put("latest_charge", intent.latestCharge());
        node.put("livemode", false);
        node.set("metadata", metadata(notes.metadata()));
        node.set("next_action", nextAction(intent));
        node.putNull("on_behalf_of");
        PaymentMethod presented = progress.presented();
        node.put("payment_method", presented == null ? null : presented.id());
        node.putNull("payment_method_configuration_details");
        ObjectNode options = node.putObject("payment_method_options").putObject("card");
        options.putNull("installments").putNull("mandate_options").putNull("network");
        options.put("request_three_d_secure", "automatic");
        node.putArray("payment_method_types").add("card");
        node.putNull("processing");
        node.put("receipt_email", notes.receiptEmail());
        node.putNull("review");
        node.put("setup_future_usage", terms.setupFutureUsage());
        node.set("shipping", notes.shipping());
        node.putNull("source");
        node.put("statement_descriptor", notes.statementDescriptor());
        node.put("statement_descriptor_suffix", notes.statementDescriptorSuffix());
        node.put("status", progress.status());
        node.putNull("transfer_data");
        node.put("transfer_group", notes.transferGroup());
        return node;
    }

    /**
     * A Charge.
     *
     * @see <a href="https://docs.stripe.com/api/charges/object">The Charge object</a>
     */
    public ObjectNode of(Charge charge) {
        Decline decline = charge.decline();
        boolean paid = decline == null;
        ObjectNode node = object(charge.id(), "charge");
        node.put("amount", charge.amount());
        node.put("amount_captured", charge.amountCaptured());
        node.put("amount_refunded", charge.amountRefunded());
        node.putNull("application").putNull("application_fee").putNull("application_fee_amount");
        node.put("balance_transaction", charge.balanceTransaction());
        node.set("billing_details", billing(charge.method()));
        node.put("calculated_statement_descriptor", "CHO SAO");
        node.put("captured", charge.captured());
        node.put("created", charge.created());
        node.put("currency", charge.currency());
        node.putNull("customer");
        node.put("description", charge.description());
        node.put("disputed", charge.dispute() != null);
        node.putNull("failure_balance_transaction");
        node.put("failure_code", decline == null ? null : decline.code());
        node.put("failure_message", decline == null ? null : decline.message());
        node.putObject("fraud_details");
        node.put("livemode", false);
        node.set("metadata", metadata(charge.metadata()));
        node.putNull("on_behalf_of");
        node.set("outcome", outcome(decline));
        node.put("paid", paid);
        node.put("payment_intent", charge.intent());
        node.put("payment_method", charge.method().id());
        node.set("payment_method_details", cardDetails(charge));
        node.putObject("radar_options");
        node.put("receipt_email", charge.receiptEmail());
        node.putNull("receipt_number");
        node.put("receipt_url", paid ? baseUrl + "/" : null);
        node.put(
                "refunded",
                charge.captured() && charge.amountRefunded() >= charge.amountCaptured());
        node.putNull("review");
        node.set("shipping", charge.shipping());
        node.putNull("source").putNull("source_transfer");
        node.putNull("statement_descriptor").putNull("statement_descriptor_suffix");
        node.put("status", paid ? "succeeded" : "failed");
        node.putNull("transfer_data").putNull("transfer_group");
        return node;
    }

    /**
     * A Refund.
     *
     * @see <a href="https://docs.stripe.com/api/refunds/object">The Refund object</a>
     */
    public ObjectNode of(Refund refund) {
        ObjectNode node = object(refund.id(), "refund");
        node.put("amount", refund.amount());
        node.put("balance_transaction", "txn_" + refund.id().substring("re_".length()));
        node.put("charge", refund.charge());
        node.put("created", refund.created());
        node.put("currency", refund.currency());
        ObjectNode card = node.putObject("destination_details").putObject("card");
        card.put("reference_status", "pending").put("reference_type", "acquirer_reference_number");
        card.put("type", "refund");
        node.withObject("/destination_details").put("type", "card");
        if (refund.status().equals("failed")) {
            node.put("failure_reason", "expired_or_canceled_card");
            node.put(
                    "failure_balance_transaction", "txn_f" + refund.id().substring("re_".length()));
        }
        node.set("metadata", metadata(refund.metadata()));
        node.put("payment_intent", refund.intent());
        if (refund.status().equals("pending")) {
            node.put("pending_reason", "processing");
        }
        node.put("reason", refund.reason());
        node.putNull("receipt_number").putNull("source_transfer_reversal");
        node.put("status", refund.status());
        node.putNull("transfer_reversal");
        return node;
    }

    /**
     * A Dispute.
     *
     * @see <a href="https://docs.stripe.com/api/disputes/object">The Dispute object</a>
     */
    public ObjectNode of(Dispute dispute) {
        boolean given = dispute.evidence() != null;
        ObjectNode node = object(dispute.id(), "dispute");
        node.put("amount", dispute.amount());
        node.putArray("balance_transactions");
        node.put("charge", dispute.charge());
        node.put("created", dispute.created());
        node.put("currency", dispute.currency());
        node.putArray("enhanced_eligibility_types");
        ObjectNode evidence = node.putObject("evidence");
        if (dispute.evidence() instanceof ObjectNode said) {
            evidence.setAll(said);
        }
        ObjectNode details = node.putObject("evidence_details");
        details.put("due_by", dispute.created() + SECONDS_TO_ANSWER);
        details.put("has_evidence", given);
        details.put("past_due", false);
        details.put("submission_count", given ? 1 : 0);
        node.put("is_charge_refundable", false);
        node.put("livemode", false);
        node.set("metadata", metadata(dispute.metadata()));
        node.put("payment_intent", dispute.intent());
        node.put("reason", dispute.reason());
        node.put("status", dispute.status());
        return node;
    }

    /**
     * A PaymentMethod.
     *
     * @see <a href="https://docs.stripe.com/api/payment_methods/object">The PaymentMethod
     *     object</a>
     */
    public ObjectNode of(PaymentMethod method) {
        ObjectNode node = object(method.id(), "payment_method");
        node.put("allow_redisplay", "unspecified");
        node.set("billing_details", billing(method));
        ObjectNode card = node.putObject("card");
        card.put("brand", method.card().brand().wireName());
        card.set("checks", checks());
        card.put("country", "US");
        card.put("display_brand", method.card().brand().wireName());
        card.put("exp_month", method.expMonth());
        card.put("exp_year", method.expYear());
        card.put("fingerprint", fingerprint(method));
        card.put("funding", method.card().funding());
        card.putNull("generated_from");
        card.put("last4", method.card().lastFour());
        card.putObject("networks")
                .putNull("preferred")
                .putArray("available")
                .add(method.card().brand().wireName());
        card.putObject("three_d_secure_usage").put("supported", true);
        card.putNull("wallet");
        node.put("created", method.created());
        node.putNull("customer");
        node.put("livemode", false);
        node.putObject("metadata");
        node.put("type", "card");
        return node;
    }

    /** The address at which the buyer of this payment authenticates. */
    private String authenticationUrl(PaymentIntent intent) {
        return baseUrl + "/sandbox/authenticate/" + intent.id();
    }

    /**
     * A redirect where the client said where to come back to; otherwise what Stripe.js would
     * handle.
     */
    private @Nullable ObjectNode nextAction(PaymentIntent intent) {
        if (!(intent.progress() instanceof Progress.RequiresAction(_, String returnUrl))) {
            return null;
        }
        ObjectNode action = JsonNodeFactory.instance.objectNode();
        if (returnUrl != null) {
            action.putObject("redirect_to_url")
                    .put("return_url", returnUrl)
                    .put("url", authenticationUrl(intent));
            return action.put("type", "redirect_to_url");
        }
        action.put("type", "use_stripe_sdk");
        action.putObject("use_stripe_sdk")
                .put("type", "three_d_secure_redirect")
                .put("stripe_js", authenticationUrl(intent));
        return action;
    }

    private @Nullable ObjectNode failure(@Nullable PaymentFailure failure) {
        if (failure == null) {
            return null;
        }
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        if (failure.charge() != null) {
            node.put("charge", failure.charge());
        }
        node.put("code", failure.code());
        if (failure.declineCode() != null) {
            node.put("decline_code", failure.declineCode());
        }
        node.put(
                "doc_url",
                "https://stripe.com/docs/error-codes/" + failure.code().replace('_', '-'));
        node.put("message", failure.message());
        node.set("payment_method", of(failure.method()));
        return node.put("type", failure.type());
    }

    private static ObjectNode outcome(@Nullable Decline decline) {
        ObjectNode outcome = JsonNodeFactory.instance.objectNode();
        outcome.putNull("advice_code")
                .putNull("network_advice_code")
                .putNull("network_decline_code");
        if (decline == null) {
            outcome.put("network_status", "approved_by_network").putNull("reason");
            outcome.put("risk_level", "normal").put("risk_score", 20);
            return outcome.put("seller_message", "Payment complete.").put("type", "authorized");
        }
        boolean blocked = decline == Decline.FRAUDULENT;
        outcome.put("network_status", blocked ? "not_sent_to_network" : "declined_by_network");
        outcome.put("reason", blocked ? "highest_risk_level" : decline.declineCode());
        outcome.put("risk_level", blocked ? "highest" : "normal")
                .put("risk_score", blocked ? 90 : 20);
        outcome.put(
                "seller_message",
                blocked
                        ? "Stripe blocked this payment as too risky."
                        : "The bank did not return any further details with this decline.");
        return outcome.put("type", blocked ? "blocked" : "issuer_declined");
    }

    private static ObjectNode cardDetails(Charge charge) {
        PaymentMethod method = charge.method();
        ObjectNode details = JsonNodeFactory.instance.objectNode();
        ObjectNode card = details.putObject("card");
        card.put("amount_authorized", charge.decline() == null ? charge.amount() : 0);
        card.putNull("authorization_code");
        card.put("brand", method.card().brand().wireName());
        card.set("checks", checks());
        card.put("country", "US");
        card.put("exp_month", method.expMonth());
        card.put("exp_year", method.expYear());
        card.putObject("extended_authorization").put("status", "disabled");
        card.put("fingerprint", fingerprint(method));
        card.put("funding", method.card().funding());
        card.putObject("incremental_authorization").put("status", "unavailable");
        card.putNull("installments");
        card.put("last4", method.card().lastFour());
        card.putNull("mandate");
        card.putObject("multicapture").put("status", "unavailable");
        card.put("network", method.card().brand().wireName());
        card.putObject("network_token").put("used", false);
        card.putObject("overcapture")
                .put("maximum_amount_capturable", charge.amount())
                .put("status", "unavailable");
        card.put("regulated_status", "unregulated");
        if (charge.authenticated()) {
            card.putObject("three_d_secure")
                    .put("authentication_flow", "challenge")
                    .put("result", "authenticated")
                    .put("version", "2.2.0");
        } else {
            card.putNull("three_d_secure");
        }
        card.putNull("wallet");
        return details.put("type", "card");
    }

    private static ObjectNode checks() {
        ObjectNode checks = JsonNodeFactory.instance.objectNode();
        checks.putNull("address_line1_check").putNull("address_postal_code_check");
        return checks.put("cvc_check", "pass");
    }

    private static ObjectNode billing(PaymentMethod method) {
        ObjectNode billing = JsonNodeFactory.instance.objectNode();
        ObjectNode address = billing.putObject("address");
        address.putNull("city").putNull("country").putNull("line1").putNull("line2");
        address.putNull("postal_code").putNull("state");
        billing.putNull("email").putNull("name").putNull("phone").putNull("tax_id");
        if (method.billing() instanceof ObjectNode given) {
            if (given.get("address") instanceof ObjectNode givenAddress) {
                address.setAll(givenAddress);
            }
            given.properties().stream()
                    .filter(field -> !field.getKey().equals("address"))
                    .forEach(field -> billing.set(field.getKey(), field.getValue()));
        }
        return billing;
    }

    /** The same card gives the same fingerprint, whoever presents it. */
    private static String fingerprint(PaymentMethod method) {
        return "fp" + Long.toString(Long.parseLong(method.card().number()), Character.MAX_RADIX);
    }

    private static ObjectNode metadata(Map<String, String> metadata) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        metadata.forEach(node::put);
        return node;
    }

    private static ObjectNode object(String id, String kind) {
        return JsonNodeFactory.instance.objectNode().put("id", id).put("object", kind);
    }
}
