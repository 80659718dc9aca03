package chosao.orders.payment;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;

/**
 * When payments are looked after.
 *
 * @param checkAfter how long an open payment is left alone before the provider is asked about it,
 *     in case its webhook was lost
 * @param retryAfter how long to wait before asking again what the provider did not answer; grows
 *     with each attempt, and is longer than a call may take
 */
@ConfigurationProperties("orders.payment")
public record PaymentConfig(
        @Bindable(defaultValue = "2m") @NotNull Duration checkAfter,
        @Bindable(defaultValue = "10s") @NotNull Duration retryAfter) {}
