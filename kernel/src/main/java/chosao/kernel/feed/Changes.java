package chosao.kernel.feed;

import io.micronaut.context.annotation.Requires;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The outbox of a service: written in the same transaction as what it tells of, read by cursor.
 *
 * <p>Needs this table in the service's own database:
 *
 * <pre>{@code
 * CREATE TABLE changes (
 *     tx      xid8        NOT NULL DEFAULT pg_current_xact_id(),
 *     seq     bigint      GENERATED ALWAYS AS IDENTITY,
 *     kind    text        NOT NULL,
 *     id      uuid        NOT NULL,
 *     version bigint      NOT NULL,
 *     at      timestamptz NOT NULL,
 *     data    jsonb,
 *     PRIMARY KEY (tx, seq)
 * );
 * CREATE FUNCTION tell_of_changes() RETURNS trigger LANGUAGE plpgsql AS
 *     $$ BEGIN PERFORM pg_notify('changes', ''); RETURN NULL; END $$;
 * CREATE TRIGGER changes_are_told AFTER INSERT ON changes
 *     FOR EACH STATEMENT EXECUTE FUNCTION tell_of_changes();
 * }</pre>
 *
 * <p>A number alone would skip rows that commit late: number 7 may be visible while 6 is not yet.
 * So the feed is ordered by transaction, and a page holds only rows of transactions older than
 * every one that still runs. Nothing can appear before a cursor that was once given out.
 *
 * <p>Thread-safe.
 */
@Singleton
@Requires(beans = JdbcOperations.class)
public class Changes {

    private static final String INSERT =
            "INSERT INTO changes (kind, id, version, at, data) VALUES (?, ?, ?, ?, ?::jsonb)";

    private static final String SELECT =
            """
            SELECT tx::text::bigint AS tx, seq, kind, id, version, at, data::text AS data
              FROM changes
             WHERE (tx, seq) > (?::text::xid8, ?)
               AND tx < pg_snapshot_xmin(pg_current_snapshot())
             ORDER BY tx, seq
             LIMIT ?
            """;

    /**
     * In the order of the index, or the whole table would be read: PostgreSQL, asked with EXISTS,
     * takes a third of it to be after any place, and reads from its beginning until it comes upon
     * one.
     */
    private static final String FIRST_AFTER =
            """
            SELECT at FROM changes WHERE (tx, seq) > (?::text::xid8, ?) ORDER BY tx, seq LIMIT 1
            """;

    private static final String FIRST_HELD_BACK =
            """
            SELECT at FROM changes WHERE tx >= pg_snapshot_xmin(pg_current_snapshot())
             ORDER BY tx, seq LIMIT 1
            """;

    /**
     * The ids of transactions are visible to every role; since when one runs and what it does, only
     * to its own role. PostgreSQL's manual, "The Statistics Collector", pg_stat_activity.
     */
    private static final String OLDEST_TRANSACTION =
            """
            SELECT pid, datname, usename, state,
                   extract(epoch FROM clock_timestamp() - xact_start)::bigint AS seconds
              FROM pg_stat_activity WHERE backend_xid IS NOT NULL
             ORDER BY age(backend_xid) DESC LIMIT 1
            """;

    private final JdbcOperations jdbc;
    private final JsonMapper json;
    private final Clock clock;

