package chosao.orders.payment;

import static java.nio.charset.StandardCharsets.UTF_8;

import chosao.orders.OrdersProblem;
import com.stripe.exception.EventDataObjectDeserializationException;
import com.stripe.exception.SignatureVerificationException;
import com.stripe.model.Event;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.model.StripeObject;
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

    @Operation(
            operationId = "hearStripe",
            summary = "Take an event of Stripe",
            description = "Stripe signs it over the bytes as they come.")
    @ApiResponse(
            responseCode = "400",
            description = "`forged-webhook`: the signature is missing, wrong or old.")
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
        var event = verified(payload, signature);
        switch (subjectOf(event)) {
            case PaymentIntent intent -> {
                var told = StripeCards.intentOf(intent);
                settlement.hear(event.getId(), told);
                if (told.orderId() != null) {
                    cashier.giveBack(told.orderId());
                }
            }
            case Refund refund -> settlement.hear(event.getId(), StripeCards.refundOf(refund));
            default ->
                    LOG.debug(
                            "Event {} of type {} is nothing to us", event.getId(), event.getType());
        }
        return new Received(true);
    }

    private Event verified(byte[] payload, @Nullable String signature) {
        if (signature == null) {
            throw OrdersProblem.FORGED_WEBHOOK.with();
        }
        var text = new String(payload, UTF_8);
        try {
            // Before anything is parsed: what is not signed is not looked at.
            Webhook.Signature.verifyHeader(text, signature, secret, TOLERANCE_SECONDS);
            return Webhook.constructEvent(text, signature, secret);
        } catch (SignatureVerificationException
                // A header that is none: stripe-java takes it apart before it checks anything.
                | NumberFormatException
                | ArrayIndexOutOfBoundsException forged) {
            LOG.warn("Webhook refused: {}", forged.getMessage());
            throw OrdersProblem.FORGED_WEBHOOK.with();
        }
    }

    /** What the event is about, also where Stripe speaks another version than our library. */
    private static StripeObject subjectOf(Event event) {
        var data = event.getDataObjectDeserializer();
        return data.getObject()
                .orElseGet(() -> {
                    try {
                        return data.deserializeUnsafe();
                    } catch (EventDataObjectDeserializationException unreadable) {
                        throw new IllegalStateException("event " + event.getId(), unreadable);
                    }
                });
    }
}
