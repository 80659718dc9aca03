package chosao.gateway.limit;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;

/**
 * How often one address may make what is kept. A limit of 0 is none.
 *
 * @param carts per minute
 * @param orders per minute; an order that nobody pays keeps goods from others for a while
 * @param refreshes of sessions, per minute; each leaves a used refresh token
 * @param clients how many clients are remembered
 */
@ConfigurationProperties("gateway.limits")
record RouteLimitConfig(
        @Bindable(defaultValue = "300") @PositiveOrZero long carts,
        @Bindable(defaultValue = "120") @PositiveOrZero long orders,
        @Bindable(defaultValue = "300") @PositiveOrZero long refreshes,
        @Bindable(defaultValue = "100000") @Positive long clients) {}
