package chosao.orders.stock;

import java.util.UUID;

/** So many of one thing, wanted from one place. */
public record Demand(String sku, UUID placeId, UUID productId, int quantity) {

    public Demand {
        if (quantity <= 0) {
            throw new IllegalArgumentException("quantity: " + quantity + " (expected: > 0)");
        }
    }
}
