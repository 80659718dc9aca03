package chosao.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NewcomerIT {

    private static final String TEA = "Trà hoa vàng Ba Chẽ";

    private final Market market = Market.open();
    private final Producer producer = Producer.newcomer(market);

    @ParameterizedTest
    @ValueSource(strings = {"tra hoa vang", "trà hoa vàng", "TRÀ HOA VÀNG", "trà hoa vàng ba chẽ"})
    void findsTheTeaFirstWithAndWithoutMarks(String words) {
        JsonNode first = market.search().find(words).getFirst();

        assertThat(first.path("name").asText()).isEqualTo(TEA);
    }

    @Test
    void opensWhatTheSearchFound() {
        JsonNode found = market.search().find("tra hoa vang").getFirst();

        Answer opened =
                market.gateway().get("/api/v1/products/" + found.path("id").asText()).expect(200);

        assertThat(opened.text("/name")).isEqualTo(TEA);
        assertThat(opened.json().path("listed").booleanValue()).isTrue();
        assertThat(opened.text("/certificate/status")).isEqualTo("valid");
        assertThat(opened.number("/certificate/stars")).isEqualTo(found.path("stars").longValue());
        assertThat(opened.text("/variants/0/price/currency")).isEqualTo("VND");
    }

    @Test
    void buysTheTeaSignedUpAndPaysWithACard() {
        Buyer buyer = Buyer.newcomer(market);

        buysTheTea(buyer);
    }

    @Test
    void buysTheTeaSignedOutAndPaysWithACard() {
        Buyer buyer = Buyer.signedOut(market);

        buysTheTea(buyer);
    }

    private void buysTheTea(Buyer buyer) {
        Goods tea = tea();
        Producer maker = Producer.sample(market);
        Stock before = maker.stockOf(tea);

        Order order = buyer.buys(tea, 1);

        assertThat(order.placed().text("/state")).isEqualTo("awaiting_payment");
        assertThat(order.placed().number("/total/amount")).isEqualTo(tea.price());
        assertThat(order.get().text("/payment/state")).isEqualTo("succeeded");
        assertThat(maker.stockOf(tea)).isEqualTo(before.without(1));
        assertThat(market.search().find("tra hoa vang").getFirst().path("name").asText())
                .isEqualTo(TEA);
    }

    @Test
    void aSecondPressOnTheButtonOrdersNothingMore() {
        Goods goods = producer.sells(10);
        Cart cart = Buyer.newcomer(market).cartWith(goods, 2);
        String key = market.unique();

        Answer first = cart.order(key).expect(201);
        Answer second = cart.order(key).expect(201);

        assertThat(second.text("/id")).isEqualTo(first.text("/id"));
        assertThat(first.header("Idempotent-Replayed")).isEmpty();
        assertThat(second.header("Idempotent-Replayed")).hasValue("true");
        assertThat(producer.stockOf(goods)).isEqualTo(new Stock(10, 2));
    }

    @Test
    void aDeclinedCardLeavesTheOrderToBePaidWithAnother() {
        Goods goods = producer.sells(3);
        Order order = Buyer.newcomer(market).orders(goods, 1);

        Answer declined = order.pays("pm_card_visa_chargeDeclined").expect(402);

        assertThat(declined.text("/error/code")).isEqualTo("card_declined");
        market.sandbox().awaitsDelivery();
        assertThat(order.state()).isEqualTo("awaiting_payment");
        assertThat(producer.stockOf(goods)).isEqualTo(new Stock(3, 1));

        order.pays("pm_card_visa").expect(200);

        order.awaits("confirmed");
        assertThat(producer.stockOf(goods)).isEqualTo(new Stock(2, 0));
    }

    @Test
    void whatIsOneBuyersIsNothingToAnother() {
        Goods goods = producer.sells(3);
        Cart cart = Buyer.newcomer(market).cartWith(goods, 1);
        Order order = Buyer.newcomer(market).orders(goods, 1);

        Cart asAStranger = new Cart(market, market.gateway(), cart.id());
        Order asAnother = new Order(cart.client(), order.placed());

        assertThat(asAStranger.get().status()).isEqualTo(404);
        assertThat(asAnother.get().status()).isEqualTo(404);
    }

    private Goods tea() {
        JsonNode found = market.search().find("tra hoa vang").getFirst();
        Answer opened =
                market.gateway().get("/api/v1/products/" + found.path("id").asText()).expect(200);
        return new Goods(
                opened.text("/id"),
                opened.text("/variants/0/sku"),
                TEA,
                opened.number("/variants/0/price/amount"));
    }
}
