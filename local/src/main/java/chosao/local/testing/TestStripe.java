package chosao.local.testing;

import chosao.local.stripe.StripeSandbox;
import chosao.local.stripe.StripeSandboxSettings;
import java.net.URI;

/** A Stripe sandbox inside the test's JVM, on a free port; every caller gets one of its own. */
public final class TestStripe implements AutoCloseable {

    public static final String API_KEY = "sk_test_of_a_test";
    public static final String PUBLISHABLE_KEY = "pk_test_of_a_test";
    public static final String WEBHOOK_SECRET = "whsec_of_a_test";

    private final StripeSandbox sandbox;

    private TestStripe(StripeSandbox sandbox) {
        this.sandbox = sandbox;
    }

    /** A sandbox that keeps its events to itself until {@link #sendTo}. */
    public static TestStripe start() {
        return new TestStripe(
                StripeSandbox.start(
                        StripeSandboxSettings.inMemory(API_KEY, PUBLISHABLE_KEY, WEBHOOK_SECRET)));
    }

    /** Where it answers: the value for {@code STRIPE_API_BASE}. */
    public URI url() {
        return URI.create(sandbox.baseUrl());
    }

    /** Sends webhooks there from now on. */
    public void sendTo(URI webhookUrl) {
        sandbox.sendTo(webhookUrl);
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
