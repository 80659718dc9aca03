package chosao.orders.database;

import static java.util.stream.Collectors.joining;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Runs statements on the connection that the caller is in: of its transaction, or, where one
 * statement is all there is to do, of {@link io.micronaut.data.connection.annotation.Connectable}.
 * The SQL stands where it is used, because in this service the SQL decides; this class only binds
 * and reads.
 *
 * <p>Arguments may be null, {@link String}, {@link UUID}, {@link Instant}, numbers, booleans, byte
 * arrays, and arrays of strings, UUIDs and boxed numbers for PostgreSQL's {@code unnest} and {@code
 * ANY}. Thread-safe.
 */
@Singleton
public final class Database {

    private final JdbcOperations jdbc;

    Database(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** Reads one row of a result. */
    @FunctionalInterface
    public interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** All rows that the statement gives, be it a query or an update with RETURNING. */
    public <T> List<T> list(String sql, RowReader<T> reader, @Nullable Object... arguments) {
        return jdbc.prepareStatement(
                sql,
                statement -> {
                    bind(statement, arguments);
                    try (var rows = statement.executeQuery()) {
                        return readAll(rows, reader);
                    }
                });
    }

    /** The first row that the statement gives. */
    public <T> Optional<T> find(String sql, RowReader<T> reader, @Nullable Object... arguments) {
        return list(sql, reader, arguments).stream().findFirst();
    }

    /** How many rows the statement changed. */
    public int update(String sql, @Nullable Object... arguments) {
        return jdbc.prepareStatement(
                sql,
                statement -> {
                    bind(statement, arguments);
                    return statement.executeUpdate();
                });
    }

    /** Statements that go to the database together. */
    public Trip trip() {
        return new Trip();
    }

    /**
     * Several statements in one round trip: each sees what those before it did and what others
     * committed until then, as if it had been sent alone. None can be asked for by what another
     * gave; for that it takes two trips. Not thread-safe.
     */
    public final class Trip {

        private final List<Rows<?>> legs = new ArrayList<>();

        private Trip() {}

        /**
         * Takes a statement along.
         *
         * @param sql must give rows, so an update must have RETURNING
         * @return what it gave, once the trip is made
         */
        public <T> Rows<T> list(String sql, RowReader<T> reader, @Nullable Object... arguments) {
            var rows = new Rows<>(sql, reader, arguments);
            legs.add(rows);
            return rows;
        }

        /** Sends all of them, and reads what they give. */
        public void make() {
            jdbc.prepareStatement(
                    legs.stream().map(leg -> leg.sql).collect(joining(";\n")),
                    statement -> {
                        int place = 1;
                        for (var leg : legs) {
                            for (var argument : leg.arguments) {
                                bind(statement, place, argument);
                                place++;
                            }
                        }
                        statement.execute();
                        for (var leg : legs) {
                            leg.read(statement);
                            statement.getMoreResults();
                        }
                        return legs.size();
                    });
        }
    }

    /** The rows that a statement of a {@link Trip} gives. */
    public static final class Rows<T> {

        private final String sql;
        private final RowReader<T> reader;
        private final @Nullable Object[] arguments;
        private @Nullable List<T> read;

        private Rows(String sql, RowReader<T> reader, @Nullable Object[] arguments) {
            this.sql = sql;
            this.reader = reader;
            this.arguments = arguments;
        }

        private void read(PreparedStatement statement) throws SQLException {
            try (var rows = Objects.requireNonNull(statement.getResultSet(), sql)) {
                read = readAll(rows, reader);
            }
        }

        /**
         * All of them.
         *
         * @throws IllegalStateException if the trip was not made
         */
        public List<T> all() {
            if (read == null) {
                throw new IllegalStateException("the trip was not made");
            }
            return read;
        }

        /** The first of them. */
        public Optional<T> first() {
            return all().stream().findFirst();
        }
    }

    private static <T> List<T> readAll(ResultSet rows, RowReader<T> reader) throws SQLException {
        var read = new ArrayList<T>();
        while (rows.next()) {
            read.add(reader.read(rows));
        }
        return read;
    }

    /** A column of type {@code timestamptz} that is not null. */
    public static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** A column of type {@code timestamptz}. */
    public static @Nullable Instant instantOrNull(ResultSet row, String column)
            throws SQLException {
        var moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }

    private static void bind(PreparedStatement statement, @Nullable Object... arguments)
            throws SQLException {
        for (int index = 0; index < arguments.length; index++) {
            bind(statement, index + 1, arguments[index]);
        }
    }

    private static void bind(PreparedStatement statement, int place, @Nullable Object argument)
            throws SQLException {
        switch (argument) {
            case Instant moment ->
                    statement.setObject(place, OffsetDateTime.ofInstant(moment, ZoneOffset.UTC));
            case String[] texts -> statement.setArray(place, array(statement, "text", texts));
            case UUID[] ids -> statement.setArray(place, array(statement, "uuid", ids));
            case Integer[] numbers ->
                    statement.setArray(place, array(statement, "integer", numbers));
            case Long[] numbers -> statement.setArray(place, array(statement, "bigint", numbers));
            case null, default -> statement.setObject(place, argument);
        }
    }

    private static Array array(PreparedStatement statement, String type, Object[] items)
            throws SQLException {
        return statement.getConnection().createArrayOf(type, items);
    }
}
