package chosao.local.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import chosao.local.postgres.PostgresCluster.Answer;
import chosao.local.postgres.PostgresCluster.Database;
import chosao.local.postgres.PostgresCluster.Durability;
import chosao.local.process.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresClusterIT {

    @TempDir Path directory;

    @Test
    void keepsWhatWasCommittedOverAKillAndAStop() throws Exception {
        PostgresCluster cluster =
                new PostgresCluster(
                        directory.resolve("data"),
                        Ports.free(),
                        "the password",
                        Durability.LASTING);
        cluster.initialise();

        Process server = start(cluster);
        Database database = cluster.ensureDatabase("catalog", "first password");
        assertThat(query(database, "SHOW fsync")).isEqualTo("on");
        assertThat(query(database, "SHOW idle_in_transaction_session_timeout")).isEqualTo("10s");
        query(database, "CREATE TABLE jars AS SELECT 'honey' AS name");
        server.destroyForcibly().waitFor();

        server = start(cluster);
        assertThat(query(database, "SELECT name FROM jars")).isEqualTo("honey");
        cluster.stop();
        server.waitFor();

        cluster.initialise();
        server = start(cluster);
        Database again = cluster.ensureDatabase("catalog", "second password");
        assertThat(query(again, "SELECT name FROM jars")).isEqualTo("honey");
        assertThatThrownBy(() -> query(database, "SELECT 1"))
                .hasMessageContaining("password authentication failed");
        assertThatThrownBy(() ->
                        query(
                                new Database(cluster.url("postgres"), again.user(), "guessed"),
                                "SELECT 1"))
                .hasMessageContaining("password authentication failed");
        assertThat(
                        new PostgresCluster(
                                        cluster.data(),
                                        cluster.port(),
                                        "another",
                                        Durability.LASTING)
                                .answer())
                .isEqualTo(Answer.WRONG_PASSWORD);
        cluster.stop();
        server.waitFor();
    }

    @Test
    void noPasswordGetsIntoTheLog() throws Exception {
        PostgresCluster cluster =
                new PostgresCluster(
                        directory.resolve("data"),
                        Ports.free(),
                        "the password",
                        Durability.DISPOSABLE);
        cluster.initialise();
        Process server = start(cluster);
        try (Connection connection = cluster.connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER ROLE postgres SET log_min_duration_statement = 0");
        }

        Database _ = cluster.ensureDatabase("catalog", "first password");
        Database _ = cluster.ensureDatabase("catalog", "second password");
        try (Connection connection = cluster.connect("postgres");
                PreparedStatement statement = connection.prepareStatement("SELECT ?")) {
            statement.setString(1, "Nguyễn An");
            statement.execute();
        }
        cluster.stop();
        server.waitFor();

        assertThat(Files.readString(directory.resolve("log")))
                .as("a log of all statements")
                .contains("SELECT $1")
                .doesNotContain("first password", "second password", "Nguyễn An");
    }

    private Process start(PostgresCluster cluster) throws IOException {
        Process server =
                new ProcessBuilder(cluster.command())
                        .redirectErrorStream(true)
                        .redirectOutput(directory.resolve("log").toFile())
                        .start();
        await().atMost(Duration.ofSeconds(60)).until(() -> cluster.answer() == Answer.YES);
        return server;
    }

    private static String query(Database database, String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(
                                database.url(), database.user(), database.password());
                Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return "";
            }
            try (ResultSet result = statement.getResultSet()) {
                result.next();
                return result.getString(1);
            }
        }
    }
}
