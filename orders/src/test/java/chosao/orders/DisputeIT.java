package chosao.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A dispute holds the goods and the money until it is decided. */
class DisputeIT {

    private final Market market = Market.open();
    private final Visitor buyer = market.buyer();

    @AfterEach
    void calm() {
        market.calm();
    }

    @Test
    void anOpenDisputeHoldsTheOrderAndStaffSeesIt() {
        var goods = market.goods(5);
        var placed = disputed(goods);

        var order = buyer.order(placed);
        assertThat(order.at("/state")).isEqualTo("confirmed");
        assertThat(order.at("/consignments/0/onHold")).isEqualTo("true");
        var shipments = market.as(goods.owner(), "producer").get("/api/v1/consignments");
        assertThat(shipments.at("/items/0/onHold")).isEqualTo("true");
        var refused = cancellation(placed);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("order-disputed");
        assertThat(market.givenBack(placed)).isZero();
        var listed = inList(placed, "open");
        assertThat(listed.at("/reason").asText()).isEqualTo("fraudulent");
        assertThat(listed.at("/amount/amount").asLong()).isEqualTo(125_000);
        assertThat(listed.at("/orderNumber").asText()).isEqualTo(placed.at("/number"));
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        market.send(HttpRequest.newBuilder(market.url("/prometheus")).GET())
                                .text()
                                .lines()
                                .anyMatch(line ->
                                        line.startsWith("market_disputes_open ")
                                                && Double.parseDouble(
                                                                line.substring(
                                                                        line.lastIndexOf(' ') + 1))
                                                        >= 1));
    }

    @Test
    void itIsForStaffOnly() {
        assertThat(market.visitor().get("/api/v1/disputes").status()).isEqualTo(401);
        assertThat(buyer.get("/api/v1/disputes").status()).isEqualTo(403);
        assertThat(market.as(UUID.randomUUID(), "admin").get("/api/v1/disputes?state=odd").status())
                .isEqualTo(400);
        market.as(UUID.randomUUID(), "admin").get("/api/v1/disputes?limit=1").expecting(200);
    }

    @Test
    void itIsListedPageByPage() {
        disputed(market.goods(5));
        disputed(market.goods(5));
        var staff = market.as(UUID.randomUUID(), "finance");

        var first = staff.get("/api/v1/disputes?limit=1").expecting(200);
        var second =
                staff.get("/api/v1/disputes?limit=1&cursor=" + first.at("/nextCursor"))
                        .expecting(200);

        assertThat(second.at("/items/0/id")).isNotEmpty().isNotEqualTo(first.at("/items/0/id"));
        assertThat(staff.get("/api/v1/disputes?cursor=x").problem()).isEqualTo("bad-cursor");
    }

    @Test
    void onceItIsWonTheOrderGoesOn() {
        market.disturb(
                "{\"webhooks\": {\"duplicate\": 2, \"reorder\": true, \"delay\": \"PT0.2S\"}}");
        var goods = market.goods(5);
        var placed = disputed(goods);

        answer(placed, "winning_evidence");

        await().atMost(Duration.ofSeconds(20))
                .until(() -> buyer.order(placed).at("/consignments/0/onHold").equals("false"));
        market.awaitDeliveries();
        assertThat(buyer.order(placed).at("/state")).isEqualTo("confirmed");
        assertThat(buyer.order(placed).at("/consignments/0/onHold")).isEqualTo("false");
        assertThat(inList(placed, "won").at("/status").asText()).isEqualTo("won");
        cancellation(placed).expecting(200);
        awaitPayment(placed, "refunded");
        assertThat(market.givenBack(placed)).isEqualTo(125_000);
    }

    @Test
    void onceItIsLostTheMoneyIsGoneAndNothingIsGivenBackTwice() {
        market.disturb(
                "{\"webhooks\": {\"duplicate\": 2, \"reorder\": true, \"delay\": \"PT0.2S\"}}");
        var goods = market.goods(5);
        var placed = disputed(goods);

        answer(placed, "losing_evidence");

        awaitPayment(placed, "refunded");
        market.awaitDeliveries();
        var order = buyer.order(placed);
        assertThat(order.at("/state")).isEqualTo("cancelled");
        assertThat(order.at("/endReason")).isEqualTo("dispute-lost");
        assertThat(order.at("/consignments/0/state")).isEqualTo("cancelled");
        assertThat(order.at("/consignments/0/onHold")).isEqualTo("false");
        assertThat(order.json().at("/payment/refundedAmount/amount").asLong()).isEqualTo(125_000);
        assertThat(market.shelf(goods)).isEqualTo(new Market.Shelf(5, 0));
        assertThat(market.givenBack(placed)).isZero();
        assertThat(inList(placed, "lost").at("/closedAt").asText()).isNotEmpty();
    }

    @Test
    void whatIsDueMeanwhileWaitsForTheDecision() {
        var goods = market.goods(5);
        var won = disputed(goods);
        var lost = disputed(goods);
        market.publish(goods.expiring(Market.today().minusDays(1)));
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        market.number(
                                        "SELECT count(*) FROM cover_reviews WHERE product_id = '%s'"
                                                .formatted(goods.product()))
                                == 0);
        assertThat(buyer.order(won).at("/state")).isEqualTo("confirmed");

        answer(won, "winning_evidence");
        answer(lost, "losing_evidence");

        awaitPayment(won, "refunded");
        awaitPayment(lost, "refunded");
        assertThat(buyer.order(won).at("/endReason")).isEqualTo("certificate-lapsed");
        assertThat(market.givenBack(won)).isEqualTo(125_000);
        assertThat(buyer.order(lost).at("/endReason")).isEqualTo("dispute-lost");
        assertThat(market.givenBack(lost)).isZero();
        assertThat(market.shelf(goods)).isEqualTo(new Market.Shelf(5, 0));
    }

    @Test
    void aRefundThatWasDueBeforeTheDisputeIsMadeOnceItIsWonAndNeverIfItIsLost() {
        var goods = market.goods(5);
        market.disturb("{\"webhooks\": {\"drop\": 100}}");
        var won = cancelledBeforeItIsHeardOf(goods);
        var lost = cancelledBeforeItIsHeardOf(goods);
        assertThat(buyer.order(won).at("/payment/state")).isEqualTo("refund_pending");
        assertThat(market.givenBack(won)).isZero();
        market.calm();

        answer(won, "winning_evidence");
        answer(lost, "losing_evidence");

        awaitPayment(won, "refunded");
        awaitPayment(lost, "refunded");
        assertThat(market.givenBack(won)).isEqualTo(125_000);
        assertThat(market.givenBack(lost)).isZero();
        assertThat(buyer.order(lost).at("/endReason")).isEqualTo("cancelled-by-buyer");
    }

    private Answer cancelledBeforeItIsHeardOf(Goods goods) {
        var placed = buyer.ordered(1, goods);
        market.pay(placed.at("/payment/clientSecret"), "pm_card_createDispute").expecting(200);
        buyer.post("/api/v1/orders/" + placed.at("/id") + "/payment/confirmation", "")
                .expecting(200);
        cancellation(placed).expecting(200);
        return placed;
    }

    private Answer disputed(Goods goods) {
        var placed = buyer.ordered(1, goods);
        market.pay(placed.at("/payment/clientSecret"), "pm_card_createDispute").expecting(200);
        await().atMost(Duration.ofMinutes(1))
                .until(() -> {
                    var order = buyer.order(placed);
                    return order.at("/state").equals("confirmed")
                            && order.at("/consignments/0/onHold").equals("true");
                });
        return placed;
    }

    private void answer(Answer placed, String evidence) {
        var dispute =
                market.atStripe("/v1/disputes?payment_intent=" + Market.intent(placed))
                        .at("/data/0/id");
        market.atStripe("/v1/disputes/" + dispute, "evidence[uncategorized_text]=" + evidence);
    }

    private Answer cancellation(Answer placed) {
        return buyer.post("/api/v1/orders/" + placed.at("/id") + "/cancellation", "");
    }

    private JsonNode inList(Answer placed, String state) {
        var listed =
                market.as(UUID.randomUUID(), "finance")
                        .get("/api/v1/disputes?limit=100&state=" + state)
                        .expecting(200);
        for (var dispute : listed.json().at("/items")) {
            if (dispute.at("/orderId").asText().equals(placed.at("/id"))) {
                return dispute;
            }
        }
        throw new AssertionError("not listed: " + listed.text());
    }

    private void awaitPayment(Answer placed, String state) {
        await().atMost(Duration.ofSeconds(40))
                .until(() -> buyer.order(placed).at("/payment/state").equals(state));
    }
}
