package chosao.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The orders process is killed where it hurts most: Stripe has done its part, and we know nothing
 * of it.
 */
class CrashIT {

    private final Market market = Market.open();
    private final Producer producer = Producer.newcomer(market);

    @AfterEach
    void calm() {
        market.sandbox().calm();
    }

    /**
     * The sandbox makes the payment and loses its answer; before orders can ask again, it is dead.
     */
    @Test
    void aPaymentWhoseAnswerDiedWithUsIsFoundAgain() throws Exception {
        Goods goods = producer.sells(5);
        Cart cart = Buyer.newcomer(market).insistent().cartWith(goods, 1);
        String key = market.unique();
        market.sandbox().api(Map.of("latency", "PT3S", "loseNext", 1));

        Answer placed;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Answer> pressing = threads.submit(() -> cart.order(key));
            market.await(
                    "Stripe has the payment",
                    () -> market.sandbox().payments(goods.price()).size() == 1);
            market.kill(Part.ORDERS);
            market.sandbox().calm();
            market.start(Part.ORDERS);
            placed = pressing.get().expect(201);
        }
        Order order = new Order(cart.client(), placed);
        order.pays("pm_card_visa").expect(200);
        order.awaits("confirmed");

        assertThat(market.sandbox().payments(goods.price())).hasSize(1);
        isPaidOnce(order, goods, new Stock(4, 0));
    }

    @Test
    void moneyTakenWhileWeWereDeadIsTheOrders() {
        Goods goods = producer.sells(5);
        Order order = Buyer.signedOut(market).orders(goods, 1);
        market.sandbox().webhooks(Map.of("pause", true));

        order.pays("pm_card_visa").expect(200);
        market.kill(Part.ORDERS);
        market.sandbox().calm();
        market.start(Part.ORDERS);

        order.awaits("confirmed");
        isPaidOnce(order, goods, new Stock(4, 0));
    }

    /** Webhooks pour in, each of them three times, while the process dies again and again. */
    @Test
    void killsAmidTheWebhooksConfirmEveryOrderOnce() throws Exception {
        List<Goods> goods = Stream.generate(() -> producer.sells(1)).limit(10).toList();
        Buyer buyer = Buyer.newcomer(market);
        List<Order> orders = goods.stream().map(each -> buyer.orders(each, 1)).toList();
        market.sandbox().webhooks(Map.of("duplicate", 3, "delay", "PT0.3S"));

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> kills =
                    threads.submit(() -> {
                        for (int i = 0; i < 2; i++) {
                            market.kill(Part.ORDERS);
                            market.start(Part.ORDERS);
                        }
                    });
            for (Order order : orders) {
                order.pays("pm_card_visa").expect(200);
            }
            kills.get();
        }

        orders.forEach(order -> order.awaits("confirmed"));
        for (int i = 0; i < orders.size(); i++) {
            isPaidOnce(orders.get(i), goods.get(i), new Stock(0, 0));
        }
    }

    @Test
    void anUnpaidOrderExpiresThoughWeDiedBeforeItsDeadline() {
        Goods goods = producer.sells(5);
        Buyer buyer = Buyer.newcomer(market).insistent();
        market.stop(Part.ORDERS);
        market.start(Part.ORDERS, Map.of("ORDERS_PAY_WITHIN", "PT5S"));
        Order order;
        try {
            order = buyer.orders(goods, 2);
            assertThat(producer.stockOf(goods)).isEqualTo(new Stock(5, 2));
        } finally {
            market.kill(Part.ORDERS);
            market.start(Part.ORDERS);
        }

        order.awaits("expired");
        assertThat(producer.stockOf(goods)).isEqualTo(new Stock(5, 0));
        market.await(
                "the payment can no longer be made",
                () -> paymentsOf(goods, 2).getFirst().path("status").asText().equals("canceled"));
        assertThat(order.pays("pm_card_visa").status()).isEqualTo(400);
        assertThat(order.state()).isEqualTo("expired");
    }

    private void isPaidOnce(Order order, Goods goods, Stock left) {
        assertThat(order.get().expect(200).text("/payment/state")).isEqualTo("succeeded");
        assertThat(market.sandbox().taken(goods.price())).isEqualTo(goods.price());
        assertThat(producer.stockOf(goods)).isEqualTo(left);
    }

    private List<JsonNode> paymentsOf(Goods goods, int quantity) {
        return market.sandbox().payments(quantity * goods.price());
    }
}
