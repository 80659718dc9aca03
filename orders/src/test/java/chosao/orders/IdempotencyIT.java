package chosao.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chosao.orders.idempotency.Claim;
import chosao.orders.idempotency.IdempotencyKey;
import chosao.orders.idempotency.IdempotencyKeys;
import io.micronaut.transaction.SynchronousTransactionManager;
import io.micronaut.transaction.TransactionOperations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that come more than once. */
class IdempotencyIT {

    private final Market market = Market.open();

    @AfterEach
    void calm() {
        market.calm();
    }

    @Test
    void theSameRequestAgainGivesTheSameAnswerAgain() {
        var goods = market.goods(5);
        var buyer = market.buyer();
        var request = Visitor.order(buyer.cart(1, goods));
        var key = UUID.randomUUID().toString();

        var first = buyer.checkout(key, request).expecting(201);
        var again = buyer.checkout(key, request).expecting(201);

        assertThat(first.header("Idempotent-Replayed")).isEmpty();
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(again.header("Location"))
                .isEqualTo("/api/v1/orders/" + first.at("/id"))
                .isEqualTo(first.header("Location"));
        assertThat(market.shelf(goods)).isEqualTo(new Market.Shelf(5, 1));
    }

    @Test
    void theSameKeyForAnotherRequestIsRefused() {
        var goods = market.goods(5);
        var buyer = market.buyer();
        var request = Visitor.order(buyer.cart(1, goods));
        var key = UUID.randomUUID().toString();
        buyer.checkout(key, request).expecting(201);

        var other = buyer.checkout(key, request.replace("Hàng Bạc", "Hàng Gai"));

        assertThat(other.status()).isEqualTo(422);
        assertThat(other.problem()).isEqualTo("idempotency-key-reused");
    }

    @Test
    void oneCallerHasNoMoreKeysThanAreKept() throws Exception {
        var goods = market.goods(5);
        var buyer = market.buyer();
        var request = Visitor.order(buyer.cart(1, goods));
        var key = UUID.randomUUID().toString();
        var placed = buyer.checkout(key, request).expecting(201);
        try (var connection = market.database.connect();
                var statement = connection.createStatement()) {
            statement.execute(
                    """
                    INSERT INTO idempotency_keys
                    SELECT caller, 'another ' || n, fingerprint, order_id, status, body, leased_until, created_at
                      FROM idempotency_keys, generate_series(1, 9999) n WHERE order_id = '%s'
                    """
                            .formatted(placed.at("/id")));
        }

        var cancelled =
                buyer.post(
                        "/api/v1/orders/" + placed.at("/id") + "/cancellation",
                        "",
                        UUID.randomUUID().toString());

        assertThat(cancelled.status()).isEqualTo(429);
        assertThat(cancelled.header("Retry-After")).isEqualTo("3600");
        assertThat(buyer.checkout(key, request).expecting(201).text()).isEqualTo(placed.text());
        assertThat(market.shelf(goods)).isEqualTo(new Market.Shelf(5, 1));
    }

    @Test
    void aKeyIsItsOwnersAlone() {
        var goods = market.goods(5);
        var key = UUID.randomUUID().toString();
        var one = market.buyer();
        var other = market.visitor();

        one.checkout(key, Visitor.order(one.cart(1, goods))).expecting(201);
        other.checkout(key, Visitor.order(other.cart(1, goods))).expecting(201);

        assertThat(market.shelf(goods)).isEqualTo(new Market.Shelf(5, 2));
    }

    @Test
    void aRequestThatWasRefusedMayBeRepeatedWithItsKey() {
        var goods = market.goods(0);
        var buyer = market.buyer();
        var request = Visitor.order(buyer.cart(1, goods));
        var key = UUID.randomUUID().toString();
        assertThat(buyer.checkout(key, request).problem()).isEqualTo("out-of-stock");

        market.as(goods.owner(), "producer")
                .put(
                        "/api/v1/products/" + goods.product() + "/stock",
                        "{\"sku\": \"%s\", \"onHand\": 1}".formatted(goods.sku()))
                .expecting(200);

        buyer.checkout(key, request).expecting(201);
    }

