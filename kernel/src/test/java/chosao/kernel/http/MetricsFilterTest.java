package chosao.kernel.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import org.junit.jupiter.api.Test;

@MicronautTest
class MetricsFilterTest {

    @Inject EmbeddedServer server;

    @Test
    void showsMetricsToProgramsOfThisMachine() throws IOException {
        assertThat(statusFor("localhost:" + server.getPort())).contains(" 200 ");
        assertThat(statusFor("127.0.0.1")).contains(" 200 ");
    }

    @Test
    void showsNoneToAPageThatHasAnotherNameLeadHere() throws IOException {
        assertThat(statusFor("attacker.example:" + server.getPort())).contains(" 404 ");
    }

    /** By a socket: Java's own client sends only the host that it connects to. */
    private String statusFor(String host) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.getPort())) {
            var request =
                    "GET /prometheus HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
                            .formatted(host);
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), US_ASCII)
                    .lines()
                    .findFirst()
                    .orElse("");
        }
    }
}
