package chosao.orders.checkout;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;

/**
 * @param payWithin how long stock is set aside for an order that is not paid
 * @param openAfter when the sweeper opens a payment whose request was cut off; longer than a
 *     request may take
 */
@ConfigurationProperties("orders.checkout")
record CheckoutConfig(
        @Bindable(defaultValue = "30m") @NotNull Duration payWithin,
        @Bindable(defaultValue = "15s") @NotNull Duration openAfter) {}
