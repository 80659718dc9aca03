package chosao.local.stripe;

import static chosao.local.stripe.Shop.aPayment;
import static chosao.local.stripe.Shop.paid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import chosao.local.stripe.ledger.Ledger;
import com.stripe.Stripe;
import com.stripe.StripeClient;
import com.stripe.exception.AuthenticationException;
import com.stripe.exception.CardException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Charge;
import com.stripe.model.PaymentIntent;
import com.stripe.param.PaymentIntentCaptureParams;
import com.stripe.param.PaymentIntentConfirmParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentIntentListParams;
import com.stripe.param.PaymentIntentRetrieveParams;
import com.stripe.param.PaymentIntentUpdateParams;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaymentsTest {

    @RegisterExtension static final OpenSandbox STRIPE = new OpenSandbox(Shop.settings());

    @Test
    void speaksTheVersionOfTheClient() {
        assertThat(Ledger.API_VERSION).isEqualTo(Stripe.API_VERSION);
    }

    @Test
    void asksWhereToReturnToWhenRedirectsAreAllowed() throws StripeException {
        PaymentIntentCreateParams.Builder anywhere =
                PaymentIntentCreateParams.builder()
                        .setAmount(120_000L)
                        .setCurrency("vnd")
                        .setPaymentMethod("pm_card_visa");
        PaymentIntent intent = STRIPE.client().v1().paymentIntents().create(anywhere.build());
        PaymentIntent cardOnly =
                STRIPE.client()
                        .v1()
                        .paymentIntents()
                        .create(anywhere.addPaymentMethodType("card").build());

        InvalidRequestException refused =
                catchThrowableOfType(
                        InvalidRequestException.class,
                        () -> STRIPE.client().v1().paymentIntents().confirm(intent.getId()));
        PaymentIntent paid =
                STRIPE.client()
                        .v1()
                        .paymentIntents()
                        .confirm(
                                intent.getId(),
                                PaymentIntentConfirmParams.builder()
                                        .setReturnUrl("https://shop.example/done")
                                        .build());

        assertThat(refused.getStatusCode()).isEqualTo(400);
        assertThat(refused.getMessage()).contains("`return_url` must be specified");
        assertThat(paid.getStatus()).isEqualTo("succeeded");
        assertThat(STRIPE.client().v1().paymentIntents().confirm(cardOnly.getId()).getStatus())
                .isEqualTo("succeeded");
    }

    @Test
    void chargesTheDongWithoutAMinorUnit() throws StripeException {
        PaymentIntent intent = STRIPE.client().v1().paymentIntents().create(aPayment().build());

        assertThat(intent.getStatus()).isEqualTo("requires_payment_method");
        assertThat(intent.getClientSecret()).startsWith(intent.getId() + "_secret_");
        assertThat(intent.getMetadata()).containsEntry("order", "CS-1");

        PaymentIntent paid =
                STRIPE.client()
                        .v1()
                        .paymentIntents()
                        .confirm(
                                intent.getId(),
                                PaymentIntentConfirmParams.builder()
                                        .setPaymentMethod("pm_card_visa")
                                        .addExpand("latest_charge")
                                        .build());

        assertThat(paid.getStatus()).isEqualTo("succeeded");
        assertThat(paid.getAmountReceived()).isEqualTo(120_000);
        Charge charge = paid.getLatestChargeObject();
        assertThat(charge.getPaid()).isTrue();
        assertThat(charge.getCaptured()).isTrue();
        assertThat(charge.getPaymentMethodDetails().getCard().getLast4()).isEqualTo("4242");
        assertThat(STRIPE.client().v1().paymentIntents().retrieve(intent.getId()).getStatus())
                .isEqualTo("succeeded");
        assertThat(STRIPE.client().v1().charges().retrieve(charge.getId()).getPaymentIntent())
                .isEqualTo(intent.getId());
    }

    @Test
    void confirmsAtOnceWhenAskedTo() throws StripeException {
        PaymentIntent intent =
                STRIPE.client()
                        .v1()
                        .paymentIntents()
                        .create(
                                aPayment()
                                        .setConfirm(true)
                                        .setPaymentMethod("pm_card_mastercard")
                                        .build());

        assertThat(intent.getStatus()).isEqualTo("succeeded");
        assertThat(intent.getPaymentMethod()).startsWith("pm_");
    }

    @ParameterizedTest
    @CsvSource({
        "pm_card_visa_chargeDeclined, card_declined, generic_decline",
        "pm_card_chargeDeclined, card_declined, generic_decline",
        "pm_card_visa_chargeDeclinedInsufficientFunds, card_declined, insufficient_funds",
        "pm_card_visa_chargeDeclinedLostCard, card_declined, lost_card",
        "pm_card_chargeDeclinedExpiredCard, expired_card, expired_card",
        "pm_card_chargeDeclinedIncorrectCvc, incorrect_cvc, incorrect_cvc",
        "pm_card_chargeDeclinedProcessingError, processing_error, processing_error"
    })
    void declinesAsTheCardIsMeantTo(String card, String code, String declineCode)
            throws StripeException {
        PaymentIntent intent = STRIPE.client().v1().paymentIntents().create(aPayment().build());

        CardException refused =
                catchThrowableOfType(CardException.class, () -> confirm(intent, card));

        assertThat(refused.getStatusCode()).isEqualTo(402);
        assertThat(refused.getCode()).isEqualTo(code);
        assertThat(refused.getDeclineCode()).isEqualTo(declineCode);
        assertThat(refused.getCharge()).startsWith("ch_");
        assertThat(refused.getRequestId()).startsWith("req_");
        assertThat(refused.getStripeError().getPaymentIntent().getId()).isEqualTo(intent.getId());
        PaymentIntent after = STRIPE.client().v1().paymentIntents().retrieve(intent.getId());
        assertThat(after.getStatus()).isEqualTo("requires_payment_method");
        assertThat(after.getLastPaymentError().getDeclineCode()).isEqualTo(declineCode);
        assertThat(confirm(intent, "pm_card_visa").getLastPaymentError()).isNull();
    }

    @Test
    void sendsTheBuyerWhereBuyersReachIt() throws Exception {
        try (StripeSandbox elsewhere =
                StripeSandbox.start(
                        StripeSandboxSettings.from(
                                Map.of(
                                        "STRIPE_SANDBOX_PORT",
                                        "0",
                                        "STRIPE_PUBLIC_API_BASE",
                                        "http://market.lan:12111/",
                                        "STRIPE_API_KEY",
                                        Shop.SECRET_KEY,
                                        "STRIPE_PUBLISHABLE_KEY",
                                        Shop.PUBLISHABLE_KEY,
                                        "STRIPE_WEBHOOK_SECRET",
                                        Shop.WEBHOOK_SECRET)))) {
            StripeClient client = Shop.client(elsewhere);
            PaymentIntent waiting =
                    client.v1()
                            .paymentIntents()
                            .create(
                                    aPayment()
                                            .setConfirm(true)
                                            .setPaymentMethod("pm_card_authenticationRequired")
                                            .build());

            assertThat(waiting.getNextAction().getUseStripeSdk())
                    .containsEntry(
                            "stripe_js",
                            "http://market.lan:12111/sandbox/authenticate/" + waiting.getId());
        }
    }

    @Test
    void asksTheBuyerToAuthenticate() throws Exception {
        PaymentIntent intent = STRIPE.client().v1().paymentIntents().create(aPayment().build());
        PaymentIntent waiting = confirm(intent, "pm_card_authenticationRequired");
        assertThat(waiting.getStatus()).isEqualTo("requires_action");
        assertThat(waiting.getNextAction().getType()).isEqualTo("use_stripe_sdk");

        Http.Answer answer =
                Http.post(
                        STRIPE.sandbox(),
                        "/sandbox/authenticate/" + intent.getId() + "?outcome=success",
                        "",
                        "");

        assertThat(answer.json().get("redirect_status").textValue()).isEqualTo("succeeded");
        PaymentIntent paid =
                STRIPE.client()
                        .v1()
                        .paymentIntents()
                        .retrieve(
                                intent.getId(),
                                PaymentIntentRetrieveParams.builder()
                                        .addExpand("latest_charge")
                                        .build());
        assertThat(paid.getStatus()).isEqualTo("succeeded");
        assertThat(
                        paid.getLatestChargeObject()
                                .getPaymentMethodDetails()
                                .getCard()
                                .getThreeDSecure()
                                .getResult())
                .isEqualTo("authenticated");
    }

    @Test
    void leadsTheBuyerToTheIssuerAndBack() throws Exception {
        PaymentIntent intent = STRIPE.client().v1().paymentIntents().create(aPayment().build());
        PaymentIntent waiting =
                STRIPE.client()
                        .v1()
                        .paymentIntents()
                        .confirm(
                                intent.getId(),
                                PaymentIntentConfirmParams.builder()
                                        .setPaymentMethod("pm_card_threeDSecure2Required")
                                        .setReturnUrl("https://shop.example/return?order=1")
                                        .build());
        String url = waiting.getNextAction().getRedirectToUrl().getUrl();
        assertThat(url).startsWith(STRIPE.sandbox().baseUrl());

        Http.Answer page = Http.get(url, "text/html");
        Http.Answer back = Http.get(url + "?outcome=fail", "text/html");

        assertThat(page.body()).contains("120000 vnd");
        assertThat(back.status()).isEqualTo(303);
        assertThat(back.header("Location"))
                .startsWith("https://shop.example/return?order=1&payment_intent=" + intent.getId())
                .endsWith("&redirect_status=failed");
        PaymentIntent after = STRIPE.client().v1().paymentIntents().retrieve(intent.getId());
        assertThat(after.getStatus()).isEqualTo("requires_payment_method");
        assertThat(after.getLastPaymentError().getCode())
                .isEqualTo("payment_intent_authentication_failure");
    }

    @Test
    void declinesAfterAuthenticationWhereTheCardIsMeantTo() throws Exception {
        PaymentIntent intent = STRIPE.client().v1().paymentIntents().create(aPayment().build());
        PaymentIntent _ =
                confirm(intent, "pm_card_authenticationRequiredChargeDeclinedInsufficientFunds");

        Http.Answer _ =
                Http.post(
                        STRIPE.sandbox(),
                        "/sandbox/authenticate/" + intent.getId(),
                        "",
                        "outcome=success");

        assertThat(
                        STRIPE.client()
                                .v1()
                                .paymentIntents()
                                .retrieve(intent.getId())
                                .getLastPaymentError()
                                .getDeclineCode())
                .isEqualTo("insufficient_funds");
    }

    @Test
    void failsInsteadOfAskingWhenTold() throws StripeException {
        PaymentIntent intent = STRIPE.client().v1().paymentIntents().create(aPayment().build());

        CardException refused =
                catchThrowableOfType(
                        CardException.class,
                        () ->
                                STRIPE.client()
                                        .v1()
                                        .paymentIntents()
                                        .confirm(
                                                intent.getId(),
                                                PaymentIntentConfirmParams.builder()
                                                        .setPaymentMethod(
                                                                "pm_card_authenticationRequired")
                                                        .setErrorOnRequiresAction(true)
                                                        .build()));

        assertThat(refused.getCode()).isEqualTo("authentication_required");
    }

    @Test
    void setsMoneyAsideAndTakesAPart() throws StripeException {
        PaymentIntent held =
                STRIPE.client()
                        .v1()
                        .paymentIntents()
                        .create(
                                aPayment()
                                        .setCaptureMethod(
                                                PaymentIntentCreateParams.CaptureMethod.MANUAL)
                                        .setConfirm(true)
                                        .setPaymentMethod("pm_card_visa")
                                        .build());
        assertThat(held.getStatus()).isEqualTo("requires_capture");
        assertThat(held.getAmountCapturable()).isEqualTo(120_000);

        InvalidRequestException tooMuch =
                catchThrowableOfType(InvalidRequestException.class, () -> capture(held, 120_001));
        PaymentIntent taken = capture(held, 100_000);
        InvalidRequestException twice =
                catchThrowableOfType(InvalidRequestException.class, () -> capture(held, 1));

        assertThat(tooMuch.getCode()).isEqualTo("amount_too_large");
        assertThat(taken.getStatus()).isEqualTo("succeeded");
        assertThat(taken.getAmountReceived()).isEqualTo(100_000);
        assertThat(twice.getCode()).isEqualTo("payment_intent_unexpected_state");
    }

    @Test
    void refusesStepsThatTheStateDoesNotAllow() throws StripeException {
        PaymentIntent paid = paid(STRIPE.client());
        PaymentIntent given = STRIPE.client().v1().paymentIntents().create(aPayment().build());
        PaymentIntent canceled = STRIPE.client().v1().paymentIntents().cancel(given.getId());

        InvalidRequestException cancelPaid =
                catchThrowableOfType(
                        InvalidRequestException.class,
                        () -> STRIPE.client().v1().paymentIntents().cancel(paid.getId()));
        InvalidRequestException confirmPaid =
                catchThrowableOfType(
                        InvalidRequestException.class, () -> confirm(paid, "pm_card_visa"));
        InvalidRequestException confirmCanceled =
                catchThrowableOfType(
                        InvalidRequestException.class, () -> confirm(canceled, "pm_card_visa"));

        assertThat(canceled.getStatus()).isEqualTo("canceled");
        assertThat(canceled.getCanceledAt()).isNotNull();
        assertThat(cancelPaid.getCode()).isEqualTo("payment_intent_unexpected_state");
        assertThat(cancelPaid.getStripeError().getPaymentIntent().getStatus())
                .isEqualTo("succeeded");
        assertThat(confirmPaid.getCode()).isEqualTo("payment_intent_unexpected_state");
        assertThat(confirmCanceled.getCode()).isEqualTo("payment_intent_unexpected_state");
    }

    @Test
    void changesWhatWasAgreedUntilItIsCharged() throws StripeException {
        PaymentIntent intent = STRIPE.client().v1().paymentIntents().create(aPayment().build());
        PaymentIntentUpdateParams more =
                PaymentIntentUpdateParams.builder().setAmount(130_000L).build();

        PaymentIntent updated = STRIPE.client().v1().paymentIntents().update(intent.getId(), more);
        PaymentIntent paid = confirm(intent, "pm_card_visa");
        InvalidRequestException late =
                catchThrowableOfType(
                        InvalidRequestException.class,
                        () ->
                                STRIPE.client()
                                        .v1()
                                        .paymentIntents()
                                        .update(
                                                intent.getId(),
                                                PaymentIntentUpdateParams.builder()
                                                        .setAmount(140_000L)
                                                        .build()));

        assertThat(updated.getAmount()).isEqualTo(130_000);
        assertThat(paid.getAmountReceived()).isEqualTo(130_000);
        assertThat(late.getCode()).isEqualTo("payment_intent_unexpected_state");
    }

    @Test
    void listsTheNewestFirst() throws StripeException {
        PaymentIntent older = STRIPE.client().v1().paymentIntents().create(aPayment().build());
        PaymentIntent newer = STRIPE.client().v1().paymentIntents().create(aPayment().build());

        var first =
                STRIPE.client()
                        .v1()
                        .paymentIntents()
                        .list(PaymentIntentListParams.builder().setLimit(1L).build());
        var second =
                STRIPE.client()
                        .v1()
                        .paymentIntents()
                        .list(
                                PaymentIntentListParams.builder()
                                        .setLimit(1L)
                                        .setStartingAfter(newer.getId())
                                        .build());

        assertThat(first.getData().getFirst().getId()).isEqualTo(newer.getId());
        assertThat(first.getHasMore()).isTrue();
        assertThat(second.getData().getFirst().getId()).isEqualTo(older.getId());
    }

    @Test
    void refusesAWrongKey() {
        AuthenticationException refused =
                catchThrowableOfType(
                        AuthenticationException.class,
                        () ->
                                Shop.client(STRIPE.sandbox(), "sk_test_of_someone_else")
                                        .v1()
                                        .paymentIntents()
                                        .create(aPayment().build()));

        assertThat(refused.getStatusCode()).isEqualTo(401);
        assertThat(refused.getMessage())
                .contains("Invalid API Key provided: sk_test_")
                .doesNotContain("someone");
    }

    @Test
    void saysThatThereIsNoSuchPayment() {
        InvalidRequestException refused =
                catchThrowableOfType(
                        InvalidRequestException.class,
                        () -> STRIPE.client().v1().paymentIntents().retrieve("pi_nowhere"));

        assertThat(refused.getStatusCode()).isEqualTo(404);
        assertThat(refused.getCode()).isEqualTo("resource_missing");
        assertThat(refused.getMessage()).contains("No such payment_intent: 'pi_nowhere'");
    }

    private static PaymentIntent confirm(PaymentIntent intent, String card) throws StripeException {
        return STRIPE.client()
                .v1()
                .paymentIntents()
                .confirm(
                        intent.getId(),
                        PaymentIntentConfirmParams.builder().setPaymentMethod(card).build());
    }

    private static PaymentIntent capture(PaymentIntent intent, long amount) throws StripeException {
        return STRIPE.client()
                .v1()
                .paymentIntents()
                .capture(
                        intent.getId(),
                        PaymentIntentCaptureParams.builder().setAmountToCapture(amount).build());
    }
}
