package chosao.bench.reference;

import chosao.bench.load.Measurement;
import chosao.bench.load.Tally;
import chosao.bench.market.Tasks;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/**
 * How many transactions PostgreSQL makes durable: each connection inserts one row, commits, and
 * does so again. What a purchase is measured by, which is made of such commits.
 */
public final class Commits {

    private final Callable<Connection> database;

    /**
     * @param database opens a connection to a database in which a table may be made
     */
    public Commits(Callable<Connection> database) {
        this.database = database;
    }

    public Measurement run(int connections, Duration warmUp, Duration window) {
        try (var connection = database.call();
                var statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS commits");
            statement.execute(
                    """
                    CREATE TABLE commits (
                        id   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                        at   timestamptz NOT NULL DEFAULT clock_timestamp(),
                        note text NOT NULL)
                    """);
            requireDurable(connection);
            var tally = new Tally(System.nanoTime() + warmUp.toNanos(), window);
            Tasks.each(
                    IntStream.range(0, connections).boxed().toList(),
                    connections,
                    client -> insertUntilOver(tally));
            statement.execute("DROP TABLE commits");
            return tally.measurement();
        } catch (Exception e) {
            throw new IllegalStateException("PostgreSQL's commits cannot be measured", e);
        }
    }

    /** A rate without durability would be a reference to nothing. */
    private static void requireDurable(Connection connection) throws SQLException {
        for (var setting : new String[] {"fsync", "synchronous_commit"}) {
            try (var statement = connection.createStatement();
                    var answer = statement.executeQuery("SHOW " + setting)) {
                answer.next();
                if (!"on".equals(answer.getString(1))) {
                    throw new IllegalStateException(
                            setting + " is " + answer.getString(1) + " (expected: on)");
                }
            }
        }
    }

    private boolean insertUntilOver(Tally tally) {
        try (var connection = database.call();
                PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO commits (note) VALUES (?)")) {
            while (!tally.isOver()) {
                long startedAt = System.nanoTime();
                insert.setString(1, "one row, one commit");
                insert.executeUpdate();
                tally.succeeded(startedAt);
            }
            return true;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
