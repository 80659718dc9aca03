package chosao.bench.goods;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** A product that belongs to the benchmark, so that it may change its price and its stock. */
public record Product(
        String id, String name, String sku, String variant, long price, int weightGrams) {

    /** From what the catalog shows. */
    static Product of(JsonNode shown) {
        var variant = shown.path("variants").path(0);
        return new Product(
                shown.path("id").asText(),
                shown.path("name").asText(),
                variant.path("sku").asText(),
                variant.path("name").asText(),
                variant.path("price").path("amount").asLong(),
                variant.path("weightGrams").asInt());
    }

    /** Its variant as the catalog is told of it, at another price. */
    public Map<String, Object> variantPriced(long amount) {
        return Map.of(
                "sku",
                sku,
                "name",
                variant,
                "price",
                Map.of("amount", amount, "currency", "VND"),
                "weightGrams",
                weightGrams);
    }
}
