package chosao.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OversellIT {

    private static final int BUYERS = 200;
    private static final int PIECES = 50;

    private final Market market = Market.open();
    private final Producer producer = Producer.newcomer(market);

    @Test
    void twoHundredBuyersAfterFiftyPiecesBuyFifty() throws Exception {
        Goods goods = producer.sells(PIECES);
        Buyer buyer = Buyer.signedOut(market);
        List<Cart> carts =
                Together.all(
                        IntStream.range(0, BUYERS)
                                .<Together.Task<Cart>>mapToObj(i -> () -> buyer.cartWith(goods, 1))
                                .toList());

        List<Answer> answers =
                Together.all(
                        carts.stream()
                                .<Together.Task<Answer>>map(
                                        cart -> () -> cart.order(market.unique()))
                                .toList());

        List<Answer> refusals = answers.stream().filter(answer -> answer.status() != 201).toList();
        assertThat(refusals)
                .hasSize(BUYERS - PIECES)
                .allSatisfy(refusal -> isClear(refusal, goods));
        assertThat(producer.stockOf(goods)).isEqualTo(new Stock(PIECES, PIECES));

        List<Order> orders =
                IntStream.range(0, BUYERS)
                        .filter(i -> answers.get(i).status() == 201)
                        .mapToObj(i -> new Order(carts.get(i).client(), answers.get(i)))
                        .toList();
        Together.all(
                orders.stream()
                        .<Together.Task<Answer>>map(
                                order -> () -> order.pays("pm_card_visa").expect(200))
                        .toList());

        orders.forEach(order -> order.awaits("confirmed"));
        assertThat(orders.stream().map(Order::id)).doesNotHaveDuplicates().hasSize(PIECES);
        assertThat(producer.stockOf(goods)).isEqualTo(new Stock(0, 0));
        assertThat(market.sandbox().taken(goods.price())).isEqualTo(PIECES * goods.price());
        market.await(
                "search shows that it is sold out",
                () ->
                        market.search()
                                .find(goods)
                                .filter(item -> !item.path("inStock").booleanValue())
                                .isPresent());
    }

    private static void isClear(Answer refusal, Goods goods) {
        assertThat(refusal.status()).as(refusal.toString()).isEqualTo(409);
        assertThat(refusal.problem()).isEqualTo("out-of-stock");
        assertThat(refusal.json().path("skus")).as(refusal.toString()).hasSize(1);
        assertThat(refusal.text("/skus/0")).isEqualTo(goods.sku());
    }
}
