package chosao.orders.payment;

import chosao.kernel.money.Money;
import chosao.orders.order.Order;
import com.stripe.StripeClient;
import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.CardException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Dispute;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.net.RequestOptions;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentIntentCreateParams.AutomaticPaymentMethods;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundListParams;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Takes cards through Stripe (docs.stripe.com/payments/payment-intents). Whatever makes something
 * there goes with an idempotency key of our own, so that asking again makes nothing twice. Nothing
 * here may be called inside a transaction. Thread-safe.
 */
@Singleton
class StripeCards {

    private static final String ORDER_ID = "order_id";
    private static final String REFUND_ID = "refund_id";

    /** It was paid or cancelled before we could cancel it. */
    private static final String UNEXPECTED_STATE = "payment_intent_unexpected_state";

    /** The most that Stripe gives of a list at once. */
    private static final long LONGEST_LIST = 100;

    private static final int ATTEMPTS_PER_KEY = 2;

    private final StripeClient stripe;
    private final String base;

    StripeCards(StripeConfig config) {
        this.base = config.apiBase();
        this.stripe =
                StripeClient.builder()
                        .setApiKey(config.apiKey())
                        .setApiBase(base)
                        .setConnectTimeout((int) config.connectTimeout().toMillis())
                        .setReadTimeout((int) config.readTimeout().toMillis())
                        // What fails is asked again by the sweeper, not while the buyer waits.
                        .setMaxNetworkRetries(0)
                        .build();
    }

    /** Opens the payment of an order; for an order that has one, gives that one. */
    Intent open(Order order) {
        var params =
                PaymentIntentCreateParams.builder()
                        .setAmount(order.total().amount())
                        .setCurrency(
                                order.total().currency().getCurrencyCode().toLowerCase(Locale.ROOT))
                        .setDescription("Chợ Sao " + order.number())
                        .setAutomaticPaymentMethods(
                                AutomaticPaymentMethods.builder()
                                        .setEnabled(true)
                                        .setAllowRedirects(
                                                AutomaticPaymentMethods.AllowRedirects.NEVER)
                                        .build())
                        .putMetadata(ORDER_ID, order.id().toString())
                        .putMetadata("order_number", order.number().value())
                        .build();
        return asking(() ->
                intentOf(
                        stripe.v1()
                                .paymentIntents()
                                .create(
                                        params,
                                        keyed("order-" + order.id(), order.payment().attempts()))));
    }

    Intent retrieve(String intentId) {
        return asking(() -> intentOf(stripe.v1().paymentIntents().retrieve(intentId)));
    }

    /** Cancels a payment, unless it was paid or cancelled before; the answer tells which. */
    Intent cancel(String intentId) {
        return asking(() -> {
            try {
                return intentOf(stripe.v1().paymentIntents().cancel(intentId));
            } catch (InvalidRequestException tooLate) {
                if (!UNEXPECTED_STATE.equals(tooLate.getCode())) {
                    throw tooLate;
                }
                return intentOf(stripe.v1().paymentIntents().retrieve(intentId));
            }
        });
    }

    /**
     * Gives money back. The key names the amount too: where others gave back a part of it, what is
     * asked next is another request.
     */
    Refunded refund(UUID refundId, String intentId, Money amount, int attempts) {
        var params =
                RefundCreateParams.builder()
                        .setPaymentIntent(intentId)
                        .setAmount(amount.amount())
                        .putMetadata(REFUND_ID, refundId.toString())
                        .build();
        var key = "refund-" + refundId + "-" + amount.amount();
        return asking(() -> refundOf(stripe.v1().refunds().create(params, keyed(key, attempts))));
    }

    Refunded retrieveRefund(String stripeId) {
        return asking(() -> refundOf(stripe.v1().refunds().retrieve(stripeId)));
    }

    /** All that was ever given back of a payment, whoever did it. */
    List<Refunded> refundsOf(String intentId) {
        var params =
                RefundListParams.builder()
                        .setPaymentIntent(intentId)
                        .setLimit(LONGEST_LIST)
                        .build();
        return asking(() -> {
            var all = new ArrayList<Refunded>();
            stripe.v1()
                    .refunds()
                    .list(params)
                    .autoPagingIterable()
                    .forEach(refund -> all.add(refundOf(refund)));
            return all;
        });
    }

    /** How a dispute stands; nothing for one about something else than a payment of ours. */
    Optional<Disputed> dispute(String id) {
        return asking(() -> disputeOf(stripe.v1().disputes().retrieve(id)));
    }

