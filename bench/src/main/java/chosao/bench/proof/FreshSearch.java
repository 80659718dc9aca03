package chosao.bench.proof;

import chosao.bench.goods.Product;
import chosao.bench.load.Latency;
import chosao.bench.market.Api;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How soon buyers find what a producer changed: a new price is sent to the catalog, and the search
 * is asked without a pause until it shows it. The clock starts before the change is sent.
 */
public final class FreshSearch {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Api producer;
    private final Api buyer;

    public FreshSearch(Api producer, Api buyer) {
        this.producer = producer;
        this.buyer = buyer;
    }

    /**
     * How soon changes were found.
     *
     * @param missed changes that were not found within 20 s
     */
    public record Result(int changes, int missed, Latency latency) {}

    public Result run(List<Product> products, int changes) {
        List<Long> micros = new ArrayList<>();
        int missed = 0;
        for (int i = 0; i < changes; i++) {
            var product = products.get(i % products.size());
            long price = product.price() + 1_000L * (1 + i / products.size());
            String etag = producer.get(path(product)).etag();
            long startedAt = System.nanoTime();
            producer.with("If-Match", etag)
                    .patch(path(product), Map.of("variants", List.of(product.variantPriced(price))))
                    .orThrow();
            if (isFound(product, price, startedAt)) {
                micros.add(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - startedAt));
            } else {
                missed++;
            }
        }
        return new Result(changes, missed, Latency.ofMicros(micros));
    }

    private static String path(Product product) {
        return "/api/v1/products/" + product.id();
    }

    private boolean isFound(Product product, long price, long startedAt) {
        String search =
                "/api/v1/search?q="
                        + URLEncoder.encode(product.name(), StandardCharsets.UTF_8)
                        + "&priceMin="
                        + price
                        + "&priceMax="
                        + price;
        while (System.nanoTime() - startedAt < PATIENCE.toNanos()) {
            for (var item : buyer.get(search).orThrow().path("items")) {
                if (item.path("id").asText().equals(product.id())) {
                    return true;
                }
            }
        }
        return false;
    }
}
