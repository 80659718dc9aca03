package chosao.local.stripe.http;

import java.time.Duration;

/**
 * How the API's answers are disturbed.
 *
 * @param latency how long every POST takes before anything happens
 * @param failNext how many of the next POSTs fail without effect
 * @param failStatus with what: 429, 500 or 503; a 500 is kept under the idempotency key, as Stripe
 *     keeps it
 * @param loseNext how many of the next POSTs take effect but lose their answer on the way
 */
record ApiSwitches(Duration latency, int failNext, int failStatus, int loseNext) {

    static final ApiSwitches UNDISTURBED = new ApiSwitches(Duration.ZERO, 0, 500, 0);

    ApiSwitches {
        if (latency.isNegative()) {
            throw new IllegalArgumentException("latency: " + latency + " (expected: >= PT0S)");
        }
        if (failNext < 0 || loseNext < 0) {
            throw new IllegalArgumentException("failNext, loseNext: expected: >= 0");
        }
        if (failStatus != 429 && failStatus != 500 && failStatus != 503) {
            throw new IllegalArgumentException(
                    "failStatus: " + failStatus + " (expected: 429, 500 or 503)");
        }
    }
}
