package chosao.local.stripe.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a buyer is to pay, and how far that has come.
 *
 * @param clientSecret lets the buyer's client confirm this payment without the merchant's secret
 *     key
 * @param created in seconds since the epoch
 * @param latestCharge id of the newest charge tried for it, succeeded or not
 * @param lastError why the newest attempt failed, until one succeeds
 * @see <a href="https://docs.stripe.com/api/payment_intents/object">The PaymentIntent object</a>
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PaymentIntent(
        String id,
        String clientSecret,
        long created,
        Terms terms,
        Notes notes,
        Progress progress,
        @Nullable String latestCharge,
        @Nullable PaymentFailure lastError) {

    /**
     * What was agreed.
     *
     * @param amount in the currency's minor unit; đồng and yen have none
     * @param currency ISO 4217 in lower case
     * @param redirects {@code always} or {@code never} with automatic payment methods; null with
     *     listed types
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Terms(
            long amount,
            String currency,
            CaptureMethod captureMethod,
            String confirmationMethod,
            @Nullable String redirects,
            @Nullable String setupFutureUsage) {}

    /** What the merchant wrote beside it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Notes(
            @Nullable String description,
            @Nullable String receiptEmail,
            @Nullable String statementDescriptor,
            @Nullable String statementDescriptorSuffix,
            @Nullable String transferGroup,
            @Nullable JsonNode shipping,
            Map<String, String> metadata) {

        public Notes {
            metadata = Map.copyOf(metadata);
        }
    }

    public PaymentIntent with(Progress next) {
        return new PaymentIntent(
                id, clientSecret, created, terms, notes, next, latestCharge, lastError);
    }

    public PaymentIntent with(Terms newTerms, Notes newNotes) {
        return new PaymentIntent(
                id, clientSecret, created, newTerms, newNotes, progress, latestCharge, lastError);
    }

    /** After a charge that went through: the earlier failure, if any, no longer counts. */
    public PaymentIntent charged(String charge, Progress next) {
        return new PaymentIntent(id, clientSecret, created, terms, notes, next, charge, null);
    }

    /** After an attempt that failed: another payment method may be tried. */
    public PaymentIntent failed(PaymentFailure failure) {
        return new PaymentIntent(
                id,
                clientSecret,
                created,
                terms,
                notes,
                new Progress.RequiresPaymentMethod(),
                failure.charge() == null ? latestCharge : failure.charge(),
                failure);
    }
}
