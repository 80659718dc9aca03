package chosao.local.stripe;

import static chosao.local.stripe.Shop.aPayment;
import static chosao.local.stripe.Shop.paid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chosao.local.stripe.webhook.Retry;
import com.stripe.StripeClient;
import com.stripe.exception.CardException;
import com.stripe.exception.StripeException;
import com.stripe.model.Event;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.param.EventListParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.RefundCreateParams;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhooksTest {

    private Shop shop;
    private StripeSandbox sandbox;
    private StripeClient client;

    @BeforeEach
    void open() {
        shop = new Shop();
        sandbox =
                StripeSandbox.start(
                        Shop.settings()
                                .sendingTo(shop.url())
                                .settlingRefundsAfter(Duration.ofMillis(50))
                                .retrying(
                                        new Retry(
                                                Duration.ofMillis(20),
                                                Duration.ofMillis(200),
                                                Duration.ofDays(3))));
        client = Shop.client(sandbox);
    }

    @AfterEach
    void close() {
        sandbox.close();
        shop.close();
    }

    @Test
    void tellsOfAPaymentInAVersionTheClientUnderstands() throws StripeException {
        PaymentIntent paid = paid(client);

        await().until(() -> shop.heard().size() == 4);

        assertThat(shop.heardTypes())
                .containsExactlyInAnyOrder(
                        "payment_intent.created",
                        "charge.succeeded",
                        "payment_intent.succeeded",
                        "charge.updated");
        Event succeeded = heard("payment_intent.succeeded");
        PaymentIntent told = (PaymentIntent) Shop.object(succeeded);
        assertThat(told.getId()).isEqualTo(paid.getId());
        assertThat(told.getStatus()).isEqualTo("succeeded");
        assertThat(told.getMetadata()).containsEntry("order", "CS-1");
        assertThat(succeeded.getRequest().getId()).isEqualTo(paid.getLastResponse().requestId());
        await().untilAsserted(() -> assertThat(event(succeeded).getPendingWebhooks()).isZero());
    }

    @Test
    void tellsOfEveryTurnAPaymentCanTake() throws Exception {
        try {
            PaymentIntent _ = paid(client, "pm_card_visa_chargeDeclined");
        } catch (CardException e) {
            assertThat(e.getCode()).isEqualTo("card_declined");
        }
        PaymentIntent _ = paid(client, "pm_card_authenticationRequired");
        PaymentIntent held =
                client.v1()
                        .paymentIntents()
                        .create(
                                aPayment()
                                        .setCaptureMethod(
                                                PaymentIntentCreateParams.CaptureMethod.MANUAL)
                                        .setPaymentMethod("pm_card_visa")
                                        .setConfirm(true)
                                        .build());
        PaymentIntent _ = client.v1().paymentIntents().cancel(held.getId());
        Refund _ = refund(paid(client, "pm_card_refundFail"));

        await().untilAsserted(() ->
                assertThat(new HashSet<>(shop.heardTypes()))
                        .contains(
                                "charge.failed",
                                "payment_intent.payment_failed",
                                "payment_intent.requires_action",
                                "payment_intent.amount_capturable_updated",
                                "payment_intent.canceled",
                                "charge.refunded",
                                "refund.created",
                                "refund.updated",
                                "refund.failed"));
        for (Event event : shop.heard()) {
            assertThat(Shop.object(event)).as(event.getType()).isNotNull();
        }
    }

    @Test
    void triesAgainUntilTheShopAccepts() throws StripeException {
        shop.refuseNext(7);

        PaymentIntent _ = paid(client);

        await().until(() -> shop.heard().size() == 4);
        assertThat(shop.stillRefusing()).isZero();
    }

    @Test
    void sendsTwiceWhenAskedTo() throws Exception {
        settings("{'webhooks':{'duplicate':2}}");

        PaymentIntent _ = paid(client);

        await().until(() -> shop.heard().size() == 8);
        assertThat(shop.heard().stream().map(Event::getId).distinct()).hasSize(4);
    }

    @Test
    void sendsTheLastFirstWhenAskedTo() throws Exception {
        settings("{'webhooks':{'reorder':true}}");

        PaymentIntent _ =
                client.v1()
                        .paymentIntents()
                        .create(
                                aPayment()
                                        .setPaymentMethod("pm_card_visa")
                                        .setConfirm(true)
                                        .build());

        await().until(() -> shop.heard().size() == 4);
        assertThat(shop.heardTypes())
                .containsExactly(
                        "charge.updated",
                        "payment_intent.succeeded",
                        "charge.succeeded",
                        "payment_intent.created");
    }

    @Test
    void waitsWhilePausedAndSendsOnDemand() throws Exception {
        settings("{'webhooks':{'pause':true}}");
        PaymentIntent _ = paid(client);
        assertThat(shop.heard()).isEmpty();

        Http.Answer flushed = Http.postJson(sandbox, "/sandbox/webhooks/flush", "{}");

        assertThat(flushed.json().get("waiting").intValue()).isZero();
        assertThat(shop.heard()).hasSize(4);
    }

    @Test
    void sendsLateWhenAskedTo() throws Exception {
        settings("{'webhooks':{'delay':'PT0.5S'}}");
        long before = System.nanoTime();

        PaymentIntent _ = paid(client);
        await().until(() -> shop.heard().size() == 4);

        assertThat(Duration.ofNanos(System.nanoTime() - before))
                .isGreaterThan(Duration.ofMillis(400));
    }

    @Test
    void losesWhatItIsToldToLoseButStillListsIt() throws Exception {
        settings("{'webhooks':{'drop':3}}");

        PaymentIntent _ = paid(client);
        await().until(() -> shop.heard().size() == 1);
        Event lost =
                client.v1()
                        .events()
                        .list(EventListParams.builder().setType("payment_intent.succeeded").build())
                        .getData()
                        .getFirst();
        Http.Answer again =
                Http.postJson(
                        sandbox,
                        "/sandbox/webhooks/redeliver",
                        "{\"event\":\"" + lost.getId() + "\"}");

        assertThat(again.status()).isEqualTo(202);
        await().until(() -> shop.heardTypes().contains("payment_intent.succeeded"));
    }

    @Test
    void sendsOnlyWhatTheEndpointListensFor() throws Exception {
        settings("{'webhooks':{'events':['payment_intent.succeeded','refund.*']}}");

        PaymentIntent paid = paid(client);
        Refund _ = refund(paid);

        await().until(() -> shop.heard().size() == 2);
        Http.Answer _ = Http.postJson(sandbox, "/sandbox/webhooks/flush", "{}");
        assertThat(shop.heardTypes())
                .containsExactlyInAnyOrder("payment_intent.succeeded", "refund.created");
    }

    @Test
    void answersAtOnceHoweverSlowTheShopIs() throws Exception {
        settings("{'webhooks':{'url':'http://127.0.0.1:1/nobody'}}");

        List<PaymentIntent> paid = List.of(paid(client), paid(client));

        assertThat(paid)
                .allSatisfy(intent -> assertThat(intent.getStatus()).isEqualTo("succeeded"));
        settings("{'webhooks':{'url':'" + shop.url() + "'}}");
        await().until(() -> shop.heard().size() == 8);
    }

    private Event heard(String type) {
        return shop.heard().stream()
                .filter(event -> event.getType().equals(type))
                .findFirst()
                .orElseThrow();
    }

    private Event event(Event event) throws StripeException {
        return client.v1().events().retrieve(event.getId());
    }

    private Refund refund(PaymentIntent paid) throws StripeException {
        return client.v1()
                .refunds()
                .create(RefundCreateParams.builder().setPaymentIntent(paid.getId()).build());
    }

    private void settings(String json) throws Exception {
        Http.Answer answer = Http.postJson(sandbox, "/sandbox/settings", json.replace('\'', '"'));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }
}
