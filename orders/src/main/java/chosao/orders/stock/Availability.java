package chosao.orders.stock;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.UUID;

/**
 * What other services are told of a product's stock.
 *
 * @param available over all its SKUs, at the warehouse
 * @param sold units in confirmed orders, all time
 */
@Serdeable
record Availability(UUID productId, long available, List<OfSku> skus, long sold) {

    @Serdeable
    record OfSku(String sku, int available) {}
}
