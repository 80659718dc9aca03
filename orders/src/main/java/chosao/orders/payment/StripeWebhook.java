package chosao.orders.payment;

import static java.nio.charset.StandardCharsets.UTF_8;

import chosao.kernel.problem.KernelProblem;
import chosao.orders.OrdersProblem;
import chosao.orders.payment.StripeCards.Refunded;
import com.stripe.exception.EventDataObjectDeserializationException;
import com.stripe.exception.SignatureVerificationException;
import com.stripe.model.Charge;
import com.stripe.model.Dispute;
import com.stripe.model.Event;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.net.Webhook;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears from Stripe (docs.stripe.com/webhooks). Events come at least once and in any order; what
 * they tell of a payment is final or of no weight, so each may be taken as it comes.
 */
@Tag(name = "Webhooks")
@Controller("/api/v1/webhooks/stripe")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
class StripeWebhook {

    private static final Logger LOG = LoggerFactory.getLogger(StripeWebhook.class);

    /** As Stripe recommends: an older signature may be somebody's recording. */
    private static final long TOLERANCE_SECONDS = 300;

    private static final String CHARGE_REFUNDED = "charge.refunded";

    private static final Pattern IDENTIFIER = Pattern.compile("[\\w-]{1,255}");

    private final Settlement settlement;
    private final Cashier cashier;
    private final String secret;

    StripeWebhook(Settlement settlement, Cashier cashier, StripeConfig config) {
        this.settlement = settlement;
        this.cashier = cashier;
        this.secret = config.webhookSecret();
    }

    @Serdeable
    @Schema(name = "WebhookReceipt")
    record Received(boolean received) {}

    /** What an event means to us. */
    private sealed interface News {

        record OfPayment(String event, Intent intent) implements News {}

        record OfRefund(String event, Refunded refunded) implements News {}

        /** Of money that was given back, perhaps elsewhere. */
        record OfRefunds(String event, String intentId) implements News {}

        record OfDispute(String event, String disputeId) implements News {}

        record Nothing(String event, String type) implements News {}
    }

    @Operation(
            operationId = "hearStripe",
            summary = "Take an event of Stripe",
            description = "Stripe signs it over the bytes as they come.")
    @ApiResponse(
            responseCode = "400",
            description =
                    "`forged-webhook`: the signature is missing, wrong or old; `body-missing`: there is"
                            + " no event; or `malformed-webhook`: what is signed is no event.")
    @Post
    Received hear(
            @RequestBody(
                            description = "An event of Stripe",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = Object.class)))
                    @Body
                    byte[] payload,
            @Header("Stripe-Signature") @Nullable String signature) {
        switch (read(verified(payload, signature))) {
            case News.OfPayment(String event, Intent intent) -> {
                if (settlement.hear(event, intent)) {
                    cashier.giveBack(Objects.requireNonNull(intent.orderId()));
                }
            }
            case News.OfRefund(String event, Refunded refunded) -> settlement.hear(event, refunded);
            case News.OfRefunds(String event, String intentId) ->
                    asking(() -> cashier.refundsChanged(event, intentId));
            case News.OfDispute(String event, String disputeId) ->
                    asking(() -> cashier.disputeChanged(event, disputeId));
            case News.Nothing(String event, String type) ->
                    LOG.info("Event {} of type {} is nothing to us", event, type);
        }
        return new Received(true);
    }

    /** What Stripe cannot be asked about now, it tells again later. */
    private static void asking(Runnable work) {
        try {
            work.run();
        } catch (ProviderException unanswered) {
            LOG.warn("An event is heard later: {}", unanswered.getMessage());
            throw KernelProblem.SERVICE_UNAVAILABLE.with();
        }
    }

    /** What is not signed is not looked at. */
    private String verified(byte[] payload, @Nullable String signature) {
        if (signature == null) {
            throw OrdersProblem.FORGED_WEBHOOK.with();
        }
        var text = new String(payload, UTF_8);
        try {
            Webhook.Signature.verifyHeader(text, signature, secret, TOLERANCE_SECONDS);
            return text;
        } catch (SignatureVerificationException
                // A header that is none: stripe-java takes it apart before it checks anything.
                | NumberFormatException
                | ArrayIndexOutOfBoundsException forged) {
            LOG.warn("Webhook refused: {}", forged.getMessage());
            throw OrdersProblem.FORGED_WEBHOOK.with();
        }
    }

    /**
     * Nothing but reading is done in here. Stripe's library takes a text apart without looking
     * whether its parts are there, so whatever it stumbles over means that the text is no event.
     */
    private static News read(String text) {
        try {
            return newsIn(Webhook.constructEventWithoutVerification(text));
        } catch (EventDataObjectDeserializationException | RuntimeException unreadable) {
            LOG.warn("Webhook is signed but not an event: {}", unreadable.toString());
            throw OrdersProblem.MALFORMED_WEBHOOK.with();
        }
    }

    /** Unsafe is how the library calls reading an event of another version than its own. */
    private static News newsIn(Event event) throws EventDataObjectDeserializationException {
        var id = identifier(event.getId());
        var nothing = new News.Nothing(id, String.valueOf(event.getType()));
        return switch (event.getDataObjectDeserializer().deserializeUnsafe()) {
            case PaymentIntent intent ->
                    StripeCards.isInKnownCurrency(intent)
                            ? new News.OfPayment(id, StripeCards.intentOf(intent))
                            : nothing;
            case Refund refund -> ofRefund(id, refund).orElse(nothing);
            case Charge charge when CHARGE_REFUNDED.equals(event.getType()) ->
                    charge.getPaymentIntent() == null
                            ? nothing
                            : new News.OfRefunds(id, charge.getPaymentIntent());
            case Dispute dispute -> new News.OfDispute(id, identifier(dispute.getId()));
            default -> nothing;
        };
    }

    /** One that we made says all; of another, all that belongs to its payment is asked for. */
    private static Optional<News> ofRefund(String event, Refund refund) {
        var refunded = StripeCards.refundOf(refund);
        if (refunded.refundId() != null) {
            return Optional.of(new News.OfRefund(event, refunded));
        }
        return Optional.ofNullable(refund.getPaymentIntent())
                .map(intent -> new News.OfRefunds(event, intent));
    }

    private static String identifier(@Nullable String id) {
        if (id == null || !IDENTIFIER.matcher(id).matches()) {
            throw new IllegalArgumentException("id: " + id + " (expected: " + IDENTIFIER + ")");
        }
        return id;
    }
}
