package chosao.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chosao.kernel.page.Cursor;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From the cart to the confirmed order, and back. */
class PurchaseIT {

    private final Market market = Market.open();

    @AfterEach
    void calm() {
        market.calm();
    }

    @Test
    void aPaidOrderIsConfirmedByTheWebhookAndTakesStock() {
        var goods = market.goods(10);
        var buyer = market.buyer();

        var placed = buyer.ordered(3, goods);

        assertThat(placed.at("/state")).isEqualTo("awaiting_payment");
        assertThat(placed.at("/number")).matches("CS-\\d{6}-[0-9A-Z]{8}");
        assertThat(placed.json().at("/total/amount").asLong()).isEqualTo(375_000);
        assertThat(placed.at("/payment/state")).isEqualTo("open");
        assertThat(placed.at("/payment/publishableKey")).isEqualTo(Market.PUBLISHABLE_KEY);
        assertThat(placed.at("/payment/stripeApiBase")).isEqualTo(market.stripe.baseUrl());
        assertThat(placed.at("/shippingAddress/region/name")).isEqualTo("Phường Hoàn Kiếm");
        assertThat(market.shelf(goods)).isEqualTo(new Market.Shelf(10, 3));

        market.pay(placed.at("/payment/clientSecret"), "pm_card_visa").expecting(200);

        awaitState(buyer, placed, "confirmed");
        assertThat(market.shelf(goods)).isEqualTo(new Market.Shelf(7, 0));
        var order = buyer.order(placed);
        assertThat(order.at("/payment/state")).isEqualTo("succeeded");
        assertThat(order.at("/payment/clientSecret")).isEmpty();
        assertThat(order.at("/consignments/0/state")).isEqualTo("confirmed");
        assertThat(order.at("/consignments/0/items/0/name")).isEqualTo("Trà hoa vàng");
    }

    @Test
    void theBuyersClientMayConfirmWhereTheWebhookIsLost() {
        market.disturb("{\"webhooks\": {\"drop\": 100}}");
        var goods = market.goods(5);
        var buyer = market.buyer();
        var placed = buyer.ordered(1, goods);
        market.pay(placed.at("/payment/clientSecret"), "pm_card_visa").expecting(200);

        var confirmed =
                buyer.post("/api/v1/orders/" + placed.at("/id") + "/payment/confirmation", "")
                        .expecting(200);

        assertThat(confirmed.at("/state")).isEqualTo("confirmed");
        assertThat(market.shelf(goods)).isEqualTo(new Market.Shelf(4, 0));
    }

    @Test
    void whoIsNotSignedInOrdersAndReadsWithTheCartsToken() {
        var goods = market.goods(5);
        var guest = market.visitor();

        var placed = guest.ordered(2, goods);

        assertThat(guest.order(placed).expecting(200).at("/number"))
                .isEqualTo(placed.at("/number"));
        assertThat(market.visitor().order(placed).status()).isEqualTo(404);
        assertThat(market.buyer().order(placed).status()).isEqualTo(404);
    }

    @Test
    void aDeclinedCardLeavesTheOrderOpenForAnother() {
        var goods = market.goods(5);
        var buyer = market.buyer();
        var placed = buyer.ordered(1, goods);

        assertThat(
                        market.pay(
                                        placed.at("/payment/clientSecret"),
                                        "pm_card_visa_chargeDeclinedInsufficientFunds")
                                .status())
                .isEqualTo(402);

        await().until(() ->
                buyer.order(placed).at("/payment/failure").equals("insufficient_funds"));
        assertThat(buyer.order(placed).at("/state")).isEqualTo("awaiting_payment");

        market.pay(placed.at("/payment/clientSecret"), "pm_card_visa").expecting(200);
        awaitState(buyer, placed, "confirmed");
        assertThat(buyer.order(placed).json().at("/payment").has("failure")).isFalse();
    }

    @Test
    void aPriceThatChangedSinceItWasShownIsToldAndNothingIsOrdered() {
        var tea = market.goods(5);
        var buyer = market.buyer();
        var cart = buyer.cart(2, tea);
        var key = UUID.randomUUID().toString();
        market.publish(tea.priced(130_000));

        var refused = buyer.checkout(key, Visitor.order(cart, 250_000));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("price-changed");
        assertThat(refused.json().at("/total/amount").asLong()).isEqualTo(260_000);
        assertThat(refused.at("/total/currency")).isEqualTo("VND");
        assertThat(market.shelf(tea)).isEqualTo(new Market.Shelf(5, 0));
        assertThat(buyer.get("/api/v1/orders").json().at("/items")).isEmpty();
        var placed = buyer.checkout(key, Visitor.order(cart, 260_000)).expecting(201);
        assertThat(placed.json().at("/total/amount").asLong()).isEqualTo(260_000);
        assertThat(market.shelf(tea)).isEqualTo(new Market.Shelf(5, 2));
    }

