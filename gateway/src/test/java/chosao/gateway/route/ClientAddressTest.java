package chosao.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClientAddressTest {

    private final InetAddress proxy = InetAddress.ofLiteral("10.1.2.3");
    private final InetAddress stranger = InetAddress.ofLiteral("203.0.113.9");

    private final ClientAddress addresses =
            new ClientAddress(List.of("10.0.0.0/8", "192.0.2.7", "fd00::/8"));

    @Test
    void believesNoStranger() {
        assertThat(addresses.find(stranger, List.of("198.51.100.1"))).isEqualTo(stranger);
    }

    @Test
    void takesTheNearestAddressThatIsNoProxy() {
        var forwarded = List.of("198.51.100.66, 198.51.100.1", "192.0.2.7");

        assertThat(addresses.find(proxy, forwarded).getHostAddress()).isEqualTo("198.51.100.1");
    }

    @Test
    void stopsAtWhatIsNoAddress() {
        assertThat(addresses.find(proxy, List.of("198.51.100.1, unknown"))).isEqualTo(proxy);
    }

    @Test
    void refusesToStartWithANetworkThatIsNone() {
        assertThatThrownBy(() -> new ClientAddress(List.of("10.0.0.0/33")))
                .hasMessageContaining("10.0.0.0/33");
        assertThatThrownBy(() -> new ClientAddress(List.of("proxy.example")))
                .hasMessageContaining("proxy.example");
    }
}
