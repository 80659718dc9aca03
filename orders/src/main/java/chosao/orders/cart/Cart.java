package chosao.orders.cart;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a buyer means to order.
 *
 * @param orderId the order it became; then nothing changes in it any more
 */
public record Cart(UUID id, @Nullable UUID orderId, List<Item> items) {

    public record Item(String sku, int quantity) {}
}
