package chosao.kernel.problem;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class OutageLogTest {

    private static final String AWAY =
            "The database does not answer, which is said once: java.io.IOException: refused";

    private final Logger logger = (Logger) LoggerFactory.getLogger(OutageLogTest.class);
    private final ListAppender<ILoggingEvent> told = new ListAppender<>();
    private Instant now = Instant.parse("2026-11-22T03:00:00Z");
    private final OutageLog outages =
            new OutageLog(
                    logger, "The database", ((InstantSource) () -> now).withZone(ZoneOffset.UTC));

    @BeforeEach
    void listen() {
        told.start();
        logger.addAppender(told);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(told);
    }

    @Test
    void saysOnceThatItIsAwayHoweverManyRequestsFail() {
        failEvery(Duration.ofSeconds(9), 100);

        assertThat(told()).containsExactly(AWAY);
    }

    @Test
    void saysItAgainWhereNothingFailedInBetween() {
        failEvery(Duration.ofSeconds(11), 2);

        assertThat(told()).containsExactly(AWAY, AWAY);
    }

    @Test
    void saysThatItAnswersOnceNothingFailsAnyMore() {
        failEvery(Duration.ofSeconds(1), 3);
        outages.answered();
        now = now.plusSeconds(11);
        outages.answered();
        outages.answered();

        assertThat(told())
                .containsExactly(AWAY, "The database answers again; 3 requests had failed");
    }

    private void failEvery(Duration pause, int times) {
        for (int request = 0; request < times; request++) {
            outages.failed(new IOException("refused"));
            now = now.plus(pause);
        }
    }

    private List<String> told() {
        return told.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
