package chosao.bench.proof;

import chosao.bench.goods.Product;
import chosao.bench.market.Api;
import chosao.bench.market.Tasks;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** More buyers than pieces, all of whom order at the same moment. */
public final class Rush {

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
        var start = new CyclicBarrier(buyers);
        var answers =
                Tasks.each(
                                IntStream.range(0, buyers).boxed().toList(),
                                buyers,
                                buyer -> buy(product, start))
                        .stream()
                        .collect(Collectors.groupingBy(answer -> answer, Collectors.counting()));
        long sold = answers.getOrDefault("201", 0L);
        long refused = answers.getOrDefault("409 /problems/out-of-stock", 0L);
        return new Result(pieces, buyers, sold, refused, buyers - sold - refused);
    }

    private String buy(Product product, CyclicBarrier start) {
        var cart = gateway.post("/api/v1/carts", null).orThrow();
        var buyer = gateway.with("X-Cart-Token", cart.path("token").asText());
        buyer.put(
                        "/api/v1/carts/" + cart.path("id").asText() + "/items/" + product.sku(),
                        Map.of("quantity", 1))
                .orThrow();
        await(start);
        var answer =
                buyer.with("Idempotency-Key", UUID.randomUUID().toString())
                        .post(
                                "/api/v1/orders",
                                Map.of(
                                        "cartId",
                                        cart.path("id").asText(),
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
            start.await();
        } catch (BrokenBarrierException e) {
            throw new IllegalStateException("another buyer failed before the rush", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
