package chosao.kernel.feed;

import io.micronaut.context.annotation.Requires;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forgets what the feed told of an aggregate before it told something newer: the table grows with
 * the aggregates, not with their changes. See the decision record "The feed is compacted". Any
 * number of copies of a service may do so at once.
 */
@Singleton
@Requires(beans = JdbcOperations.class)
@Requires(property = "market.feed.published", value = "true")
public class Compaction {

    private static final Logger LOG = LoggerFactory.getLogger(Compaction.class);

    /** How long each change can be looked up by people; readers need no such time. */
    private static final Duration KEPT = Duration.ofDays(1);

    /** Few enough to be deleted in a moment: until then the feed shows nothing new. */
    private static final int AT_A_TIME = 5_000;

    /**
     * By version and not by place: an older version may stand behind a newer one. Whoever has read
     * the newer one already passes over the older, whoever has not will come to it.
     */
    private static final String DELETE =
            """
            DELETE FROM changes USING (
                SELECT tx, seq
                  FROM (SELECT tx, seq, at,
                               row_number() OVER (PARTITION BY kind, id ORDER BY version DESC) AS age
                          FROM changes) AS aged
                 WHERE age > 1 AND at < ?
                 LIMIT ?) AS superseded
             WHERE changes.tx = superseded.tx AND changes.seq = superseded.seq
            """;

    private final JdbcOperations jdbc;
    private final Clock clock;

    Compaction(JdbcOperations jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Forgets all of it that there is now. */
    @Scheduled(initialDelay = "15m", fixedDelay = "1h")
    public void compact() {
        var before = clock.instant().minus(KEPT);
        int forgotten;
        int all = 0;
        do {
            forgotten = forgetSome(before);
            all += forgotten;
        } while (forgotten == AT_A_TIME);
        LOG.info("Forgot {} changes that were followed by newer ones", all);
    }

    /** Forgets some of what was told before that moment and was superseded, and says how much. */
    @Transactional
    int forgetSome(Instant before) {
        return jdbc.prepareStatement(
                DELETE,
                statement -> {
                    statement.setTimestamp(1, Timestamp.from(before));
                    statement.setInt(2, AT_A_TIME);
                    return statement.executeUpdate();
                });
    }
}
