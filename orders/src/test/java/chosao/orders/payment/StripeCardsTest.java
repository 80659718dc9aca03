package chosao.orders.payment;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StripeCardsTest {

    @Test
    void aProviderThatIsSilentIsCalledByTheAddressWhereItWasAsked() throws IOException {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var base = "http://127.0.0.1:" + silent.getLocalPort();
            var cards =
                    new StripeCards(
                            new StripeConfig(
                                    "sk_test_1",
                                    "whsec_1",
                                    "pk_test_1",
                                    base,
                                    base,
                                    Duration.ofSeconds(2),
                                    Duration.ofMillis(50)));

            assertThatThrownBy(() -> cards.retrieve("pi_1"))
                    .isInstanceOf(ProviderException.Unavailable.class)
                    .hasMessageContaining(base)
                    .hasMessageContaining("timed out")
                    .hasMessageNotContaining("stripe.com");
        }
    }
}
