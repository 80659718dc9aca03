package chosao.local.stripe.ledger;

import java.time.Duration;

/**
 * How much is remembered before the oldest goes. The default fits into a heap of 64 MiB.
 *
 * @param payments intents, those that are paid or cancelled going before any other, and as many
 *     charges, refunds and payment methods
 * @param events Stripe keeps them for 30 days; here their number is bounded
 * @param answers saved under idempotency keys
 * @param answerAge how long a saved answer lasts; Stripe may forget keys after 24 hours
 * @param journalSize in bytes, beyond which the files are rewritten without what has gone
 */
public record Retention(
        int payments, int events, int answers, Duration answerAge, long journalSize) {

    public static final Retention DEFAULT =
            new Retention(15_000, 10_000, 10_000, Duration.ofHours(24), 256L << 20);
}
