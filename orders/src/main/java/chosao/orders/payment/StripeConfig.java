package chosao.orders.payment;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;

/**
 * How to reach Stripe.
 *
 * @param apiKey the secret key
 * @param webhookSecret signs the webhooks
 * @param publishableKey told to the buyers' clients
 * @param apiBase where this service reaches the API
 * @param publicApiBase where the buyers' clients reach it
 * @param connectTimeout at most so long for a connection
 * @param readTimeout at most so long for an answer; the buyer waits meanwhile
 */
@ConfigurationProperties("orders.stripe")
record StripeConfig(
        @NotBlank String apiKey,
        @NotBlank String webhookSecret,
        @NotBlank String publishableKey,
        @NotBlank String apiBase,
        @NotBlank String publicApiBase,
        @Bindable(defaultValue = "2s") @NotNull Duration connectTimeout,
        @Bindable(defaultValue = "5s") @NotNull Duration readTimeout) {}
