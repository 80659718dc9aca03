package chosao.local.stripe.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Why an attempt to pay failed.
 *
 * @param type {@code card_error}, or {@code invalid_request_error} for a failed authentication
 * @param charge id of the failed charge; absent when none was tried
 * @see <a
 *     href="https://docs.stripe.com/api/payment_intents/object#payment_intent_object-last_payment_error">
 *     last_payment_error</a>
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PaymentFailure(
        String type,
        String code,
        @Nullable String declineCode,
        String message,
        @Nullable String charge,
        PaymentMethod method) {}
