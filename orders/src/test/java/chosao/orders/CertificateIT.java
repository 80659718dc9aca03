package chosao.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nothing is sold on a day that no certificate covers, though no job ever runs. */
class CertificateIT {

    private final Market market = Market.open();

    @AfterEach
    void calm() {
        market.calm();
    }

    @Test
    void itLapsesBetweenCartAndCheckout() {
        var goods = market.goods(5, Market.today());
        var buyer = market.buyer();
        var cart = buyer.cart(1, goods);

        market.clock.shift(Duration.ofDays(1));

        var refused = buyer.checkout(cart);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("certificate-expired");
        assertThat(refused.at("/skus/0")).isEqualTo(goods.sku());
        var line = buyer.get("/api/v1/carts/" + cart).json().at("/items/0");
        assertThat(line.at("/buyable").asBoolean()).isFalse();
        assertThat(line.at("/reason").asText()).isEqualTo("certificate-expired");
        assertThat(buyer.put(Visitor.item(cart, goods), Visitor.quantity(2)).problem())
                .isEqualTo("certificate-expired");
        assertThat(market.shelf(goods)).isEqualTo(new Market.Shelf(5, 0));
    }

    @Test
    void itLapsesBetweenCheckoutAndPayment() {
        var goods = market.goods(5);
        var buyer = market.buyer();
        var placed = buyer.ordered(2, goods);
        market.publish(goods.expiring(Market.today().minusDays(1)));

        market.pay(placed.at("/payment/clientSecret"), "pm_card_visa").expecting(200);

        await().atMost(Duration.ofSeconds(20))
                .until(() -> buyer.order(placed).at("/payment/state").equals("refunded"));
        assertThat(buyer.order(placed).at("/state")).isEqualTo("cancelled");
        assertThat(buyer.order(placed).at("/endReason")).isEqualTo("certificate-lapsed");
        assertThat(market.shelf(goods)).isEqualTo(new Market.Shelf(5, 0));
    }

    @Test
    void itSellsAtItsPriceOnTheDayBeforeAPromotionOnTheDayAndAfterIt() {
        var promotion = Market.today().plusDays(1);
        var goods = market.goods(9);
        var buyer = market.buyer();
        var cart = buyer.cart(1, goods);
        market.publish(goods, goods.promotedOn(promotion));

        for (int days = 0; days <= 2; days++) {
            market.clock.shift(Duration.ofDays(days));

            var placed = buyer.ordered(1, goods);

            assertThat(placed.json().at("/total/amount").asLong()).isEqualTo(125_000);
        }
        assertThat(buyer.checkout(cart).status()).isEqualTo(201);
    }

    @Test
    void anOrderOfTheLastDayIsKeptWhenItIsPaidOnTheDayOfThePromotion() {
        var goods = market.goods(5);
        var buyer = market.buyer();
        var placed = buyer.ordered(2, goods);
        market.publish(goods, goods.promotedOn(Market.today()));

        market.pay(placed.at("/payment/clientSecret"), "pm_card_visa").expecting(200);

        await().atMost(Duration.ofSeconds(20))
                .until(() -> buyer.order(placed).at("/state").equals("confirmed"));
    }

    @Test
    void itIsNotSoldBeforeItsCertificateBegins() {
        var goods = market.goods(5);
        var buyer = market.buyer();
        var cart = buyer.cart(1, goods);
        market.publish(
                goods,
                goods.json()
                        .replace(
                                goods.issuedOn().toString(),
                                Market.today().plusDays(1).toString()));

        assertThat(buyer.checkout(cart).problem()).isEqualTo("certificate-missing");
        market.clock.shift(Duration.ofDays(1));
        assertThat(buyer.checkout(cart).status()).isEqualTo(201);
    }

    @Test
    void eachReasonHasItsOwnProblem() {
        assertThat(checkoutAfter(market.goods(5).withdrawn())).isEqualTo("certificate-revoked");
        assertThat(checkoutAfter(market.goods(5).starred(2)))
                .isEqualTo("certificate-below-minimum");
        assertThat(checkoutAfter(market.goods(5).unlisted())).isEqualTo("product-withheld");
    }

    /** Puts the goods into a cart as they were, and orders them as they are. */
    private String checkoutAfter(Goods changed) {
        var buyer = market.buyer();
        var cart = buyer.cart(1, changed);
        market.publish(changed);
        return buyer.checkout(cart).problem();
    }

    @Test
    void aProducersChangeOfMindDoesNotUndoAnOrder() {
        var goods = market.goods(5);
        var buyer = market.buyer();
        var placed = buyer.ordered(1, goods);
        market.publish(goods.unlisted().priced(999_000));

        market.pay(placed.at("/payment/clientSecret"), "pm_card_visa").expecting(200);

        await().atMost(Duration.ofSeconds(20))
                .until(() -> buyer.order(placed).at("/state").equals("confirmed"));
        assertThat(buyer.order(placed).json().at("/total/amount").asLong()).isEqualTo(125_000);
    }

    @Test
    void anOrderIsKeptThoughItsProductComesInAnotherFormByNow() {
        var goods = market.goods(5);
        var buyer = market.buyer();
        var placed = buyer.ordered(1, goods);
        market.publish(goods.inAnotherForm());

        market.pay(placed.at("/payment/clientSecret"), "pm_card_visa").expecting(200);

        await().atMost(Duration.ofSeconds(20))
                .until(() -> buyer.order(placed).at("/state").equals("confirmed"));
        assertThat(market.shelf(goods)).isEqualTo(new Market.Shelf(4, 0));
    }

    @Test
    void stockOfAFormThatIsOnOfferNoLongerIsNotToldAsAvailable() {
        var goods = market.goods(5);
        assertThat(market.told(goods)).isEqualTo(5);

        market.publish(goods.inAnotherForm());
        assertThat(market.told(goods)).isZero();

        market.publish(goods);
        assertThat(market.told(goods)).isEqualTo(5);
    }

    @Test
    void aCartShowsThePriceOfToday() {
        var goods = market.goods(1);
        var buyer = market.buyer();
        var cart = buyer.cart(2, goods);

        market.publish(goods.priced(130_000));

        var priced = buyer.get("/api/v1/carts/" + cart);
        assertThat(priced.json().at("/items/0/price/amount").asLong()).isEqualTo(130_000);
        assertThat(priced.at("/items/0/reason")).isEqualTo("out-of-stock");
        assertThat(priced.json().at("/total/amount").asLong()).isZero();
    }
}