    @Test
    void anOrderThatStandsIsTheAnswerToItsRepetitionThoughThePriceChangedSince() {
        var tea = market.goods(5);
        var buyer = market.buyer();
        var request = Visitor.order(buyer.cart(2, tea), 250_000);
        var key = UUID.randomUUID().toString();
        var placed = buyer.checkout(key, request).expecting(201);
        market.publish(tea.priced(130_000));

        var repeated = buyer.checkout(key, request).expecting(201);

        assertThat(repeated.at("/id")).isEqualTo(placed.at("/id"));
        assertThat(repeated.json().at("/total/amount").asLong()).isEqualTo(250_000);
    }

    @Test
    void whatCannotBeHadIsToldBeforeWhatItWouldCost() {
        var tea = market.goods(5);
        var buyer = market.buyer();

        var refused =
                buyer.checkout(
                        UUID.randomUUID().toString(), Visitor.order(buyer.cart(6, tea), 125_000));

        assertThat(refused.problem()).isEqualTo("out-of-stock");
        assertThat(refused.at("/skus/0")).isEqualTo(tea.sku());
        assertThat(market.shelf(tea)).isEqualTo(new Market.Shelf(5, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"USD", "đồng"})
    void anExpectedTotalOfAnotherCurrencyIsNoTotalOfThisMarket(String currency) {
        var tea = market.goods(5);
        var buyer = market.buyer();
        var shown = Visitor.order(buyer.cart(2, tea), 250_000);

        var refused = buyer.checkout(UUID.randomUUID().toString(), shown.replace("VND", currency));

        assertThat(refused.status()).as(refused.text()).isEqualTo(422);
        assertThat(refused.at("/errors/0/pointer")).isEqualTo("/expectedTotal/currency");
        assertThat(market.shelf(tea)).isEqualTo(new Market.Shelf(5, 0));
    }

    @Test
    void oneOrderIsManyConsignmentsAndEachProducerSeesItsOwn() {
        var tea = market.goods(5);
        var honey = market.goods(5);
        var buyer = market.buyer();
        var placed = buyer.ordered(2, tea, honey);
        assertThat(placed.json().at("/consignments")).hasSize(2);
        var producer = market.as(tea.owner(), "buyer", "producer");
        assertThat(producer.get("/api/v1/consignments").json().at("/items")).isEmpty();

        market.pay(placed.at("/payment/clientSecret"), "pm_card_visa").expecting(200);
        awaitState(buyer, placed, "confirmed");

        var consignments = producer.get("/api/v1/consignments").expecting(200).json().at("/items");
        assertThat(consignments).hasSize(1);
        assertThat(consignments.at("/0/items/0/sku").asText()).isEqualTo(tea.sku());
        assertThat(consignments.at("/0/contact/name").asText()).isEqualTo("Nguyễn Văn An");
        assertThat(buyer.get("/api/v1/consignments").expecting(200).json().at("/items")).isEmpty();
    }

    @Test
    void aVariantThatIsWithdrawnLeavesTheStockListAndItsOrdersKeepWhatIsTheirs() {
        var tea = market.goods(5);
        var owner = market.as(tea.owner(), "producer");
        var stock = "/api/v1/products/" + tea.product() + "/stock";
        var buyer = market.buyer();
        var paid = buyer.ordered(2, tea);
        var left = buyer.ordered(1, tea);
        var cart = buyer.cart(1, tea);
        var name = buyer.get("/api/v1/carts/" + cart).json().at("/items/0/name");

        market.publish(tea.inAnotherForm());

        var line = buyer.get("/api/v1/carts/" + cart).expecting(200).json().at("/items/0");
        assertThat(line.path("buyable").asBoolean(true)).isFalse();
        assertThat(line.path("name")).isEqualTo(name);
        assertThat(line.path("productId").asText()).isEqualTo(tea.product().toString());

        assertThat(owner.get(stock).expecting(200).json().at("/items")).isEmpty();
        var count = "{\"sku\": \"%s\", \"onHand\": 7}".formatted(tea.inAnotherForm().sku());
        owner.put(stock, count).expecting(200);
        var listed = owner.get(stock).json().at("/items");
        assertThat(listed.findValuesAsText("sku")).containsExactly(tea.inAnotherForm().sku());
        assertThat(market.shelf(tea)).isEqualTo(new Market.Shelf(5, 3));
        market.pay(paid.at("/payment/clientSecret"), "pm_card_visa").expecting(200);
        awaitState(buyer, paid, "confirmed");
        buyer.post("/api/v1/orders/" + left.at("/id") + "/cancellation", "{}").expecting(200);
        assertThat(market.shelf(tea)).isEqualTo(new Market.Shelf(3, 0));
    }

    @Test
    void aBuyerWhoMadeAProducerKeepsItsStockAndSeesItsConsignments() {
        var tea = market.goods(5);
        var owner = market.as(tea.owner(), "buyer");
        var stock = "/api/v1/products/" + tea.product() + "/stock";

        owner.put(stock, "{\"sku\": \"%s\", \"onHand\": 9}".formatted(tea.sku())).expecting(200);

        assertThat(market.shelf(tea)).isEqualTo(new Market.Shelf(9, 0));
        var buyer = market.buyer();
        var placed = buyer.ordered(2, tea);
        market.pay(placed.at("/payment/clientSecret"), "pm_card_visa").expecting(200);
        awaitState(buyer, placed, "confirmed");
        var consignments = owner.get("/api/v1/consignments").expecting(200).json().at("/items");
        assertThat(consignments).hasSize(1);
    }

    @Test
    void aProducerLearnsNothingOfBuyersWhoNeverPaid() {
        var goods = market.goods(5);
        var producer = market.as(goods.owner(), "producer");
        var buyer = market.buyer();
        var calledOff = buyer.ordered(1, goods);
        cancel(buyer, calledOff).expecting(200);
        var paid = buyer.ordered(2, goods);
        market.pay(paid.at("/payment/clientSecret"), "pm_card_visa").expecting(200);
        awaitState(buyer, paid, "confirmed");
        cancel(buyer, paid).expecting(200);

        var items = producer.get("/api/v1/consignments").expecting(200).json().at("/items");

        assertThat(items).hasSize(1);
        assertThat(items.at("/0/orderId").asText()).isEqualTo(paid.at("/id"));
        assertThat(items.at("/0/state").asText()).isEqualTo("cancelled");
    }

    @Test
    void consignmentsOfAllOnesProducersAreOneListNewestFirst() {
        var tea = market.goods(5);
        var honey = market.goods(5).keptBy(tea.owner());
        market.publish(honey);
        var buyer = market.buyer();
        for (var goods : List.of(tea, honey, tea)) {
            var placed = buyer.ordered(1, goods);
            market.pay(placed.at("/payment/clientSecret"), "pm_card_visa").expecting(200);
            awaitState(buyer, placed, "confirmed");
        }
        var producer = market.as(tea.owner(), "producer");

        var first = producer.get("/api/v1/consignments?limit=2").expecting(200);
        var second =
                producer.get("/api/v1/consignments?limit=2&cursor=" + first.at("/nextCursor"))
                        .expecting(200);

        assertThat(first.at("/items/0/items/0/sku")).isEqualTo(tea.sku());
        assertThat(first.at("/items/1/items/0/sku")).isEqualTo(honey.sku());
        assertThat(second.at("/items/0/items/0/sku")).isEqualTo(tea.sku());
        assertThat(second.json().has("nextCursor")).isFalse();
    }

    @Test
    void aListOfOrdersIsReadAPageAtATime() {
        var goods = market.goods(50);
        var buyer = market.buyer();
        for (int number = 0; number < 3; number++) {
            buyer.ordered(1, goods);
        }

        var first = buyer.get("/api/v1/orders?limit=2").expecting(200);
        var second =
                buyer.get("/api/v1/orders?limit=2&cursor=" + first.at("/nextCursor"))
                        .expecting(200);

        assertThat(first.json().at("/items")).hasSize(2);
        assertThat(second.json().at("/items")).hasSize(1);
        assertThat(second.json().has("nextCursor")).isFalse();
        assertThat(market.visitor().get("/api/v1/orders").status()).isEqualTo(401);
        assertThat(buyer.get("/api/v1/orders?cursor=nonsense").problem()).isEqualTo("bad-cursor");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000-01-01T00:00:00Z 0199a1b2-0000-7000-8000-000000000000",
                "+999999999-12-31T23:59:59Z 0199a1b2-0000-7000-8000-000000000000",
                "-999999999-01-01T00:00:00Z 0199a1b2-0000-7000-8000-000000000000",
                "+10000-01-01T00:00:00Z 0199a1b2-0000-7000-8000-000000000000",
                "2026-11-22T00:00Z 0199a1b2-0000-7000-8000-000000000000",
                "2026-11-22T00:00:00Z 1-1-1-1-1"
            })
    void aPlaceWhereNoPageEndsIsNoCursor(String place) {
        var cursor = "?cursor=" + Cursor.of(place.split(" "));
        var producer = market.as(UUID.randomUUID(), "producer");

        assertThat(market.buyer().get("/api/v1/orders" + cursor).problem()).isEqualTo("bad-cursor");
        assertThat(producer.get("/api/v1/consignments" + cursor).problem()).isEqualTo("bad-cursor");
    }

