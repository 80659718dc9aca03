package chosao.local.stripe.http;

import chosao.local.stripe.error.Refusal;
import chosao.local.stripe.error.StripeError;
import chosao.local.stripe.ledger.Kept;
import chosao.local.stripe.ledger.Ledger;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs what carries an idempotency key once, and gives repeats the first answer.
 *
 * @see <a href="https://docs.stripe.com/api/idempotent_requests">Idempotent requests</a>
 */
final class IdempotencyKeys {

    static final int LONGEST = 255;

    private final Ledger ledger;
    private final Set<String> running = ConcurrentHashMap.newKeySet();

    IdempotencyKeys(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * The saved answer, or that of {@code first}, which saves it.
     *
     * @param fingerprint of the endpoint and all parameters
     */
    Reply once(Caller caller, String key, String fingerprint, Supplier<Reply> first) {
        if (key.length() > LONGEST) {
            throw new Refusal(
                    error(400, null, "Idempotency keys can be at most 255 characters long."));
        }
        String id = caller.scope() + ' ' + key;
        if (!running.add(id)) {
            throw new Refusal(
                    error(
                            409,
                            "idempotency_key_in_use",
                            "There is currently another in-progress request using this Stripe Idempotent Key (that"
                                    + " probably means you submitted twice, and the other request is still going"
                                    + " through): "
                                    + key
                                    + "."));
        }
        try {
            Kept kept = ledger.kept(caller.scope(), key);
            return kept == null ? first.get() : repeat(kept, key, fingerprint);
        } finally {
            running.remove(id);
        }
    }

    private static Reply repeat(Kept kept, String key, String fingerprint) {
        if (!kept.fingerprint().equals(fingerprint)) {
            throw new Refusal(
                    error(
                            400,
                            null,
                            "Keys for idempotent requests can only be used with the same parameters they were first"
                                    + " used with. Try using a key other than '"
                                    + key
                                    + "' if you meant to execute a different request."));
        }
        return Reply.json(kept.status(), kept.body())
                .with(Map.of("Idempotent-Replayed", "true", "Original-Request", kept.requestId()));
    }

    private static StripeError error(int status, @Nullable String code, String message) {
        return new StripeError(status, "idempotency_error", code, message, null);
    }
}
