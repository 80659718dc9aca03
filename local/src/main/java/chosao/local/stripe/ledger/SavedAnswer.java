package chosao.local.stripe.ledger;

/**
 * The first answer given under an idempotency key, to be given again.
 *
 * @param scope whose key it is: two API keys never meet
 * @param fingerprint of endpoint and parameters; a repeat must match it
 * @param body where it lies; {@link Texts} reads it
 * @param at in seconds since the epoch
 * @param requestId of the first request, which Stripe repeats too
 * @see <a href="https://docs.stripe.com/api/idempotent_requests">Idempotent requests</a>
 */
record SavedAnswer(
        String scope,
        String key,
        String fingerprint,
        int status,
        Extent body,
        long at,
        String requestId) {

    SavedAnswer lyingAt(Extent extent) {
        return new SavedAnswer(scope, key, fingerprint, status, extent, at, requestId);
    }
}
