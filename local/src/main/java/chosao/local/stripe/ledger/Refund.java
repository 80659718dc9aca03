package chosao.local.stripe.ledger;

import chosao.local.stripe.card.RefundCourse;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Money given back.
 *
 * @param status {@code pending}, {@code succeeded} or {@code failed}
 * @param course how it still has to go on; {@code SUCCEEDS} when nothing more will happen
 * @see <a href="https://docs.stripe.com/api/refunds/object">The Refund object</a>
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Refund(
        String id,
        String charge,
        String intent,
        long created,
        long amount,
        String currency,
        @Nullable String reason,
        String status,
        RefundCourse course,
        Map<String, String> metadata) {

    public Refund settled(String newStatus) {
        return new Refund(
                id,
                charge,
                intent,
                created,
                amount,
                currency,
                reason,
                newStatus,
                RefundCourse.SUCCEEDS,
                metadata);
    }

    public Refund with(Map<String, String> newMetadata) {
        return new Refund(
                id, charge, intent, created, amount, currency, reason, status, course, newMetadata);
    }
}
