package chosao.gateway.account;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Positive;

/**
 * How much of the hashing of passwords one client may take.
 *
 * @param perClient how many of one address are hashed or wait at the same time
 */
@ConfigurationProperties("gateway.passwords")
record PasswordConfig(@Bindable(defaultValue = "16") @Positive int perClient) {}
