/** Stripe's HTTP habits: form encoding, keys, idempotency, error bodies and routes. */
@NullMarked
package chosao.local.stripe.http;

import org.jspecify.annotations.NullMarked;
