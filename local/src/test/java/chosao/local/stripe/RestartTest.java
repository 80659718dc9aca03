package chosao.local.stripe;

import static chosao.local.stripe.Shop.aPayment;
import static chosao.local.stripe.Shop.paid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.stripe.StripeClient;
import com.stripe.model.Event;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.net.RequestOptions;
import com.stripe.param.RefundCreateParams;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartTest {

    @TempDir private Path data;

    @Test
    void remembersPaymentsAndTheirIdempotencyKeys() throws Exception {
        RequestOptions key = RequestOptions.builder().setIdempotencyKey("order-1").build();
        String intent;
        try (StripeSandbox sandbox = StripeSandbox.start(settings())) {
            StripeClient client = Shop.client(sandbox);
            intent = client.v1().paymentIntents().create(aPayment().build(), key).getId();
            PaymentIntent _ = paid(client);
        }

        try (StripeSandbox sandbox = StripeSandbox.start(settings())) {
            StripeClient client = Shop.client(sandbox);
            PaymentIntent again = client.v1().paymentIntents().create(aPayment().build(), key);

            assertThat(again.getId()).isEqualTo(intent);
            assertThat(again.getLastResponse().headers().firstValue("Idempotent-Replayed"))
                    .contains("true");
            assertThat(client.v1().paymentIntents().list().getData()).hasSize(2);
        }
    }

    @Test
    void deliversWhatWasOnItsWayOnceTheShopIsBack() throws Exception {
        try (Shop shop = new Shop()) {
            try (StripeSandbox sandbox =
                    StripeSandbox.start(settings().sendingTo(shop.url().resolve("/nobody-home")))) {
                PaymentIntent _ = paid(Shop.client(sandbox));
            }
            assertThat(shop.heard()).isEmpty();

            try (StripeSandbox sandbox = StripeSandbox.start(settings().sendingTo(shop.url()))) {
                await().until(() -> shop.heard().size() == 4);
                // It was heard; now the sandbox must also have noted that.
                Http.Answer _ = Http.postJson(sandbox, "/sandbox/webhooks/flush", "{}");
            }

            try (StripeSandbox sandbox = StripeSandbox.start(settings().sendingTo(shop.url()))) {
                Http.Answer _ = Http.postJson(sandbox, "/sandbox/webhooks/flush", "{}");
                assertThat(shop.heard()).as("nothing is sent a second time").hasSize(4);
            }
            assertThat(shop.heard().stream().map(Event::getId).distinct()).hasSize(4);
        }
    }

    @Test
    void endsRefundsThatWerePendingWhenItStopped() throws Exception {
        String id;
        try (StripeSandbox sandbox =
                StripeSandbox.start(settings().settlingRefundsAfter(Duration.ofHours(1)))) {
            StripeClient client = Shop.client(sandbox);
            PaymentIntent paid = paid(client, "pm_card_pendingRefund");
            id =
                    client.v1()
                            .refunds()
                            .create(
                                    RefundCreateParams.builder()
                                            .setPaymentIntent(paid.getId())
                                            .build())
                            .getId();
        }

        try (StripeSandbox sandbox =
                StripeSandbox.start(settings().settlingRefundsAfter(Duration.ofMillis(10)))) {
            StripeClient client = Shop.client(sandbox);
            await().untilAsserted(() -> {
                Refund refund = client.v1().refunds().retrieve(id);
                assertThat(refund.getStatus()).isEqualTo("succeeded");
            });
        }
    }

    @Test
    void passesOverALineThatWasNeverFinished() throws Exception {
        try (StripeSandbox sandbox = StripeSandbox.start(settings())) {
            PaymentIntent _ = paid(Shop.client(sandbox));
        }
        Files.write(
                data.resolve("journal.jsonl"),
                "{\"intents\":[{\"id\":\"pi_half".getBytes(StandardCharsets.UTF_8),
                StandardOpenOption.APPEND);

        try (StripeSandbox sandbox = StripeSandbox.start(settings())) {
            PaymentIntent _ = paid(Shop.client(sandbox));
        }

        try (StripeSandbox sandbox = StripeSandbox.start(settings())) {
            assertThat(Shop.client(sandbox).v1().paymentIntents().list().getData()).hasSize(2);
        }
    }

    @Test
    void setsAsideWhatItCannotRead() throws Exception {
        try (StripeSandbox sandbox = StripeSandbox.start(settings())) {
            PaymentIntent _ = paid(Shop.client(sandbox));
        }
        String damaged = "{\"intents\":[{\"id\":\"pi_half\n{\"settled\":[\"evt_1\"]}\n";
        Files.writeString(data.resolve("journal.jsonl"), damaged, StandardOpenOption.APPEND);

        try (StripeSandbox sandbox = StripeSandbox.start(settings())) {
            assertThat(Shop.client(sandbox).v1().paymentIntents().list().getData()).hasSize(1);
        }

        try (Stream<Path> files = Files.list(data)) {
            assertThat(files.filter(file -> file.getFileName().toString().startsWith("damaged-")))
                    .singleElement()
                    .satisfies(file -> assertThat(file).hasContent(damaged));
        }
    }

    @Test
    void sharesItsDataWithNoOtherSandbox() {
        try (StripeSandbox _ = StripeSandbox.start(settings())) {
            assertThatThrownBy(() -> StripeSandbox.start(settings()))
                    .isInstanceOf(UncheckedIOException.class)
                    .rootCause()
                    .hasMessageContaining("already uses it");
        }
    }

    private StripeSandboxSettings settings() {
        return Shop.settings().keepingIn(data);
    }
}