    @Test
    void anUnpaidOrderIsCalledOffAndFreesItsStock() {
        var goods = market.goods(5);
        var buyer = market.buyer();
        var placed = buyer.ordered(2, goods);

        var cancelled = cancel(buyer, placed).expecting(200);

        assertThat(cancelled.at("/state")).isEqualTo("cancelled");
        assertThat(cancelled.at("/endReason")).isEqualTo("cancelled-by-buyer");
        assertThat(cancelled.at("/payment/state")).isEqualTo("cancelled");
        assertThat(market.shelf(goods)).isEqualTo(new Market.Shelf(5, 0));
        assertThat(market.pay(placed.at("/payment/clientSecret"), "pm_card_visa").status())
                .isEqualTo(400);
    }

    @Test
    void aPaidOrderIsCalledOffOnceAndItsMoneyGoesBackOnce() {
        var goods = market.goods(5);
        var buyer = market.buyer();
        var placed = buyer.ordered(2, goods);
        market.pay(placed.at("/payment/clientSecret"), "pm_card_visa").expecting(200);
        awaitState(buyer, placed, "confirmed");

        cancel(buyer, placed).expecting(200);
        cancel(buyer, placed).expecting(200);

        await().until(() -> buyer.order(placed).at("/payment/state").equals("refunded"));
        assertThat(market.shelf(goods)).isEqualTo(new Market.Shelf(5, 0));
        assertThat(
                        market.number(
                                "SELECT count(*) FROM refunds WHERE state = 'succeeded' AND amount = 250000 AND order_id = '%s'"
                                        .formatted(placed.at("/id"))))
                .isEqualTo(1);
    }

