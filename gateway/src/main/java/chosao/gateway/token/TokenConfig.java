package chosao.gateway.token;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;

/**
 * @param accessLifetime how long an access token is good for; a session that was ended is felt by
 *     the services after this time at the latest
 * @param keyLifetime how long a key signs before a new one takes over
 * @param keySecret from {@code KEY_ENCRYPTION_SECRET}: what the signing keys are encrypted with in
 *     the database; the same for all copies of the gateway
 */
@ConfigurationProperties("gateway.tokens")
record TokenConfig(
        @Bindable(defaultValue = "15m") @NotNull Duration accessLifetime,
        @Bindable(defaultValue = "90d") @NotNull Duration keyLifetime,
        @NotNull
                @Size(
                        min = 32,
                        message = "KEY_ENCRYPTION_SECRET must be set to 32 characters or more")
                String keySecret) {

    @Override
    public String toString() {
        return "TokenConfig[accessLifetime=%s, keyLifetime=%s]"
                .formatted(accessLifetime, keyLifetime);
    }
}
