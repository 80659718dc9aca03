package chosao.local.process;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class HealthTest {

    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"200 OK, READY", "503 Service Unavailable, NOT_READY", "nonsense, NOT_ANSWERING"})
    void isWhatTheProcessSays(String status, Health expected) throws IOException {
        CompletableFuture<Health> health = ask(Duration.ofSeconds(20));
        try (Socket process = server.accept()) {
            say(process, "HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n");

            assertThat(health.join()).isEqualTo(expected);
        }
    }

    @Test
    void whoIsGoneDoesNotAnswer() throws IOException {
        server.close();

        assertThat(ask(Duration.ofSeconds(20)).join()).isEqualTo(Health.NOT_ANSWERING);
    }

    @Test
    void whoHangsAmidItsAnswerDoesNotAnswerAndHoldsNoConnection() throws IOException {
        CompletableFuture<Health> health = ask(Duration.ofMillis(500));
        try (Socket process = server.accept()) {
            say(process, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{");

            assertThat(health.join()).isEqualTo(Health.NOT_ANSWERING);
            assertThat(isClosedByOther(process)).isTrue();
        }
    }

    private CompletableFuture<Health> ask(Duration atMost) {
        return Health.ask(URI.create("http://127.0.0.1:" + server.getLocalPort()), atMost);
    }

    private static void say(Socket process, String text) throws IOException {
        process.getOutputStream().write(text.getBytes(US_ASCII));
    }

    /** Reads what was asked, to its end. */
    private static boolean isClosedByOther(Socket process) throws IOException {
        process.setSoTimeout(10_000);
        return process.getInputStream().transferTo(OutputStream.nullOutputStream()) > 0;
    }
}
