package chosao.search;

import static chosao.search.ProductFixture.aProduct;
import static chosao.search.SearchProcess.parse;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** What buyers hear while Elasticsearch is away. */
class OutageIT {

    @Test
    void saysAtOnceThatSearchIsAway() throws IOException {
        try (var search =
                SearchProcess.withElasticsearchAt(URI.create("http://127.0.0.1:" + closedPort()))) {
            search.ask("/api/v1/search", "q", "trà");
            var asked = Instant.now();
            var response = search.ask("/api/v1/search", "q", "trà");

            assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(5));
            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.headers().firstValue("Retry-After")).isPresent();
            assertThat(parse(response.body()).path("type").asText())
                    .isEqualTo("/problems/service-unavailable");
            assertThat(search.ask("/api/v1/suggestions", "q", "trà").statusCode()).isEqualTo(503);
            assertThat(search.ask("/api/v1/search", "q", "trà", "explain", "true").statusCode())
                    .isEqualTo(503);
            assertThat(search.ask("/health/liveness").statusCode()).isEqualTo(200);
            assertThat(search.ask("/health/readiness").statusCode()).isEqualTo(503);
        }
    }

    @ParameterizedTest
    @CsvSource({"400, 500", "404, 503", "429, 503", "500, 503", "503, 503"})
    void tellsARefusedRequestFromAnOutage(int elasticsearch, int search) {
        try (var relay = new ElasticsearchRelay();
                var process = SearchProcess.withElasticsearchAt(relay.url())) {
            relay.fail((method, path) -> path.endsWith("search"), elasticsearch);

            assertThat(process.ask("/api/v1/search", "q", "trà").statusCode()).isEqualTo(search);
            assertThat(process.ask("/api/v1/suggestions", "q", "trà").statusCode())
                    .isEqualTo(search);
        }
    }

    @Test
    void tellsTheLogOfAnOutageAsAWholeAndNotOfEachRequest() {
        var log = new ListAppender<ILoggingEvent>();
        log.start();
        var logger = (Logger) LoggerFactory.getLogger("chosao.search.query.Outage");
        try (var relay = new ElasticsearchRelay();
                var process = SearchProcess.withElasticsearchAt(relay.url())) {
            process.list(aProduct()).awaitAll();
            logger.addAppender(log);

            relay.fail((method, path) -> path.endsWith("search"), 503);
            for (int request = 0; request < 3; request++) {
                assertThat(process.ask("/api/v1/search", "q", "trà").statusCode()).isEqualTo(503);
            }
            relay.recover();
            assertThat(process.ask("/api/v1/search", "q", "trà").statusCode()).isEqualTo(200);

            assertThat(log.list)
                    .singleElement()
                    .satisfies(event -> assertThat(event.getLevel()).isEqualTo(Level.WARN));

            process.clock().moveTo(process.clock().instant().plusSeconds(11));
            for (int request = 0; request < 3; request++) {
                assertThat(process.ask("/api/v1/search", "q", "trà").statusCode()).isEqualTo(200);
            }

            assertThat(log.list)
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .last()
                    .isEqualTo("Elasticsearch answers again; 3 requests had failed");
            assertThat(log.list).hasSize(2);
        } finally {
            logger.detachAppender(log);
        }
    }

    private static int closedPort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
