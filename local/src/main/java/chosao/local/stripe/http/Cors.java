package chosao.local.stripe.http;

import java.util.Map;

/**
 * Lets a page from anywhere call the API, as Stripe's own does for Stripe.js; keys decide what it
 * may do, and no cookie plays a part.
 */
final class Cors {

    static final Map<String, String> HEADERS =
            Map.of(
                    "Access-Control-Allow-Origin", "*",
                    "Access-Control-Allow-Methods", "GET, POST, HEAD, OPTIONS",
                    "Access-Control-Allow-Headers",
                            "Authorization, Content-Type, Idempotency-Key, Stripe-Version, Stripe-Account",
                    "Access-Control-Expose-Headers",
                            "Request-Id, Stripe-Version, Idempotent-Replayed",
                    "Access-Control-Max-Age", "300");

    private Cors() {}
}
