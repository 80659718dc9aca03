package chosao.orders.offer;

import chosao.kernel.money.Money;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.core.bind.annotation.Bindable;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What orders reads of a product in catalog's feed; there is more in it, and more may come.
 *
 * @param listed whether the producer wishes to sell it
 * @param sample whether it is sample goods
 */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = true)
record CatalogProduct(
        UUID id,
        String name,
        Producer producer,
        List<Variant> variants,
        List<Certificate> certificates,
        boolean listed,
        @Bindable(defaultValue = "false") boolean sample) {

    /**
     * @param ownerAccount whose account keeps the producer's goods, null while nobody's does
     */
    @Serdeable
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Producer(UUID id, String name, @Nullable UUID ownerAccount) {}

    @Serdeable
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Variant(String sku, String name, Money price) {}
}
