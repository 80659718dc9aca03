package chosao.orders.stock;

import java.util.UUID;

/** So many of one thing, laid at one place. */
public record Supply(String sku, UUID placeId, UUID productId, int onHand) {

    public Supply {
        if (onHand < 0) {
            throw new IllegalArgumentException("onHand: " + onHand + " (expected: >= 0)");
        }
    }
}
