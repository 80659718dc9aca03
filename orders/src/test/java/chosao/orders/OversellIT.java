package chosao.orders;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** More buyers than goods. */
class OversellIT {

    private static final int BUYERS = 200;
    private static final int PIECES = 50;

    private final Market market = Market.open();

    @AfterEach
    void calm() {
        market.calm();
    }

    @RepeatedTest(10)
    void twoHundredBuyersAfterFiftyPiecesAreFiftyOrders() throws Exception {
        var goods = market.goods(PIECES);
        var ready = new CountDownLatch(BUYERS);
        var checkouts = new ArrayList<Callable<Answer>>();
        for (int number = 0; number < BUYERS; number++) {
            checkouts.add(() -> {
                var buyer = market.visitor();
                var cart = buyer.cart(1, goods);
                ready.countDown();
                ready.await();
                return buyer.checkout(cart);
            });
        }

        var outcomes = new ArrayList<String>();
        try (var buyers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var outcome : buyers.invokeAll(checkouts)) {
                var answer = outcome.get();
                outcomes.add(answer.status() + " " + answer.problem());
                if (answer.status() == 409) {
                    assertThat(answer.at("/skus/0")).isEqualTo(goods.sku());
                }
            }
        }

        assertThat(outcomes.stream().collect(groupingBy(outcome -> outcome, counting())))
                .isEqualTo(
                        Map.of("201 ", (long) PIECES, "409 out-of-stock", (long) BUYERS - PIECES));
        assertThat(market.shelf(goods)).isEqualTo(new Market.Shelf(PIECES, PIECES));
        assertThat(
                        market.number(
                                "SELECT sum(quantity) FROM reservations WHERE sku = '%s'"
                                        .formatted(goods.sku())))
                .isEqualTo(PIECES);
    }

    @Test
    void ordersOfTheSameGoodsInAnyOrderNeverWaitInACircle() throws Exception {
        var tea = market.goods(100);
        var honey = market.goods(100);
        var salt = market.goods(100);
        var checkouts = new ArrayList<Callable<Integer>>();
        for (int number = 0; number < 30; number++) {
            boolean forward = number % 2 == 0;
            checkouts.add(() -> {
                var buyer = market.visitor();
                var cart =
                        forward ? buyer.cart(1, tea, honey, salt) : buyer.cart(1, salt, honey, tea);
                return buyer.checkout(cart).status();
            });
        }

        try (var buyers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var status : buyers.invokeAll(checkouts)) {
                assertThat(status.get()).isEqualTo(201);
            }
        }

        assertThat(market.shelf(honey)).isEqualTo(new Market.Shelf(100, 30));
    }

    @Test
    void whatTooLittleIsLeftOfTakesNothingElseWithIt() {
        var plenty = market.goods(10);
        var scarce = market.goods(1);
        var buyer = market.buyer();

        var refused = buyer.checkout(buyer.cart(2, plenty, scarce));

        assertThat(refused.problem()).isEqualTo("out-of-stock");
        assertThat(refused.json().at("/skus")).hasSize(1);
        assertThat(market.shelf(plenty)).isEqualTo(new Market.Shelf(10, 0));
        assertThat(market.shelf(scarce)).isEqualTo(new Market.Shelf(1, 0));
    }

    @Test
    void aLapsedReservationCountsAsFreeThoughNobodyHasReleasedIt() {
        var goods = market.goods(1);
        market.disturb(
                "{\"webhooks\": {\"pause\": true}, \"api\": {\"failNext\": 1000, \"failStatus\": 503}}");
        var late = market.buyer();
        late.ordered(1, goods);
        market.clock.shift(Duration.ofMinutes(31));
        var buyer = market.buyer();

        var placed = buyer.checkout(buyer.cart(1, goods));

        assertThat(placed.status()).isEqualTo(201);
        assertThat(market.shelf(goods)).isEqualTo(new Market.Shelf(1, 1));
    }
}
