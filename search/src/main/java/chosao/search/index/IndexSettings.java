package chosao.search.index;

import chosao.search.PositiveDuration;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Duration;

/**
 * How the index is laid out.
 *
 * @param alias the name under which it is searched
 * @param refreshInterval how long a change may stay unseen after it is written
 */
@Context
@ConfigurationProperties("search.index")
public record IndexSettings(
        @Bindable(defaultValue = "products") @NotBlank String alias,
        @Bindable(defaultValue = "1") @Positive int shards,
        @Bindable(defaultValue = "0") @PositiveOrZero int replicas,
        @Bindable(defaultValue = "200ms") @NotNull @PositiveDuration Duration refreshInterval) {}
