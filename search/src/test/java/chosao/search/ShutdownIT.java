package chosao.search;

import static chosao.search.ProductFixture.aProduct;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What the log says of an ordinary end. */
class ShutdownIT {

    private static final Logger ROOT =
            (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

    /** Far from applied when the first of them are found. */
    private static final int MANY = 10_000;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        ROOT.addAppender(log);
    }

    @AfterEach
    void leave() {
        ROOT.detachAppender(log);
    }

    @Test
    void stopsWithoutAComplaintWhileChangesAreApplied() {
        var search = SearchProcess.start();
        search.list(aProduct()).awaitAll();
        for (int i = 0; i < MANY; i++) {
            search.list(aProduct());
        }

        await().atMost(PATIENCE).until(() -> search.search().path("total").asInt() > 1);
        log.list.clear();
        search.close();

        assertThat(log.list)
                .filteredOn(event ->
                        event.getLevel().isGreaterOrEqual(Level.WARN)
                                || event.getThrowableProxy() != null)
                .extracting(ILoggingEvent::getFormattedMessage)
                .isEmpty();
    }
}
