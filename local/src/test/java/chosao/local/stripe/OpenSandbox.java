package chosao.local.stripe;

import com.stripe.StripeClient;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One sandbox for all tests of a class, with the merchant's client for it. */
final class OpenSandbox implements BeforeAllCallback, AfterAllCallback {

    private final StripeSandboxSettings settings;
    private @Nullable StripeSandbox opened;

    OpenSandbox(StripeSandboxSettings settings) {
        this.settings = settings;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        opened = StripeSandbox.start(settings);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        sandbox().close();
    }

    StripeSandbox sandbox() {
        return Objects.requireNonNull(opened);
    }

    StripeClient client() {
        return Shop.client(sandbox());
    }
}
