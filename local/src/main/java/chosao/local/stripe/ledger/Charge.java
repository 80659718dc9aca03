package chosao.local.stripe.ledger;

import chosao.local.stripe.card.Decline;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to take money from a card.
 *
 * @param decline why the issuer refused it; null when it did not
 * @param captured whether the money was taken, as against set aside
 * @param authenticated whether the buyer proved who they are
 * @param balanceTransaction id of the booking, once there is one
 * @param dispute id of the dispute about it, if its holder objected
 * @see <a href="https://docs.stripe.com/api/charges/object">The Charge object</a>
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Charge(
        String id,
        String intent,
        long created,
        long amount,
        String currency,
        PaymentMethod method,
        @Nullable Decline decline,
        boolean captured,
        boolean authenticated,
        long amountCaptured,
        long amountRefunded,
        @Nullable String balanceTransaction,
        @Nullable String dispute,
        @Nullable String description,
        @Nullable String receiptEmail,
        @Nullable JsonNode shipping,
        Map<String, String> metadata) {

    public Charge captured(long taken, @Nullable String booking) {
        return new Charge(
                id,
                intent,
                created,
                amount,
                currency,
                method,
                decline,
                true,
                authenticated,
                taken,
                amountRefunded,
                booking,
                dispute,
                description,
                receiptEmail,
                shipping,
                metadata);
    }

    public Charge refunded(long total) {
        return new Charge(
                id,
                intent,
                created,
                amount,
                currency,
                method,
                decline,
                captured,
                authenticated,
                amountCaptured,
                total,
                balanceTransaction,
                dispute,
                description,
                receiptEmail,
                shipping,
                metadata);
    }

    public Charge disputed(String id) {
        return new Charge(
                this.id,
                intent,
                created,
                amount,
                currency,
                method,
                decline,
                captured,
                authenticated,
                amountCaptured,
                amountRefunded,
                balanceTransaction,
                id,
                description,
                receiptEmail,
                shipping,
                metadata);
    }

    /** What could still be given back. */
    public long refundable() {
        return (captured ? amountCaptured : amount) - amountRefunded;
    }
}
