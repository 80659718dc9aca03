package chosao.catalog.product;

import chosao.kernel.money.Money;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Transient;
import java.util.Currency;
import java.util.UUID;

/**
 * A form in which a product is sold.
 *
 * @param sku ours, never used twice
 * @param position its place among the product's variants, from 0
 * @param price in the currency's minor unit
 */
@MappedEntity("variants")
public record Variant(
        @Id String sku,
        UUID productId,
        int position,
        String name,
        long price,
        String currency,
        int weightGrams) {

    @Transient
    public Money money() {
        return new Money(price, Currency.getInstance(currency));
    }
}
