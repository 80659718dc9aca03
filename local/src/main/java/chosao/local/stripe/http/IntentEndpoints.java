package chosao.local.stripe.http;

import chosao.local.stripe.error.Refusal;
import chosao.local.stripe.error.StripeError;
import chosao.local.stripe.ledger.CaptureMethod;
import chosao.local.stripe.ledger.Ledger;
import chosao.local.stripe.ledger.PaymentIntent;
import chosao.local.stripe.payment.Attempt;
import chosao.local.stripe.payment.Confirmation;
import chosao.local.stripe.payment.Currencies;
import chosao.local.stripe.payment.NewPayment;
import chosao.local.stripe.payment.Payments;
import chosao.local.stripe.payment.Pictures;
import chosao.local.stripe.payment.Presented;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code /v1/payment_intents}.
 *
 * @see <a href="https://docs.stripe.com/api/payment_intents">PaymentIntents</a>
 */
final class IntentEndpoints {

    private static final String PATH = "/v1/payment_intents";

    /** What a client with a publishable key gets to see of a payment. */
    private static final Set<String> CLIENT_FIELDS =
            Set.of(
                    "id",
                    "object",
                    "amount",
                    "amount_details",
                    "automatic_payment_methods",
                    "canceled_at",
                    "cancellation_reason",
                    "capture_method",
                    "client_secret",
                    "confirmation_method",
                    "created",
                    "currency",
                    "description",
                    "last_payment_error",
                    "livemode",
                    "next_action",
                    "payment_method",
                    "payment_method_types",
                    "processing",
                    "receipt_email",
                    "setup_future_usage",
                    "shipping",
                    "source",
                    "status");

    private static final Set<String> NOTES =
            Set.of(
                    "description",
                    "metadata",
                    "receipt_email",
                    "shipping",
                    "statement_descriptor",
                    "statement_descriptor_suffix",
                    "transfer_group",
                    "setup_future_usage",
                    "expand");
    private static final Set<String> CARD =
            Set.of("payment_method", "payment_method_data", "payment_method_options");
    private static final Set<String> CONFIRM =
            Set.of(
                    "return_url",
                    "off_session",
                    "error_on_requires_action",
                    "use_stripe_sdk",
                    "client_secret",
                    "key");
    private static final Set<String> CREATE_ALLOWED =
            joined(
                    NOTES,
                    CARD,
                    CONFIRM,
                    Set.of(
                            "amount",
                            "currency",
                            "automatic_payment_methods",
                            "payment_method_types",
                            "capture_method",
                            "confirmation_method",
                            "confirm"));
    private static final Set<String> UPDATE_ALLOWED =
            joined(NOTES, CARD, Set.of("amount", "currency"));
    private static final Set<String> CONFIRM_ALLOWED =
            joined(
                    CARD,
                    CONFIRM,
                    Set.of("receipt_email", "setup_future_usage", "shipping", "expand"));

    private final Ledger ledger;
    private final Payments payments;
    private final Pictures pictures;

    IntentEndpoints(Ledger ledger, Payments payments, Pictures pictures) {
        this.ledger = ledger;
        this.payments = payments;
        this.pictures = pictures;
    }

    List<Route> routes() {
        return List.of(
                Route.of("POST", PATH, this::create),
                Route.of("GET", PATH, this::list),
                Route.of("GET", PATH + "/{id}", this::retrieve),
                Route.of("POST", PATH + "/{id}", this::update),
                Route.of("POST", PATH + "/{id}/confirm", this::confirm),
                Route.of("POST", PATH + "/{id}/capture", this::capture),
                Route.of("POST", PATH + "/{id}/cancel", this::cancel));
    }

    private Operation create(Call call) {
        call.merchantOnly();
        Form form = call.form();
        form.allow(CREATE_ALLOWED);
        PaymentIntent.Terms terms = terms(form);
        PaymentIntent.Notes notes =
                notes(form, new PaymentIntent.Notes(null, null, null, null, null, null, Map.of()));
        Presented presented = CardForm.read(form);
        Confirmation confirmation = form.flag("confirm") ? confirmation(form, null) : null;
        return changes ->
                answer(
                        payments.create(
                                new NewPayment(terms, notes, presented, confirmation), changes),
                        call);
    }

    private Operation retrieve(Call call) {
        call.form().allow(Set.of("client_secret", "key", "expand"));
        return changes -> {
            PaymentIntent intent = Payments.find(call.id(), changes);
            entitled(call, intent);
            return Answer.ok(picture(intent, call));
        };
    }

    private Operation list(Call call) {
        call.merchantOnly();
        call.form().allow(Lists.PARAMETERS);
        var window = Lists.window(call.form());
        return _ -> Lists.of(ledger.intents(_ -> true, window), PATH, pictures::of);
    }

    private Operation update(Call call) {
        call.merchantOnly();
        Form form = call.form();
        form.allow(UPDATE_ALLOWED);
        Long amount = form.positive("amount");
        String currency = form.text("currency");
        Presented presented = CardForm.read(form);
        return changes -> {
            PaymentIntent intent = Payments.find(call.id(), changes);
            PaymentIntent.Terms terms = intent.terms();
            PaymentIntent.Terms changed =
                    new PaymentIntent.Terms(
                            amount == null ? terms.amount() : amount,
                            currency == null ? terms.currency() : Currencies.known(currency),
                            terms.captureMethod(),
                            terms.confirmationMethod(),
                            terms.redirects(),
                            terms.setupFutureUsage());
            return Answer.ok(
                    pictures.of(
                            payments.update(
                                    call.id(),
                                    changed,
                                    notes(form, intent.notes()),
                                    presented,
                                    changes)));
        };
    }

