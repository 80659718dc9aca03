package chosao.local.stripe.ledger;

/**
 * The first answer given under an idempotency key, to be given again.
 *
 * @param scope whose key it is: two API keys never meet
 * @param fingerprint of endpoint and parameters; a repeat must match it
 * @param at in seconds since the epoch
 * @param requestId of the first request, which Stripe repeats too
 * @see <a href="https://docs.stripe.com/api/idempotent_requests">Idempotent requests</a>
 */
public record SavedAnswer(
        String scope,
        String key,
        String fingerprint,
        int status,
        String body,
        long at,
        String requestId) {}
