package chosao.local.stripe;

import chosao.local.testing.LoopbackServer;
import com.stripe.StripeClient;
import com.stripe.exception.SignatureVerificationException;
import com.stripe.exception.StripeException;
import com.stripe.model.Event;
import com.stripe.model.PaymentIntent;
import com.stripe.model.StripeObject;
import com.stripe.net.Webhook;
import com.stripe.param.PaymentIntentConfirmParams;
import com.stripe.param.PaymentIntentCreateParams;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A merchant with a webhook endpoint that checks signatures, and stripe-java to call Stripe with.
 */
final class Shop implements AutoCloseable {

    static final String SECRET_KEY = "sk_test_sandbox";
    static final String PUBLISHABLE_KEY = "pk_test_sandbox";
    static final String WEBHOOK_SECRET = "whsec_sandbox";

    private final LoopbackServer server = new LoopbackServer();
    private final List<Event> heard = new CopyOnWriteArrayList<>();
    private final AtomicInteger refusals = new AtomicInteger();

    Shop() {
        server.answering(
                "/hook",
                exchange -> {
                    String payload =
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8);
                    String signature = exchange.getRequestHeaders().getFirst("Stripe-Signature");
                    exchange.sendResponseHeaders(hear(payload, signature), -1);
                    exchange.close();
                });
    }

    private int hear(String payload, String signature) {
        if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            return 503;
        }
        try {
            heard.add(Webhook.constructEvent(payload, signature, WEBHOOK_SECRET));
            return 200;
        } catch (SignatureVerificationException e) {
            return 400;
        }
    }

    static StripeSandboxSettings settings() {
        return StripeSandboxSettings.inMemory(SECRET_KEY, PUBLISHABLE_KEY, WEBHOOK_SECRET);
    }

    static StripeClient client(StripeSandbox sandbox) {
        return client(sandbox, SECRET_KEY);
    }

    static StripeClient client(StripeSandbox sandbox, String key) {
        return StripeClient.builder()
                .setApiKey(key)
                .setApiBase(sandbox.baseUrl())
                .setMaxNetworkRetries(0)
                .build();
    }

    static PaymentIntentCreateParams.Builder aPayment() {
        return PaymentIntentCreateParams.builder()
                .setAmount(120_000L)
                .setCurrency("vnd")
                .putMetadata("order", "CS-1")
                .setAutomaticPaymentMethods(
                        PaymentIntentCreateParams.AutomaticPaymentMethods.builder()
                                .setEnabled(true)
                                .setAllowRedirects(
                                        PaymentIntentCreateParams.AutomaticPaymentMethods
                                                .AllowRedirects.NEVER)
                                .build());
    }

    static PaymentIntent paid(StripeClient client) throws StripeException {
        return paid(client, "pm_card_visa");
    }

    static PaymentIntent paid(StripeClient client, String card) throws StripeException {
        PaymentIntent intent = client.v1().paymentIntents().create(aPayment().build());
        return client.v1()
                .paymentIntents()
                .confirm(
                        intent.getId(),
                        PaymentIntentConfirmParams.builder().setPaymentMethod(card).build());
    }

    URI url() {
        return server.url().resolve("/hook");
    }

    /** Answers the next webhooks with 503. */
    void refuseNext(int count) {
        refusals.set(count);
    }

    int stillRefusing() {
        return refusals.get();
    }

    /** Events in the order they were accepted. */
    List<Event> heard() {
        return List.copyOf(heard);
    }

    List<String> heardTypes() {
        return heard.stream().map(Event::getType).toList();
    }

    /** The object that an event tells of, in the version that stripe-java understands. */
    static StripeObject object(Event event) {
        return event.getDataObjectDeserializer().getObject().orElseThrow();
    }

    @Override
    public void close() {
        server.close();
    }
}
