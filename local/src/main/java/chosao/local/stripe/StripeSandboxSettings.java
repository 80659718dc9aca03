package chosao.local.stripe;

import chosao.local.stripe.webhook.Retry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a sandbox is set up.
 *
 * @param port 0 takes any free one
 * @param publicUrl where buyers' clients reach it, as links for them say; null for where it listens
 * @param secretKey the merchant's key, {@code sk_test_…}
 * @param publishableKey the key that buyers' clients show, {@code pk_test_…}
 * @param webhookSecret what webhooks are signed with, {@code whsec_…}
 * @param webhookUrl the merchant's endpoint; null to send none until the switches name one
 * @param webhookEvents the types it listens for; {@code *} for all, a trailing {@code *} for all of
 *     that beginning
 * @param data where the sandbox keeps what it knows; null to forget everything with the process
 * @param retry how webhooks are tried again
 * @param refundSettles how long refunds to the pending and failing refund cards take
 */
public record StripeSandboxSettings(
        String host,
        int port,
        @Nullable URI publicUrl,
        String secretKey,
        String publishableKey,
        String webhookSecret,
        @Nullable URI webhookUrl,
        Set<String> webhookEvents,
        @Nullable Path data,
        Retry retry,
        Duration refundSettles) {

    private static final String DEFAULT_HOST = "127.0.0.1";
    private static final String DEFAULT_PORT = "12111";

    /**
     * What the market's orders listen for; an endpoint at Stripe itself is set up with the same
     * list.
     */
    private static final String DEFAULT_WEBHOOK_EVENTS =
            "payment_intent.succeeded,payment_intent.payment_failed,payment_intent.canceled,refund.*"
                    + ",charge.refunded,charge.dispute.*";

    private static final String DEFAULT_WEBHOOK_URL =
            "http://127.0.0.1:8080/api/v1/webhooks/stripe";

    public StripeSandboxSettings {
        webhookEvents = Set.copyOf(webhookEvents);
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException(
                    "STRIPE_SANDBOX_PORT: " + port + " (expected: 0 to 65535)");
        }
    }

    /**
     * A sandbox on any free port that forgets everything when it closes and tells all events once
     * it knows where.
     */
    public static StripeSandboxSettings inMemory(
            String secretKey, String publishableKey, String webhookSecret) {
        return new StripeSandboxSettings(
                DEFAULT_HOST,
                0,
                null,
                secretKey,
                publishableKey,
                webhookSecret,
                null,
                Set.of("*"),
                null,
                Retry.DEFAULT,
                Duration.ofSeconds(2));
    }

    /**
     * Reads {@code STRIPE_API_KEY}, {@code STRIPE_PUBLISHABLE_KEY} and {@code
     * STRIPE_WEBHOOK_SECRET}, which have no default, and {@code STRIPE_SANDBOX_PORT}, {@code
     * STRIPE_SANDBOX_DATA}, {@code STRIPE_WEBHOOK_URL}, {@code STRIPE_WEBHOOK_EVENTS}
     * (comma-separated), {@code STRIPE_PUBLIC_API_BASE} and {@code CHOSAO_HOST}, which have.
     */
    public static StripeSandboxSettings from(Map<String, String> environment) {
        String data = environment.get("STRIPE_SANDBOX_DATA");
        String publicUrl = environment.get("STRIPE_PUBLIC_API_BASE");
        return new StripeSandboxSettings(
                environment.getOrDefault("CHOSAO_HOST", DEFAULT_HOST),
                port(environment.getOrDefault("STRIPE_SANDBOX_PORT", DEFAULT_PORT)),
                publicUrl == null ? null : URI.create(publicUrl),
                required(environment, "STRIPE_API_KEY"),
                required(environment, "STRIPE_PUBLISHABLE_KEY"),
                required(environment, "STRIPE_WEBHOOK_SECRET"),
                URI.create(environment.getOrDefault("STRIPE_WEBHOOK_URL", DEFAULT_WEBHOOK_URL)),
                Arrays.stream(
                                environment
                                        .getOrDefault(
                                                "STRIPE_WEBHOOK_EVENTS", DEFAULT_WEBHOOK_EVENTS)
                                        .split(",", -1))
                        .map(String::strip)
                        .collect(Collectors.toSet()),
                data == null ? null : Path.of(data),
                Retry.DEFAULT,
                Duration.ofSeconds(2));
    }

    public StripeSandboxSettings sendingTo(URI newWebhookUrl) {
        return new StripeSandboxSettings(
                host,
                port,
                publicUrl,
                secretKey,
                publishableKey,
                webhookSecret,
                newWebhookUrl,
                webhookEvents,
                data,
                retry,
                refundSettles);
    }

    public StripeSandboxSettings keepingIn(Path newData) {
        return new StripeSandboxSettings(
                host,
                port,
                publicUrl,
                secretKey,
                publishableKey,
                webhookSecret,
                webhookUrl,
                webhookEvents,
                newData,
                retry,
                refundSettles);
    }

    public StripeSandboxSettings retrying(Retry newRetry) {
        return new StripeSandboxSettings(
                host,
                port,
                publicUrl,
                secretKey,
                publishableKey,
                webhookSecret,
                webhookUrl,
                webhookEvents,
                data,
                newRetry,
                refundSettles);
    }

    public StripeSandboxSettings settlingRefundsAfter(Duration newRefundSettles) {
        return new StripeSandboxSettings(
                host,
                port,
                publicUrl,
                secretKey,
                publishableKey,
                webhookSecret,
                webhookUrl,
                webhookEvents,
                data,
                retry,
                newRefundSettles);
    }

    private static int port(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "STRIPE_SANDBOX_PORT: " + text + " (expected: 0 to 65535)", e);
        }
    }

    private static String required(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(name + " is not set");
        }
        return value;
    }
}