    @Test
    void aKeyIsNeededAndMustBeOne() {
        var goods = market.goods(5);
        var buyer = market.buyer();
        var request = Visitor.order(buyer.cart(1, goods));

        assertThat(buyer.post("/api/v1/orders", request).problem())
                .isEqualTo("idempotency-key-missing");
        assertThat(buyer.checkout("x".repeat(256), request).status()).isEqualTo(400);
        assertThat(market.shelf(goods)).isEqualTo(new Market.Shelf(5, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/cancellation", "/payment/confirmation"})
    void whatIsAskedOfAnOrderAgainWithItsKeyIsAnsweredAsAtFirst(String what) {
        var goods = market.goods(5);
        var buyer = market.buyer();
        var placed = buyer.ordered(1, goods);
        var path = "/api/v1/orders/" + placed.at("/id");
        var key = UUID.randomUUID().toString();

        var first = buyer.post(path + what, "", key).expecting(200);
        buyer.post(path + "/cancellation", "").expecting(200);
        var again = buyer.post(path + what, "{}", key).expecting(200);

        assertThat(first.header("Idempotent-Replayed")).isEmpty();
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(again.text()).isEqualTo(first.text());
    }

    @Test
    void aKeyOfOneRequestStandsForNoOther() {
        var goods = market.goods(5);
        var buyer = market.buyer();
        var one = "/api/v1/orders/" + buyer.ordered(1, goods).at("/id");
        var request = Visitor.order(buyer.cart(1, goods));
        var key = UUID.randomUUID().toString();
        var other = "/api/v1/orders/" + buyer.checkout(key, request).expecting(201).at("/id");

        assertThat(buyer.post(other + "/cancellation", "", key).problem())
                .isEqualTo("idempotency-key-reused");

        var another = UUID.randomUUID().toString();
        buyer.post(one + "/cancellation", "", another).expecting(200);
        assertThat(buyer.post(other + "/cancellation", "", another).problem())
                .isEqualTo("idempotency-key-reused");
        assertThat(buyer.post(one + "/payment/confirmation", "", another).problem())
                .isEqualTo("idempotency-key-reused");
        assertThat(buyer.get(other).at("/state")).isEqualTo("awaiting_payment");
    }

    @Test
    void aCancellationThatStillRunsSaysSo() throws Exception {
        var buyer = market.buyer();
        var placed = buyer.ordered(1, market.goods(5));
        var path = "/api/v1/orders/" + placed.at("/id") + "/cancellation";
        var key = UUID.randomUUID().toString();
        market.disturb("{\"api\": {\"latency\": \"PT3S\"}}");

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> buyer.post(path, "", key));
            await().atMost(Duration.ofSeconds(20))
                    .until(() ->
                            market.number(
                                            "SELECT count(*) FROM idempotency_keys WHERE key = '%s'"
                                                    .formatted(key))
                                    == 1);

            assertThat(buyer.post(path, "", key).problem()).isEqualTo("request-in-progress");

            first.get().expecting(200);
        }
    }

    @Test
    void aCancellationThatIsRefusedLeavesNoKey() {
        var goods = market.goods(5);
        var buyer = market.buyer();
        var placed = buyer.ordered(1, goods);
        market.clock.shift(Duration.ofMinutes(31));
        await().atMost(Duration.ofMinutes(1))
                .until(() -> buyer.order(placed).at("/state").equals("expired"));
        market.clock.shift(Duration.ZERO);
        var key = UUID.randomUUID().toString();

        var refused = buyer.post("/api/v1/orders/" + placed.at("/id") + "/cancellation", "", key);

        assertThat(refused.problem()).isEqualTo("order-not-cancellable");
        buyer.checkout(key, Visitor.order(buyer.cart(1, goods))).expecting(201);
    }

    @Test
    void ofTwoAnswersToOneRequestTheFirstStays() {
        var context = market.server.getApplicationContext();
        var keys = context.getBean(IdempotencyKeys.class);
        TransactionOperations<?> transactions =
                context.getBean(SynchronousTransactionManager.class);
        var key = new IdempotencyKey("account:" + UUID.randomUUID(), "key");
        var order = UUID.randomUUID();
        transactions.executeWrite(status -> keys.claim(key, new byte[0], order));

        var first = transactions.executeWrite(status -> keys.answer(key, answered(order, 201)));
        var second = transactions.executeWrite(status -> keys.answer(key, answered(order, 200)));

        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
    }

    private static Claim.Answered answered(UUID order, int status) {
        return new Claim.Answered(order, status, new byte[] {(byte) status});
    }

    @Test
    void manyAtOnceMakeOneOrder() throws Exception {
        var goods = market.goods(50);
        var buyer = market.buyer();
        var request = Visitor.order(buyer.cart(1, goods));
        var key = UUID.randomUUID().toString();
        var tries = new ArrayList<Callable<Answer>>();
        for (int number = 0; number < 20; number++) {
            tries.add(() -> buyer.checkout(key, request));
        }

        var made = new HashSet<String>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var outcome : threads.invokeAll(tries)) {
                var answer = outcome.get();
                if (answer.status() == 201) {
                    made.add(answer.text());
                } else {
                    assertThat(answer.problem()).isEqualTo("request-in-progress");
                }
            }
        }

        assertThat(made).hasSize(1);
        assertThat(market.shelf(goods)).isEqualTo(new Market.Shelf(50, 1));
    }

    @Test
    void oneCartIsOneOrderUnderWhateverKeys() throws Exception {
        var goods = market.goods(50);
        var buyer = market.buyer();
        var cart = buyer.cart(1, goods);
        var tries = new ArrayList<Callable<Answer>>();
        for (int number = 0; number < 10; number++) {
            tries.add(() -> buyer.checkout(cart));
        }

        int made = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var outcome : threads.invokeAll(tries)) {
                if (outcome.get().status() == 201) {
                    made++;
                } else {
                    assertThat(outcome.get().problem()).isEqualTo("cart-already-ordered");
                }
            }
        }

        assertThat(made).isEqualTo(1);
        assertThat(market.shelf(goods)).isEqualTo(new Market.Shelf(50, 1));
        assertThat(buyer.put(Visitor.item(cart, goods), Visitor.quantity(2)).problem())
                .isEqualTo("cart-already-ordered");
    }
}