    private Operation confirm(Call call) {
        Form form = call.form();
        form.allow(CONFIRM_ALLOWED);
        Confirmation confirmation = confirmation(form, CardForm.read(form));
        return changes -> {
            entitled(call, Payments.find(call.id(), changes));
            return answer(payments.confirm(call.id(), confirmation, changes), call);
        };
    }

    private Operation capture(Call call) {
        call.merchantOnly();
        Form form = call.form();
        form.allow(Set.of("amount_to_capture", "final_capture", "metadata", "expand"));
        Long amount = form.positive("amount_to_capture");
        return changes -> Answer.ok(pictures.of(payments.capture(call.id(), amount, changes)));
    }

    private Operation cancel(Call call) {
        call.merchantOnly();
        Form form = call.form();
        form.allow(Set.of("cancellation_reason", "expand"));
        String reason =
                form.choice(
                        "cancellation_reason",
                        List.of("duplicate", "fraudulent", "requested_by_customer", "abandoned"));
        return changes -> Answer.ok(pictures.of(payments.cancel(call.id(), reason, changes)));
    }

    private Answer answer(Attempt attempt, Call call) {
        return switch (attempt) {
            case Attempt.Accepted(PaymentIntent intent) -> Answer.ok(picture(intent, call));
            case Attempt.Failed(_, StripeError error) -> Answer.refused(error);
        };
    }

    private ObjectNode picture(PaymentIntent intent, Call call) {
        ObjectNode picture = pictures.of(intent);
        return switch (call.caller()) {
            case Caller.Merchant _ -> picture;
            case Caller.Client _ -> picture.retain(CLIENT_FIELDS);
        };
    }

    private static void entitled(Call call, PaymentIntent intent) {
        String shown = call.form().raw("client_secret");
        switch (call.caller()) {
            case Caller.Merchant _ -> {}
            case Caller.Client _ -> {
                if (shown == null) {
                    throw Refusal.parameterMissing("client_secret");
                }
            }
        }
        if (shown != null && !shown.equals(intent.clientSecret())) {
            throw Refusal.invalid(
                    "payment_intent_invalid_parameter",
                    "The client_secret provided does not match the client_secret associated with this PaymentIntent.",
                    "client_secret");
        }
    }

    private static PaymentIntent.Terms terms(Form form) {
        Long amount = form.integer("amount");
        if (amount == null) {
            throw Refusal.parameterMissing("amount");
        }
        String currency = Currencies.known(form.required("currency"));
        Currencies.check(amount, currency);
        List<String> types = form.list("payment_method_types");
        for (String type : types) {
            if (!type.equals("card")) {
                throw Refusal.plain(
                        "The payment method type \""
                                + type
                                + "\" is invalid. Please ensure the provided type is activated in your dashboard"
                                + " (https://dashboard.stripe.com/account/payments/settings) and your account is"
                                + " enabled for any preview features that you are trying to use.",
                        "payment_method_types");
            }
        }
        boolean automatic = form.flag("automatic_payment_methods[enabled]");
        if (automatic && !types.isEmpty()) {
            throw Refusal.plain(
                    "You may only specify one of these parameters: automatic_payment_methods, payment_method_types.",
                    "payment_method_types");
        }
        String redirects =
                form.choice(
                        "automatic_payment_methods[allow_redirects]", List.of("always", "never"));
        return new PaymentIntent.Terms(
                amount,
                currency,
                captureMethod(form),
                orElse(
                        form.choice("confirmation_method", List.of("automatic", "manual")),
                        "automatic"),
                types.isEmpty() ? orElse(redirects, "always") : null,
                form.choice("setup_future_usage", List.of("on_session", "off_session")));
    }

    private static CaptureMethod captureMethod(Form form) {
        String name =
                form.choice(
                        "capture_method",
                        Arrays.stream(CaptureMethod.values())
                                .map(CaptureMethod::wireName)
                                .toList());
        return Arrays.stream(CaptureMethod.values())
                .filter(method -> method.wireName().equals(name))
                .findFirst()
                .orElse(CaptureMethod.AUTOMATIC_ASYNC);
    }

    /** What the request notes, over what was noted before. */
    private static PaymentIntent.Notes notes(Form form, PaymentIntent.Notes before) {
        ObjectNode shipping = form.tree("shipping");
        return new PaymentIntent.Notes(
                newer(form, "description", before.description()),
                newer(form, "receipt_email", before.receiptEmail()),
                newer(form, "statement_descriptor", before.statementDescriptor()),
                newer(form, "statement_descriptor_suffix", before.statementDescriptorSuffix()),
                newer(form, "transfer_group", before.transferGroup()),
                shipping == null ? before.shipping() : shipping,
                Metadata.merged(form, before.metadata()));
    }

    private static Confirmation confirmation(Form form, @Nullable Presented presented) {
        String offSession = form.text("off_session");
        return new Confirmation(
                presented,
                form.text("return_url"),
                offSession != null && !offSession.equals("false"),
                form.flag("error_on_requires_action"));
    }

    /** An empty text unsets. */
    private static @Nullable String newer(Form form, String name, @Nullable String before) {
        String value = form.raw(name);
        return value == null ? before : value.isEmpty() ? null : value;
    }

    private static String orElse(@Nullable String value, String otherwise) {
        return value == null ? otherwise : value;
    }

    @SafeVarargs
    private static Set<String> joined(Set<String>... sets) {
        Set<String> all = new HashSet<>();
        for (Set<String> set : sets) {
            all.addAll(set);
        }
        return Set.copyOf(all);
    }
}
