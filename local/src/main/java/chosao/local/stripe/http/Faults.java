package chosao.local.stripe.http;

import chosao.local.stripe.error.Refusal;
import chosao.local.stripe.error.StripeError;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** Disturbs the API as its switches say. Thread-safe. */
final class Faults {

    private final AtomicReference<ApiSwitches> switches =
            new AtomicReference<>(ApiSwitches.UNDISTURBED);

    ApiSwitches switches() {
        return switches.get();
    }

    ApiSwitches set(UnaryOperator<ApiSwitches> change) {
        return switches.updateAndGet(change);
    }

    /** Takes the time that a request is to take. */
    void dawdle() {
        ApiSwitches now = switches.get();
        if (now.latency().isPositive()) {
            try {
                Thread.sleep(now.latency());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The failure that the present request is to have instead of its effect. */
    Optional<Refusal> failure() {
        ApiSwitches before =
                switches.getAndUpdate(now ->
                        now.failNext() == 0
                                ? now
                                : new ApiSwitches(
                                        now.latency(),
                                        now.failNext() - 1,
                                        now.failStatus(),
                                        now.loseNext()));
        return before.failNext() == 0
                ? Optional.empty()
                : Optional.of(new Refusal(error(before.failStatus())));
    }

    /** Whether the present answer is to be lost. */
    boolean loses() {
        ApiSwitches before =
                switches.getAndUpdate(now ->
                        now.loseNext() == 0
                                ? now
                                : new ApiSwitches(
                                        now.latency(),
                                        now.failNext(),
                                        now.failStatus(),
                                        now.loseNext() - 1));
        return before.loseNext() > 0;
    }

    private static StripeError error(int status) {
        return status == 429
                ? new StripeError(
                        429,
                        "invalid_request_error",
                        "rate_limit",
                        "Request rate limit exceeded. Learn more about rate limits here"
                                + " https://stripe.com/docs/rate-limits.",
                        null)
                : new StripeError(
                        status,
                        "api_error",
                        null,
                        "An unknown error occurred. The sandbox was asked to fail here.",
                        null);
    }
}
