package chosao.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Money that somebody gives back in Stripe's dashboard. */
class RefundElsewhereIT {

    private final Market market = Market.open();
    private final Visitor buyer = market.buyer();

    @AfterEach
    void calm() {
        market.calm();
    }

    @Test
    void anOrderThatWasRefundedThereAsAWholeIsNotShipped() {
        market.disturb(
                "{\"webhooks\": {\"duplicate\": 3, \"reorder\": true, \"delay\": \"PT0.2S\"}}");
        var goods = market.goods(5);
        var placed = confirmed(goods);

        refundThere(placed, "");

        awaitPayment(placed, "refunded");
        market.awaitDeliveries();
        var order = buyer.order(placed);
        assertThat(order.at("/state")).isEqualTo("cancelled");
        assertThat(order.at("/endReason")).isEqualTo("refunded-elsewhere");
        assertThat(order.at("/consignments/0/state")).isEqualTo("cancelled");
        assertThat(order.json().at("/payment/refundedAmount/amount").asLong()).isEqualTo(125_000);
        assertThat(market.shelf(goods)).isEqualTo(new Market.Shelf(5, 0));
        assertThat(market.givenBack(placed)).isEqualTo(125_000);
        assertThat(refunds(placed, "made_elsewhere")).isEqualTo(1);
        assertThat(refunds(placed, "true")).isEqualTo(1);
    }

    @Test
    void ofWhatWasRefundedThereInPartACancellationGivesBackExactlyTheRest() {
        var goods = market.goods(5);
        var placed = confirmed(goods);
        refundThere(placed, "&amount=20000");
        refundThere(placed, "&amount=20000");
        await().atMost(Duration.ofSeconds(20)).until(() -> refundedAmount(placed) == 40_000);
        assertThat(buyer.order(placed).at("/state")).isEqualTo("confirmed");
        assertThat(buyer.order(placed).at("/payment/state")).isEqualTo("succeeded");

        cancel(placed);

        awaitPayment(placed, "refunded");
        assertThat(market.givenBack(placed)).isEqualTo(125_000);
        assertThat(refunds(placed, "amount = 85000 AND NOT made_elsewhere")).isEqualTo(1);
        assertThat(refundedAmount(placed)).isEqualTo(125_000);
        assertThat(market.shelf(goods)).isEqualTo(new Market.Shelf(5, 0));
    }

    @Test
    void aPartThatNobodyToldOfIsFoundWhenStripeRefusesTheWhole() {
        var placed = confirmed(market.goods(5));
        market.disturb("{\"webhooks\": {\"drop\": 100}}");
        refundThere(placed, "&amount=45000");

        cancel(placed);

        awaitPayment(placed, "refunded");
        assertThat(market.givenBack(placed)).isEqualTo(125_000);
        assertThat(refunds(placed, "amount = 80000 AND state = 'succeeded'")).isEqualTo(1);
    }

    @Test
    void aWholeThatNobodyToldOfLeavesNothingToGiveBack() {
        var placed = confirmed(market.goods(5));
        market.disturb("{\"webhooks\": {\"drop\": 100}}");
        refundThere(placed, "");

        cancel(placed);

        awaitPayment(placed, "refunded");
        assertThat(market.givenBack(placed)).isEqualTo(125_000);
        assertThat(refunds(placed, "state = 'obsolete'")).isEqualTo(1);
        assertThat(refunds(placed, "state = 'failed'")).isZero();
    }

    @Test
    void aRefundThatIsHeardOfBeforeItsPaymentCounts() {
        var goods = market.goods(5);
        var placed = buyer.ordered(1, goods);
        market.disturb("{\"webhooks\": {\"drop\": 100}}");
        market.pay(placed.at("/payment/clientSecret"), "pm_card_visa").expecting(200);
        refundThere(placed, "");

        market.hear(chargeRefunded(placed, "evt_early")).expecting(200);
        assertThat(buyer.order(placed).at("/state")).isEqualTo("awaiting_payment");
        buyer.post("/api/v1/orders/" + placed.at("/id") + "/payment/confirmation", "")
                .expecting(200);

        awaitPayment(placed, "refunded");
        assertThat(buyer.order(placed).at("/state")).isEqualTo("cancelled");
        assertThat(buyer.order(placed).at("/endReason")).isEqualTo("refunded-elsewhere");
        assertThat(market.shelf(goods)).isEqualTo(new Market.Shelf(5, 0));
    }

    @Test
    void anEventThatStripeCannotBeAskedAboutIsRefusedAndToldAgain() {
        var goods = market.goods(5);
        var placed = confirmed(goods);
        market.disturb("{\"webhooks\": {\"drop\": 100}}");
        refundThere(placed, "");
        var event = chargeRefunded(placed, "evt_again");

        try (var copy = copyThatCannotReachStripe()) {
            assertThat(market.hear(copy.getURI(), event).status()).isEqualTo(503);
        }
        assertThat(buyer.order(placed).at("/state")).isEqualTo("confirmed");
        market.hear(event).expecting(200);

        awaitPayment(placed, "refunded");
        assertThat(buyer.order(placed).at("/endReason")).isEqualTo("refunded-elsewhere");
    }

    /** It does nothing by itself that the other copy does. */
    private EmbeddedServer copyThatCannotReachStripe() {
        var settings = new HashMap<String, Object>(market.settings());
        settings.putAll(
                Map.of(
                        "orders.stripe.api-base", "http://127.0.0.1:1",
                        "orders.payment.sweep-every", "1h",
                        "orders.catalog.follow", "false",
                        "micronaut.server.port", -1));
        return ApplicationContext.run(EmbeddedServer.class, settings);
    }

    private Answer confirmed(Goods goods) {
        var placed = buyer.ordered(1, goods);
        market.pay(placed.at("/payment/clientSecret"), "pm_card_visa").expecting(200);
        await().atMost(Duration.ofMinutes(1))
                .until(() -> buyer.order(placed).at("/state").equals("confirmed"));
        return placed;
    }

    private void refundThere(Answer placed, String more) {
        market.atStripe("/v1/refunds", "payment_intent=" + Market.intent(placed) + more);
    }

    private void cancel(Answer placed) {
        buyer.post("/api/v1/orders/" + placed.at("/id") + "/cancellation", "").expecting(200);
    }

    private String chargeRefunded(Answer placed, String id) {
        return """
        {"id": "%s_%s", "object": "event", "created": 1, "livemode": false, "type": "charge.refunded",
         "data": {"object": {"id": "ch_1", "object": "charge", "payment_intent": "%s"}}}
        """
                .formatted(id, placed.at("/id"), Market.intent(placed));
    }

    private long refundedAmount(Answer placed) {
        return buyer.order(placed).json().at("/payment/refundedAmount/amount").asLong();
    }

    private long refunds(Answer placed, String condition) {
        return market.number(
                "SELECT count(*) FROM refunds WHERE order_id = '%s' AND (%s)"
                        .formatted(placed.at("/id"), condition));
    }

    private void awaitPayment(Answer placed, String state) {
        await().atMost(Duration.ofSeconds(40))
                .until(() -> buyer.order(placed).at("/payment/state").equals(state));
    }
}
