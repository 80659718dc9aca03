package chosao.catalog.product;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Positive;

/**
 * How much one producer may keep here.
 *
 * @param perProducer products, listed or not. Some that are made at the same time may go beyond
 */
@ConfigurationProperties("catalog.products")
record ProductConfig(@Bindable(defaultValue = "10000") @Positive int perProducer) {}
