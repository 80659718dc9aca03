package chosao.local.stripe;

import static chosao.local.stripe.Shop.aPayment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.stripe.exception.ApiException;
import com.stripe.exception.CardException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.RateLimitException;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.net.RequestOptions;
import com.stripe.param.PaymentIntentConfirmParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.RefundCreateParams;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class IdempotencyTest {

    @RegisterExtension static final OpenSandbox STRIPE = new OpenSandbox(Shop.settings());

    @AfterEach
    void calmDown() throws Exception {
        settings("{'api':{'latency':'PT0S','failNext':0,'failStatus':500,'loseNext':0}}");
    }

    @Test
    void givesTheFirstAnswerAgain() throws StripeException {
        String key = key();

        PaymentIntent first = create(aPayment().build(), key);
        PaymentIntent second = create(aPayment().build(), key);

        assertThat(second.getId()).isEqualTo(first.getId());
        assertThat(first.getLastResponse().headers().firstValue("Idempotent-Replayed")).isEmpty();
        assertThat(second.getLastResponse().headers().firstValue("Idempotent-Replayed"))
                .contains("true");
        assertThat(second.getLastResponse().headers().firstValue("Original-Request"))
                .contains(first.getLastResponse().requestId());
        assertThat(second.getLastResponse().body()).isEqualTo(first.getLastResponse().body());
    }

    @Test
    void refusesTheKeyForOtherParameters() throws StripeException {
        String key = key();
        PaymentIntent _ = create(aPayment().build(), key);

        IdempotencyException refused =
                catchThrowableOfType(
                        IdempotencyException.class,
                        () -> create(aPayment().setAmount(99_000L).build(), key));

        assertThat(refused.getStatusCode()).isEqualTo(400);
        assertThat(refused.getMessage()).contains("same parameters").contains(key);
    }

    @Test
    void refusesTheKeyAtAnotherEndpoint() throws StripeException {
        String key = key();
        PaymentIntent intent = create(aPayment().build(), key);

        IdempotencyException refused =
                catchThrowableOfType(
                        IdempotencyException.class,
                        () ->
                                STRIPE.client()
                                        .v1()
                                        .paymentIntents()
                                        .cancel(intent.getId(), with(key)));

        assertThat(refused.getStatusCode()).isEqualTo(400);
    }

    @Test
    void forgetsWhatFailedValidation() throws StripeException {
        String key = key();

        InvalidRequestException refused =
                catchThrowableOfType(
                        InvalidRequestException.class,
                        () -> create(aPayment().setAmount(-5L).build(), key));
        PaymentIntent created = create(aPayment().build(), key);

        assertThat(refused.getCode()).isEqualTo("parameter_invalid_integer");
        assertThat(created.getStatus()).isEqualTo("requires_payment_method");
    }

    @Test
    void keepsADeclineToo() throws StripeException {
        PaymentIntent intent = create(aPayment().build(), key());
        String key = key();

        CardException first =
                catchThrowableOfType(CardException.class, () -> confirmDeclined(intent, key));
        CardException second =
                catchThrowableOfType(CardException.class, () -> confirmDeclined(intent, key));

        assertThat(second.getCharge()).isEqualTo(first.getCharge());
    }

    @Test
    void keepsARefusalOfTheState() throws StripeException {
        PaymentIntent paid = Shop.paid(STRIPE.client());
        String key = key();
        RefundCreateParams tooMuch =
                RefundCreateParams.builder()
                        .setPaymentIntent(paid.getId())
                        .setAmount(120_001L)
                        .build();

        InvalidRequestException first =
                catchThrowableOfType(
                        InvalidRequestException.class,
                        () -> STRIPE.client().v1().refunds().create(tooMuch, with(key)));
        InvalidRequestException second =
                catchThrowableOfType(
                        InvalidRequestException.class,
                        () -> STRIPE.client().v1().refunds().create(tooMuch, with(key)));

        assertThat(first.getMessage()).contains("greater than unrefunded amount");
        assertThat(
                        second.getStripeError()
                                .getLastResponse()
                                .headers()
                                .firstValue("Idempotent-Replayed"))
                .contains("true");
    }

    @Test
    void runsOneOfManyAtOnce() throws Exception {
        settings("{'api':{'latency':'PT0.2S'}}");
        String key = key();
        int buyers = 12;
        CountDownLatch together = new CountDownLatch(buyers);
        Callable<String> attempt =
                () -> {
                    together.countDown();
                    together.await();
                    try {
                        return create(aPayment().build(), key).getId();
                    } catch (ApiException e) {
                        assertThat(e.getStatusCode()).isEqualTo(409);
                        assertThat(e.getCode()).isEqualTo("idempotency_key_in_use");
                        return "in use";
                    }
                };

        List<String> outcomes = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> futures = new ArrayList<>();
            for (int i = 0; i < buyers; i++) {
                futures.add(threads.submit(attempt));
            }
            for (Future<String> future : futures) {
                outcomes.add(future.get());
            }
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        }

        Set<String> distinct = new HashSet<>(outcomes);
        assertThat(distinct).contains("in use").hasSize(2);
        assertThat(distinct).contains(create(aPayment().build(), key).getId());
    }

    @Test
    void keepsKeysOfDifferentCallersApart() throws Exception {
        String key = key();
        PaymentIntent intent = create(aPayment().build(), key);

        PaymentIntent confirmed =
                Shop.client(STRIPE.sandbox(), Shop.PUBLISHABLE_KEY)
                        .v1()
                        .paymentIntents()
                        .confirm(
                                intent.getId(),
                                PaymentIntentConfirmParams.builder()
                                        .setPaymentMethod("pm_card_visa")
                                        .putExtraParam("client_secret", intent.getClientSecret())
                                        .build(),
                                with(key));

        assertThat(confirmed.getStatus()).isEqualTo("succeeded");
    }

    @Test
    void findsTheEffectOfALostAnswer() throws Exception {
        // Two, since the JDK's client silently tries once more by itself.
        settings("{'api':{'loseNext':2}}");
        String key = key();

        StripeException lost =
                catchThrowableOfType(StripeException.class, () -> create(aPayment().build(), key));
        PaymentIntent found = create(aPayment().build(), key);

        assertThat(lost).isNotNull();
        assertThat(found.getLastResponse().headers().firstValue("Idempotent-Replayed"))
                .contains("true");
    }

    @Test
    void keepsAFailureOfTheServerButNotARateLimit() throws Exception {
        String broken = key();
        settings("{'api':{'failNext':1,'failStatus':500}}");
        ApiException first =
                catchThrowableOfType(ApiException.class, () -> create(aPayment().build(), broken));
        ApiException again =
                catchThrowableOfType(ApiException.class, () -> create(aPayment().build(), broken));
        String limited = key();
        settings("{'api':{'failNext':1,'failStatus':429}}");
        RateLimitException tooMany =
                catchThrowableOfType(
                        RateLimitException.class, () -> create(aPayment().build(), limited));

        assertThat(first.getStatusCode()).isEqualTo(500);
        assertThat(again.getStatusCode()).isEqualTo(500);
        assertThat(tooMany.getStatusCode()).isEqualTo(429);
        assertThat(create(aPayment().build(), limited).getStatus())
                .isEqualTo("requires_payment_method");
    }

    private static PaymentIntent create(PaymentIntentCreateParams params, String key)
            throws StripeException {
        return STRIPE.client().v1().paymentIntents().create(params, with(key));
    }

    private static PaymentIntent confirmDeclined(PaymentIntent intent, String key)
            throws StripeException {
        return STRIPE.client()
                .v1()
                .paymentIntents()
                .confirm(
                        intent.getId(),
                        PaymentIntentConfirmParams.builder()
                                .setPaymentMethod("pm_card_visa_chargeDeclined")
                                .build(),
                        with(key));
    }

    private static RequestOptions with(String key) {
        return RequestOptions.builder().setIdempotencyKey(key).build();
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    private static void settings(String json) throws Exception {
        Http.Answer answer =
                Http.postJson(STRIPE.sandbox(), "/sandbox/settings", json.replace('\'', '"'));
        assertThat(answer.status()).isEqualTo(200);
    }
}
