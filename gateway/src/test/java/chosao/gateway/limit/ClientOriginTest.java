package chosao.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;

class ClientOriginTest {

    @Test
    void isTheNetworkOfAnIpv6Client() {
        assertThat(ClientOrigin.of(InetAddress.ofLiteral("2001:db8:1:2:3:4:5:6")))
                .isEqualTo(ClientOrigin.of(InetAddress.ofLiteral("2001:db8:1:2::1")))
                .isNotEqualTo(ClientOrigin.of(InetAddress.ofLiteral("2001:db8:1:3::1")));
    }

    @Test
    void isTheAddressOfAnIpv4Client() {
        assertThat(ClientOrigin.of(InetAddress.ofLiteral("198.51.100.1")))
                .isEqualTo("198.51.100.1");
    }
}
