package chosao.local.stripe.ledger;

import org.jspecify.annotations.Nullable;

/**
 * The request that caused a change; events name it.
 *
 * @param request its id; null for what Stripe does by itself
 */
public record Origin(@Nullable String request, @Nullable String idempotencyKey) {

    /** Nobody's request: time passing. */
    public static final Origin STRIPE = new Origin(null, null);
}
