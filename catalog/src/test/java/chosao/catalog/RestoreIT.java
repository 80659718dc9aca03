package chosao.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chosao.kernel.feed.Changes;
import chosao.kernel.feed.FeedCursor;
import chosao.local.postgres.PostgresCluster.Database;
import chosao.local.testing.TestPostgres;
import io.micronaut.context.ApplicationContext;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A feed that was made in a PostgreSQL whose transactions are numbered higher. */
class RestoreIT {

    private final Database database = TestPostgres.database("restored");

    @Test
    void refusesAForeignFeedUntilItIsBegunAnew() throws SQLException {
        start().close();
        var old = UUID.randomUUID();
        execute(
                """
                INSERT INTO changes (tx, kind, id, version, at, data)
                VALUES ('900000000000', 'product', '%s', 1, now(), '{}')
                """
                        .formatted(old));

        assertThatThrownBy(this::start).hasStackTraceContaining("restored from another PostgreSQL");

        execute("UPDATE changes SET tx = '1'");
        try (var catalog = start()) {
            var changes = catalog.getBean(Changes.class);
            var told = changes.after(FeedCursor.START, 10);
            assertThat(told.items()).extracting("id").containsExactly(old);

            execute(
                    """
                    INSERT INTO changes (kind, id, version, at, data)
                    VALUES ('product', gen_random_uuid(), 1, now(), '{}')
                    """);
            assertThat(changes.after(told.next(), 10).items()).hasSize(1);
        }
    }

    private ApplicationContext start() {
        return ApplicationContext.run(
                Map.of(
                        "DATABASE_URL", database.url(),
                        "DATABASE_USER", database.user(),
                        "DATABASE_PASSWORD", database.password(),
                        "INTERNAL_TOKEN", "a-secret-for-this-test"));
    }

    private void execute(String sql) throws SQLException {
        try (var connection =
                        DriverManager.getConnection(
                                database.url(), database.user(), database.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
