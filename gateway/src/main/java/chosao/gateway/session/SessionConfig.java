package chosao.gateway.session;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Duration;

/**
 * How long people stay signed in.
 *
 * @param idle how long a session lasts without being refreshed
 * @param perAccount how many sessions of an account are kept; a new one ends the oldest
 * @param repeat how long after its use a refresh token still gives the same successor. Two tabs
 *     that refresh at once, and a client that lost the answer, need some seconds; a thief gets as
 *     many
 */
@ConfigurationProperties("gateway.sessions")
record SessionConfig(
        @Bindable(defaultValue = "30d") @NotNull Duration idle,
        @Bindable(defaultValue = "200") @Positive int perAccount,
        @Bindable(defaultValue = "10s") @NotNull Duration repeat) {}
