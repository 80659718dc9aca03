package chosao.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class RestartIT {

    private static final int BUYERS_OF_A_KIND = 2;
    private static final int PIECES = 100_000;

    private final Market market = Market.open();
    private final Producer producer = Producer.newcomer(market);

    @Test
    void noOrderIsLostAndNoneDoubledWhileServicesAndDatabaseAreKilledAndRestarted()
            throws Exception {
        Goods goods = producer.sells(PIECES);
        List<Buyer> buyers =
                Stream.concat(
                                Stream.generate(() -> Buyer.newcomer(market))
                                        .limit(BUYERS_OF_A_KIND),
                                Stream.generate(() -> Buyer.signedOut(market))
                                        .limit(BUYERS_OF_A_KIND))
                        .map(Buyer::insistent)
                        .toList();

        List<List<Order>> told = buyWhileRestarting(buyers, goods);

        List<Order> orders = told.stream().flatMap(List::stream).toList();
        long bought = orders.size();
        assertThat(orders.stream().map(Order::id)).doesNotHaveDuplicates();
        assertThat(orders.stream().map(order -> order.placed().text("/number")))
                .doesNotHaveDuplicates();
        assertThat(orders).allSatisfy(order -> assertThat(order.state()).isEqualTo("confirmed"));
        for (int i = 0; i < BUYERS_OF_A_KIND; i++) {
            assertThat(ordersOf(buyers.get(i)))
                    .containsExactlyInAnyOrderElementsOf(
                            told.get(i).stream().map(Order::id).toList());
        }
        assertThat(market.sandbox().payments(goods.price())).hasSize((int) bought);
        assertThat(market.sandbox().taken(goods.price())).isEqualTo(bought * goods.price());
        assertThat(producer.stockOf(goods)).isEqualTo(new Stock(PIECES, 0).without(bought));
    }

    private List<List<Order>> buyWhileRestarting(List<Buyer> buyers, Goods goods) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> restarts =
                    threads.submit(() -> {
                        for (Part part : Part.values()) {
                            market.kill(part);
                            market.start(part);
                            market.stop(part);
                            market.start(part);
                        }
                    });
            List<Future<List<Order>>> purchases = new ArrayList<>();
            for (Buyer buyer : buyers) {
                purchases.add(
                        threads.submit(() -> {
                            List<Order> orders = new ArrayList<>();
                            do {
                                orders.add(buyer.buys(goods, 1));
                            } while (!restarts.isDone());
                            return orders;
                        }));
            }
            List<List<Order>> told = new ArrayList<>();
            for (Future<List<Order>> purchase : purchases) {
                told.add(purchase.get());
            }
            restarts.get();
            return told;
        }
    }

    private static List<String> ordersOf(Buyer buyer) {
        List<String> ids = new ArrayList<>();
        String after = "";
        while (true) {
            Answer page = buyer.client().get("/api/v1/orders?limit=100" + after).expect(200);
            StreamSupport.stream(page.json().path("items").spliterator(), false)
                    .map(order -> order.path("id").asText())
                    .forEach(ids::add);
            String next = page.json().path("nextCursor").asText("");
            if (next.isEmpty()) {
                return ids;
            }
            after = "&cursor=" + next;
        }
    }
}
