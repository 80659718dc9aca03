package chosao.kernel.feed;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Refuses to start on a feed that was restored from another PostgreSQL and not put right. Its
 * changes carry that one's transaction ids: those that this one has not reached yet are hidden, and
 * what is told from now on stands before the cursors of those who read on, who never see it.
 */
@Context
@Requires(beans = DataSource.class)
@Requires(property = "market.feed.published", value = "true")
final class RestoredFeed {

    private static final String AHEAD =
            """
            SELECT EXISTS (SELECT FROM changes
                            WHERE tx >= pg_snapshot_xmax(pg_current_snapshot()))
            """;

    RestoredFeed(DataSource database) throws SQLException {
        try (var connection = DelegatingDataSource.unwrapDataSource(database).getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(AHEAD)) {
            if (rows.next() && rows.getBoolean(1)) {
                throw new ConfigurationException(
                        "The feed of this database was restored from another PostgreSQL, and its"
                                + " transactions lie ahead of this one's. Put it right as"
                                + " docs/operating.md says under Restore.");
            }
        }
    }
}
