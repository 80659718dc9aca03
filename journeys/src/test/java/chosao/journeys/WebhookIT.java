package chosao.journeys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chosao.local.stripe.webhook.Signature;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WebhookIT {

    private final Market market = Market.open();
    private final Producer producer = Producer.newcomer(market);

    @AfterEach
    void calm() {
        market.sandbox().calm();
    }

    static Stream<Map<String, Object>> disturbances() {
        return Stream.of(
                Map.of("duplicate", 4),
                Map.of("delay", "PT2S"),
                Map.of("reorder", true),
                Map.of("duplicate", 3, "delay", "PT1S", "reorder", true));
    }

    /** The first card is declined, so that there are events of both outcomes to mix up. */
    @ParameterizedTest
    @MethodSource("disturbances")
    void anOrderIsConfirmedOnceHoweverWebhooksCome(Map<String, Object> disturbance) {
        Goods goods = producer.sells(5);
        Order order = Buyer.signedOut(market).orders(goods, 1);
        market.sandbox().webhooks(disturbance);

        order.pays("pm_card_visa_chargeDeclined").expect(402);
        order.pays("pm_card_visa").expect(200);

        order.awaits("confirmed");
        market.sandbox().awaitsDelivery();
        assertThat(order.state()).isEqualTo("confirmed");
        assertThat(order.get().text("/payment/state")).isEqualTo("succeeded");
        assertThat(producer.stockOf(goods)).isEqualTo(new Stock(4, 0));
        assertThat(market.sandbox().taken(goods.price())).isEqualTo(goods.price());
    }

    @Test
    void aWebhookSentAgainLongAfterChangesNothing() {
        Goods goods = producer.sells(5);
        Order order = Buyer.signedOut(market).buys(goods, 1);
        Answer before = order.get().expect(200);

        market.sandbox().redeliver("payment_intent.succeeded", 20);
        market.sandbox().awaitsDelivery();

        assertThat(order.get().expect(200).json()).isEqualTo(before.json());
        assertThat(producer.stockOf(goods)).isEqualTo(new Stock(4, 0));
    }

    @Test
    void aForgedSignatureIsRefusedAndChangesNothing() {
        Goods goods = producer.sells(5);
        Order order = Buyer.signedOut(market).orders(goods, 1);
        String event = succeeded(order);
        String forged = new Signature("whsec_guessed").sign(event, Instant.now());

        isRefused(deliver(event, forged), order, goods);
    }

    @Test
    void aSignatureOfAnotherBodyIsRefusedAndChangesNothing() {
        Goods goods = producer.sells(5);
        Order order = Buyer.signedOut(market).orders(goods, 1);
        String signature = genuine().sign("{}", Instant.now());

        isRefused(deliver(succeeded(order), signature), order, goods);
    }

    @Test
    void aGenuineSignatureOfYesterdayIsRefusedAndChangesNothing() {
        Goods goods = producer.sells(5);
        Order order = Buyer.signedOut(market).orders(goods, 1);
        String event = succeeded(order);
        String old = genuine().sign(event, Instant.now().minusSeconds(86_400));

        isRefused(deliver(event, old), order, goods);
    }

    @Test
    void aWebhookWithoutASignatureIsRefusedAndChangesNothing() {
        Goods goods = producer.sells(5);
        Order order = Buyer.signedOut(market).orders(goods, 1);

        Answer refused =
                market.gateway()
                        .with("Content-Type", "application/json")
                        .send("POST", "/api/v1/webhooks/stripe", succeeded(order).getBytes(UTF_8));

        isRefused(refused, order, goods);
    }

    private void isRefused(Answer answer, Order order, Goods goods) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo("forged-webhook");
        assertThat(order.state()).isEqualTo("awaiting_payment");
        assertThat(producer.stockOf(goods)).isEqualTo(new Stock(5, 1));
    }

    private Answer deliver(String event, String signature) {
        return market.gateway()
                .with("Content-Type", "application/json")
                .with("Stripe-Signature", signature)
                .send("POST", "/api/v1/webhooks/stripe", event.getBytes(UTF_8));
    }

    private Signature genuine() {
        return new Signature(market.webhookSecret());
    }

    /** What Stripe would send had the order been paid. */
    private static String succeeded(Order order) {
        return """
        {"id": "evt_forged", "object": "event", "api_version": "2026-10-28", "created": 1795000000,
         "type": "payment_intent.succeeded", "livemode": false, "pending_webhooks": 1,
         "data": {"object": {"id": "%s", "object": "payment_intent", "status": "succeeded",
                  "amount": %d, "amount_received": %2$d, "currency": "vnd"}}}
        """
                .formatted(
                        Sandbox.intentOf(order.clientSecret()),
                        order.placed().number("/total/amount"));
    }
}