    Changes(JdbcOperations jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /**
     * What is to be told of one aggregate.
     *
     * @param version greater than any told of this aggregate before; taken under its row's lock
     * @param data the whole aggregate, any type that can be written as JSON; null when it was
     *     deleted
     */
    public record Entry(String kind, UUID id, long version, @Nullable Object data) {}

    /** Tells of a change, in the transaction that makes it; outside of one this fails. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void record(Entry entry) {
        recordAll(List.of(entry));
    }

    /** Tells of many changes in one round trip. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void recordAll(List<Entry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        var now = Timestamp.from(clock.instant());
        jdbc.prepareStatement(
                INSERT,
                statement -> {
                    for (var entry : entries) {
                        statement.setString(1, entry.kind());
                        statement.setObject(2, entry.id());
                        statement.setLong(3, entry.version());
                        statement.setTimestamp(4, now);
                        statement.setString(5, entry.data() == null ? null : write(entry.data()));
                        statement.addBatch();
                    }
                    return statement.executeBatch();
                });
    }

    /** The changes that follow the cursor, at most so many, that can no longer be overtaken. */
    @Transactional
    public FeedPage after(FeedCursor cursor, int limit) {
        var changes =
                jdbc.prepareStatement(
                        SELECT,
                        statement -> {
                            place(statement, cursor);
                            statement.setInt(3, limit);
                            return readAll(statement);
                        });
        return new FeedPage(changes, changes.isEmpty() ? cursor : changes.getLast().cursor(), null);
    }

    /**
     * When the first change after the cursor was recorded. Right after a page without changes it is
     * one that an older transaction holds back.
     */
    @Transactional
    public Optional<Instant> firstAfter(FeedCursor cursor) {
        return first(FIRST_AFTER, statement -> place(statement, cursor));
    }

    /** When the first change was recorded that nobody can read yet, or nothing if there is none. */
    @Transactional
    public Optional<Instant> heldBackSince() {
        return first(FIRST_HELD_BACK, statement -> {});
    }

    /** Sets the parameters of a statement. */
    private interface Parameters {
        void set(PreparedStatement statement) throws SQLException;
    }

    private Optional<Instant> first(String query, Parameters parameters) {
        return jdbc.prepareStatement(
                query,
                statement -> {
                    parameters.set(statement);
                    try (var rows = statement.executeQuery()) {
                        return rows.next()
                                ? Optional.of(rows.getTimestamp("at").toInstant())
                                : Optional.empty();
                    }
                });
    }

    /**
     * A transaction that writes, somewhere in the cluster.
     *
     * @param state what its connection does, and
     * @param seconds for how long it runs; both null where it belongs to another role
     */
    record RunningTransaction(
            int pid,
            @Nullable String database,
            @Nullable String role,
            @Nullable String state,
            @Nullable Long seconds) {}

    /** The oldest transaction that writes: it holds back the feeds of all databases. */
    @Transactional
    Optional<RunningTransaction> oldestTransaction() {
        return jdbc.prepareStatement(
                OLDEST_TRANSACTION,
                statement -> {
                    try (var rows = statement.executeQuery()) {
                        return rows.next() ? Optional.of(readTransaction(rows)) : Optional.empty();
                    }
                });
    }

    private static RunningTransaction readTransaction(ResultSet row) throws SQLException {
        return new RunningTransaction(
                row.getInt("pid"),
                row.getString("datname"),
                row.getString("usename"),
                row.getString("state"),
                row.getObject("seconds", Long.class));
    }

    private static void place(PreparedStatement statement, FeedCursor cursor) throws SQLException {
        statement.setString(1, Long.toString(cursor.transaction()));
        statement.setLong(2, cursor.sequence());
    }

    private List<Change> readAll(PreparedStatement statement) throws SQLException {
        var changes = new ArrayList<Change>();
        try (var rows = statement.executeQuery()) {
            while (rows.next()) {
                changes.add(read(rows));
            }
        }
        return changes;
    }

    private Change read(ResultSet row) throws SQLException {
        var data = row.getString("data");
        return new Change(
                new FeedCursor(row.getLong("tx"), row.getLong("seq")),
                row.getString("kind"),
                row.getObject("id", UUID.class),
                row.getLong("version"),
                row.getTimestamp("at").toInstant(),
                data == null ? null : parse(data));
    }

    private String write(Object data) {
        try {
            return json.writeValueAsString(data);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private @Nullable JsonNode parse(String data) {
        try {
            return json.readValue(data, JsonNode.class);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
