package chosao.local.stripe.ledger;

/**
 * A saved answer, taken out to be given again.
 *
 * @param fingerprint what a repeat must match
 * @param requestId of the first request
 */
public record Kept(String fingerprint, int status, String body, String requestId) {}
