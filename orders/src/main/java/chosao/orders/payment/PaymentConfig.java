package chosao.orders.payment;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;

/**
 * When payments are looked after, and by how many hands.
 *
 * @param checkAfter how long an open payment is left alone before the provider is first asked about
 *     it, in case its webhook was lost; each time after that twice as long, until the deadline
 * @param retryAfter how long to wait before asking again what the provider did not answer; grows
 *     with each attempt, to six times as long
 * @param lease how long nobody else takes what is being worked on. Longer than the longest work,
 *     which is five calls (see {@link StripeConfig} for how long one may take)
 * @param hands how many payments are looked after side by side, and as many refunds
 */
@ConfigurationProperties("orders.payment")
public record PaymentConfig(
        @Bindable(defaultValue = "2m") @NotNull Duration checkAfter,
        @Bindable(defaultValue = "10s") @NotNull Duration retryAfter,
        @Bindable(defaultValue = "1m") @NotNull Duration lease,
        @Bindable(defaultValue = "64") @Min(1) int hands) {

    private static final int MOST_DOUBLINGS = 10;

    /** How long an open payment is left alone that was asked about so often. */
    Duration untilCheck(int checks) {
        return checkAfter.multipliedBy(1L << Math.min(checks, MOST_DOUBLINGS));
    }
}
