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
 */
@ConfigurationProperties("gateway.sessions")
record SessionConfig(
        @Bindable(defaultValue = "30d") @NotNull Duration idle,
        @Bindable(defaultValue = "200") @Positive int perAccount) {}
