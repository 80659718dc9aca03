package chosao.orders.database;

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
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Runs statements on the connection of the transaction that the caller is in. The SQL stands where
 * it is used, because in this service the SQL decides; this class only binds and reads.
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
                        var read = new ArrayList<T>();
                        while (rows.next()) {
                            read.add(reader.read(rows));
                        }
                        return read;
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

    /** A column of type {@code timestamptz} that is not null. */
    public static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
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
