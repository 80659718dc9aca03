package chosao.local.stripe.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A cardholder's objection to a charge.
 *
 * @param reason in the words of Stripe, such as {@code fraudulent}
 * @param status {@code needs_response}, {@code under_review}, {@code won} or {@code lost}
 * @param evidence what the merchant has said to it; null while that is nothing
 * @see <a href="https://docs.stripe.com/api/disputes/object">The Dispute object</a>
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Dispute(
        String id,
        String charge,
        String intent,
        long created,
        long amount,
        String currency,
        String reason,
        String status,
        @Nullable JsonNode evidence,
        Map<String, String> metadata) {

    /** The same dispute, answered so far or to its end. */
    public Dispute with(
            String newStatus, @Nullable JsonNode newEvidence, Map<String, String> newMetadata) {
        return new Dispute(
                id,
                charge,
                intent,
                created,
                amount,
                currency,
                reason,
                newStatus,
                newEvidence,
                newMetadata);
    }

    public boolean isOpen() {
        return !status.equals("won") && !status.equals("lost");
    }
}