    private static Optional<Disputed> disputeOf(Dispute dispute) {
        var intent = dispute.getPaymentIntent();
        if (intent == null) {
            return Optional.empty();
        }
        var evidence = dispute.getEvidenceDetails();
        var dueBy = evidence == null ? null : evidence.getDueBy();
        return Optional.of(
                new Disputed(
                        dispute.getId(),
                        intent,
                        new Money(dispute.getAmount(), currency(dispute.getCurrency())),
                        String.valueOf(dispute.getReason()),
                        String.valueOf(dispute.getStatus()),
                        Instant.ofEpochSecond(dispute.getCreated()),
                        dueBy == null ? null : Instant.ofEpochSecond(dueBy)));
    }

    /**
     * What became of a refund.
     *
     * @param id the provider's name for it; null while it has none
     * @param refundId ours; null if it was made elsewhere
     * @param amount null where the provider did not make it
     */
    record Refunded(
            @Nullable String id,
            @Nullable UUID refundId,
            @Nullable String intentId,
            @Nullable Money amount,
            Status status,
            @Nullable String failure) {

        enum Status {
            PENDING,
            SUCCEEDED,
            FAILED
        }
    }

    /** What we opened is in a currency that we know; others may be in any, also in new ones. */
    static boolean isInKnownCurrency(PaymentIntent intent) {
        return Currency.getAvailableCurrencies().stream()
                .map(Currency::getCurrencyCode)
                .anyMatch(currencyOf(intent)::equals);
    }

    static Intent intentOf(PaymentIntent intent) {
        var metadata = intent.getMetadata();
        var error = intent.getLastPaymentError();
        var received = intent.getAmountReceived();
        return new Intent(
                Objects.requireNonNull(intent.getId(), "id"),
                metadata == null ? null : idIn(metadata.get(ORDER_ID)),
                intent.getClientSecret(),
                switch (intent.getStatus()) {
                    case "succeeded" -> Intent.Status.PAID;
                    case "canceled" -> Intent.Status.CANCELLED;
                    default -> Intent.Status.OPEN;
                },
                new Money(
                        received == null ? 0 : received, Currency.getInstance(currencyOf(intent))),
                error == null ? null : codeOf(error.getDeclineCode(), error.getCode()));
    }

    private static String currencyOf(PaymentIntent intent) {
        return intent.getCurrency().toUpperCase(Locale.ROOT);
    }

    static Refunded refundOf(Refund refund) {
        var metadata = refund.getMetadata();
        return new Refunded(
                refund.getId(),
                metadata == null ? null : idIn(metadata.get(REFUND_ID)),
                refund.getPaymentIntent(),
                amountOf(refund),
                switch (refund.getStatus()) {
                    case "succeeded" -> Refunded.Status.SUCCEEDED;
                    case "failed", "canceled" -> Refunded.Status.FAILED;
                    case null, default -> Refunded.Status.PENDING;
                },
                refund.getFailureReason());
    }

    private static @Nullable Money amountOf(Refund refund) {
        var amount = refund.getAmount();
        var currency = refund.getCurrency();
        return amount == null || currency == null ? null : new Money(amount, currency(currency));
    }

    private static Currency currency(String code) {
        return Currency.getInstance(code.toUpperCase(Locale.ROOT));
    }

    private static @Nullable String codeOf(@Nullable String declined, @Nullable String code) {
        return declined == null ? code : declined;
    }

    private static @Nullable UUID idIn(@Nullable String text) {
        try {
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException notOurs) {
            return null;
        }
    }

    /**
     * Stripe keeps the answer under the key even where it is its own failure (status 500), and
     * would repeat that for a day. So after some attempts the key is another one. What the first
     * key may have made is then of no harm: nobody has the secret of a payment that was never
     * recorded; and before a refund is tried again, Stripe is asked whether it made it.
     */
    private static RequestOptions keyed(String name, int attempts) {
        int generation = attempts / ATTEMPTS_PER_KEY;
        var key = generation == 0 ? name : name + "-" + generation;
        return RequestOptions.builder().setIdempotencyKey(key).build();
    }

    private interface Question<T> {
        T ask() throws StripeException;
    }

    private <T> T asking(Question<T> question) {
        try {
            return question.ask();
        } catch (InvalidRequestException | CardException refused) {
            var code = refused.getCode();
            throw new ProviderException.Refused(code == null ? "refused" : code, refused);
        } catch (StripeException fault) {
            throw new ProviderException.Unavailable(base + ": " + reason(fault), fault);
        }
    }

    /** Of a connection the library says that it was Stripe's usual one, wherever it went. */
    private static String reason(StripeException fault) {
        return fault instanceof ApiConnectionException && fault.getCause() != null
                ? fault.getCause().toString()
                : fault.toString();
    }
}