    @Test
    void aRefundThatTheBankSendsBackIsStillOwed() {
        var goods = market.goods(5);
        var buyer = market.buyer();
        var placed = buyer.ordered(2, goods);
        market.pay(placed.at("/payment/clientSecret"), "pm_card_refundFail").expecting(200);
        awaitState(buyer, placed, "confirmed");

        cancel(buyer, placed).expecting(200);

        await().until(() ->
                market.number(
                                "SELECT count(*) FROM refunds WHERE state = 'failed' AND order_id = '%s'"
                                        .formatted(placed.at("/id")))
                        == 1);
        assertThat(buyer.order(placed).at("/payment/state")).isEqualTo("refund_pending");
        assertThat(buyer.order(placed).at("/state")).isEqualTo("cancelled");
    }

    @Test
    void othersCanNeitherReadNorCallOffNorConfirmAnOrder() {
        var goods = market.goods(5);
        var placed = market.buyer().ordered(1, goods);
        var stranger = market.buyer();
        var order = "/api/v1/orders/" + placed.at("/id");

        assertThat(stranger.get(order).problem()).isEqualTo("not-found");
        assertThat(stranger.post(order + "/cancellation", "").status()).isEqualTo(404);
        assertThat(stranger.post(order + "/payment/confirmation", "").status()).isEqualTo(404);
        assertThat(stranger.get("/api/v1/orders/" + UUID.randomUUID()).status()).isEqualTo(404);
        assertThat(market.shelf(goods)).isEqualTo(new Market.Shelf(5, 1));
    }

    private static Answer cancel(Visitor buyer, Answer placed) {
        return buyer.post("/api/v1/orders/" + placed.at("/id") + "/cancellation", "");
    }

    private static void awaitState(Visitor buyer, Answer placed, String state) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> buyer.order(placed).at("/state").equals(state));
    }
}
