package chosao.gateway.limit;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;

/**
 * How much one client may ask. A limit of 0 is none.
 *
 * @param reads GET and HEAD, per second, for each account, or address of a client signed out
 * @param writes everything else, likewise
 * @param signIns per minute for each address and e-mail together, against guessing one password
 * @param signInsPerAddress per minute, against trying one password on many accounts
 * @param wrongPasswords per hour for each account, from all addresses together at which it was not
 *     signed in to before: against guessing one password from many addresses
 * @param signUps per minute for each address
 * @param clients how many clients are remembered; those not seen for longest are forgotten first
 */
@ConfigurationProperties("gateway.limits")
record LimitConfig(
        @Bindable(defaultValue = "600") @PositiveOrZero long reads,
        @Bindable(defaultValue = "120") @PositiveOrZero long writes,
        @Bindable(defaultValue = "10") @PositiveOrZero long signIns,
        @Bindable(defaultValue = "60") @PositiveOrZero long signInsPerAddress,
        @Bindable(defaultValue = "100") @PositiveOrZero long wrongPasswords,
        @Bindable(defaultValue = "30") @PositiveOrZero long signUps,
        @Bindable(defaultValue = "100000") @Positive long clients) {}
