package chosao.bench.proof;

import chosao.bench.goods.Product;
import chosao.bench.market.Api;
import chosao.bench.market.Retry;
import chosao.bench.market.Tasks;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** More buyers than pieces, all of whom order at the same moment. */
public final class Rush {

    private static final int CARTS_AT_ONCE = 16;

    /** Until all buyers stand at the start; it takes no request. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Api gateway;

    public Rush(Api gateway) {
        this.gateway = gateway;
    }

    /**
     * Who got what.
     *
     * @param sold orders that were taken
     * @param refused answers that said clearly that there is not enough left
     * @param other any other answer
     */
    public record Result(int pieces, int buyers, long sold, long refused, long other) {

        public boolean isRight() {
            return sold == Math.min(pieces, buyers) && refused == buyers - sold && other == 0;
        }
    }

    public Result run(Product product, int pieces, int buyers) {
        // Before the rush, so that a buyer whose cart fails leaves nobody waiting at the start.
        var carts =
                Tasks.each(
                        IntStream.range(0, buyers).boxed().toList(),
                        CARTS_AT_ONCE,
                        buyer -> cartWith(product));
        var start = new CyclicBarrier(buyers);
        var answers =
                Tasks.each(carts, buyers, cart -> buy(cart, start)).stream()
                        .collect(Collectors.groupingBy(answer -> answer, Collectors.counting()));
        long sold = answers.getOrDefault("201", 0L);
        long refused = answers.getOrDefault("409 /problems/out-of-stock", 0L);
        return new Result(pieces, buyers, sold, refused, buyers - sold - refused);
    }

    private record Cart(String id, String token) {}

    /** Orders hears of goods that were just listed a moment later than catalog. */
    private Cart cartWith(Product product) {
        var made = gateway.post("/api/v1/carts", null).orThrow();
        var cart = new Cart(made.path("id").asText(), made.path("token").asText());
        Retry.untilOk(() ->
                gateway.with("X-Cart-Token", cart.token())
                        .put(
                                "/api/v1/carts/" + cart.id() + "/items/" + product.sku(),
                                Map.of("quantity", 1)));
        return cart;
    }

    private String buy(Cart cart, CyclicBarrier start) {
        await(start);
        var answer =
                gateway.with("X-Cart-Token", cart.token())
                        .with("Idempotency-Key", UUID.randomUUID().toString())
                        .post(
                                "/api/v1/orders",
                                Map.of(
                                        "cartId",
                                        cart.id(),
                                        "contact",
                                        Map.of(
                                                "name",
                                                "Nguyễn Văn An",
                                                "phone",
                                                "0912345678",
                                                "email",
                                                "an@bench.local"),
                                        "shippingAddress",
                                        Map.of("line", "1 Tràng Tiền", "region", "01"),
                                        "payment",
                                        Map.of("method", "card")));
        return answer.isOk()
                ? Integer.toString(answer.status())
                : answer.status() + " " + answer.body().path("type").asText();
    }

    private static void await(CyclicBarrier start) {
        try {
            start.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException("not all buyers came to the start", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
