package chosao.orders.stock;

import io.micronaut.serde.annotation.Serdeable;
import java.util.UUID;

/**
 * What lies at one place.
 *
 * @param onHand what is there
 * @param reserved how much of it is promised to orders that are not yet paid
 */
@Serdeable
public record StockLevel(String sku, UUID placeId, int onHand, int reserved) {

    /** What can still be promised. */
    public int available() {
        return onHand - reserved;
    }
}
