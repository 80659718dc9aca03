package chosao.gateway.session;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;

/**
 * How long people stay signed in.
 *
 * @param idle how long a session lasts without being refreshed
 */
@ConfigurationProperties("gateway.sessions")
record SessionConfig(@Bindable(defaultValue = "30d") @NotNull Duration idle) {}
