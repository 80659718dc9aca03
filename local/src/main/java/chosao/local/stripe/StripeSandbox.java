package chosao.local.stripe;

import chosao.local.stripe.http.SandboxServer;
import chosao.local.stripe.ledger.Ledger;
import chosao.local.stripe.ledger.Retention;
import chosao.local.stripe.webhook.Deliveries;
import chosao.local.stripe.webhook.WebhookSwitches;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;

/**
 * Stands in for Stripe on a developer's machine: unmodified stripe-java, and anything else that
 * speaks Stripe's HTTP API, talks to it as to Stripe. Runs as a process of its own or inside a
 * test.
 *
 * @see <a href="https://docs.stripe.com/api">Stripe's API</a>
 */
public final class StripeSandbox implements AutoCloseable {

    private final Ledger ledger;
    private final Deliveries deliveries;
    private final SandboxServer server;

    private StripeSandbox(Ledger ledger, Deliveries deliveries, SandboxServer server) {
        this.ledger = ledger;
        this.deliveries = deliveries;
        this.server = server;
    }

    public static void main(String[] args) throws InterruptedException {
        StripeSandbox sandbox;
        try {
            sandbox = start(StripeSandboxSettings.from(System.getenv()));
        } catch (IllegalArgumentException | UncheckedIOException e) {
            System.err.println("The Stripe sandbox cannot start: " + reason(e));
            System.exit(1);
            return;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close, "shutdown"));
        System.out.println("Stripe sandbox listens on " + sandbox.baseUrl());
        Thread.currentThread().join();
    }

    /** Starts a sandbox; it answers when this returns. */
    public static StripeSandbox start(StripeSandboxSettings settings) {
        Clock clock = Clock.systemUTC();
        Deliveries deliveries =
                new Deliveries(
                        settings.webhookSecret(),
                        settings.retry(),
                        WebhookSwitches.undisturbed(
                                settings.webhookUrl(), settings.webhookEvents()),
                        clock);
        Ledger ledger = new Ledger(settings.data(), clock, Retention.DEFAULT, deliveries::wants);
        SandboxServer server;
        try {
            server =
                    SandboxServer.start(
                            new InetSocketAddress(settings.host(), settings.port()),
                            settings.publicUrl(),
                            settings.secretKey(),
                            settings.publishableKey(),
                            ledger,
                            deliveries,
                            settings.refundSettles());
        } catch (UncheckedIOException e) {
            ledger.close();
            throw e;
        }
        deliveries.start(ledger);
        return new StripeSandbox(ledger, deliveries, server);
    }

    /** Where it listens, without a slash at the end: the value for {@code STRIPE_API_BASE}. */
    public String baseUrl() {
        return server.baseUrl();
    }

    /** Sends webhooks to another endpoint from now on. */
    public void sendTo(URI webhookUrl) {
        deliveries.set(now ->
                new WebhookSwitches(
                        webhookUrl,
                        now.events(),
                        now.duplicate(),
                        now.delay(),
                        now.reorder(),
                        now.pause(),
                        now.drop()));
    }

    /**
     * Stops; what it knows and has not delivered is there again at the next start with the same
     * data directory.
     */
    @Override
    public void close() {
        server.close();
        deliveries.close();
        ledger.close();
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure.getCause();
        return cause == null
                ? String.valueOf(failure.getMessage())
                : failure.getMessage() + ": " + cause.getMessage();
    }
}
