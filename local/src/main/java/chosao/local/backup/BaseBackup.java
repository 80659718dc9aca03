package chosao.local.backup;

import chosao.local.postgres.PostgresCluster;
import chosao.local.process.StartFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Copies a PostgreSQL cluster with all of its databases, as they are at one moment.
 *
 * <p>A running one is copied by the low-level API that PostgreSQL documents (chapter "Continuous
 * Archiving", "Making a Base Backup Using the Low Level API"), since the embedded distribution has
 * no {@code pg_basebackup}: files are read while they change, and the write-ahead log from the
 * start to the end, which is copied too, makes them whole when a server first starts on the copy.
 */
final class BaseBackup {

    private static final String WAL = "pg_wal";
    private static final String CONTROL = "global/pg_control";

    /** What belongs to the server that runs, as PostgreSQL's documentation lists it. */
    private static final Set<String> LEFT_OUT = Set.of("postmaster.pid", "postmaster.opts");

    /** Tells a server that it starts on a copy. */
    private static final String LABEL = "backup_label";

    /** Directories that the next server needs, empty. */
    private static final Set<String> EMPTIED =
            Set.of(
                    "pg_dynshmem",
                    "pg_notify",
                    "pg_replslot",
                    "pg_serial",
                    "pg_snapshots",
                    "pg_stat_tmp",
                    "pg_subtrans");

    /** The same for everything that is written anew when it is not there. */
    private static final List<String> LEFT_OUT_BEGINNINGS =
            List.of("pgsql_tmp", "pg_internal.init");

    private static final int CONTROL_ATTEMPTS = 100;

    private final PostgresCluster cluster;
    private final CheckedFiles target;
    private final String prefix;

    /**
     * @param prefix the directory in the backup, which is there
     */
    BaseBackup(PostgresCluster cluster, CheckedFiles target, String prefix) {
        this.cluster = cluster;
        this.target = target;
        this.prefix = prefix;
    }

    /** About how many bytes a copy has. */
    static long size(PostgresCluster cluster) throws IOException {
        long bytes = 0;
        try (var tree = Files.walk(cluster.directory())) {
            for (Path path : (Iterable<Path>) tree::iterator) {
                bytes += path.toFile().length();
            }
        } catch (UncheckedIOException vanished) {
            return bytes;
        }
        return bytes;
    }

    /**
     * What a running server told.
     *
     * @param version such as {@code 18.6}
     * @param end what was committed before it is in the copy
     * @param migrations the newest migration of each database
     */
    record Server(String version, Instant end, Map<String, Integer> migrations) {}

    /**
     * Copies the cluster of a running server. All that was committed when this returns, or before
     * it asked for the end, is in the copy.
     *
     * @param databases whose migrations are told
     */
    Server copyRunning(List<String> databases) throws IOException, SQLException {
        try (Connection connection = cluster.connect("postgres");
                Statement statement = connection.createStatement()) {
            String version = value(statement, "SHOW server_version");
            long segmentBytes =
                    Long.parseLong(
                            value(
                                    statement,
                                    "SELECT setting FROM pg_settings WHERE name = 'wal_segment_size'"));
            // As long as this connection lasts the server keeps the log from here on.
            value(
                    statement,
                    "SELECT slot_name FROM pg_create_physical_replication_slot("
                            + "'market_backup_' || pg_backend_pid(), true, true)");
            value(statement, "SELECT pg_backup_start('market backup', true)");
            directory("");
            copy("", false);
            copyControl();
            Instant end = Instant.now();
            String stop;
            String label;
            try (ResultSet stopped =
                    statement.executeQuery(
                            "SELECT lsn::text, labelfile FROM pg_backup_stop(false)")) {
                stopped.next();
                stop = stopped.getString(1);
                label = stopped.getString(2);
            }
            // The exact bytes that the server wants back: a changed label is a broken backup.
            target.write(
                    new ByteArrayInputStream(label.getBytes(StandardCharsets.UTF_8)), name(LABEL));
            copyLog(WalSegments.between(label, stop, segmentBytes));
            return new Server(version, end, migrations(databases));
        }
    }

    /** Copies the cluster of a stopped server, which nobody may start meanwhile. */
    void copyStopped() throws IOException {
        directory("");
        copy("", true);
        target.copy(cluster.directory().resolve(CONTROL), name(CONTROL));
    }

    /**
     * Copies a directory of the cluster. A file that vanishes meanwhile was dropped, which the log
     * tells too.
     *
     * @param whole whether the log is copied, and what only a running server needs
     */
    private void copy(String directory, boolean whole) throws IOException {
        for (Path entry : entries(cluster.directory().resolve(directory))) {
            String file = entry.getFileName().toString();
            String path = directory.isEmpty() ? file : directory + "/" + file;
            if (Files.isSymbolicLink(entry)) {
                throw new StartFailure(
                        entry + " is a link: clusters with tablespaces are not backed up.");
            }
            if (Files.isDirectory(entry)) {
                copyDirectory(path, whole);
            } else if (!isLeftOut(file)
                    && !path.equals(CONTROL)
                    && (whole || !path.equals(LABEL))) {
                copyFile(entry, path);
            }
        }
    }

    private static List<Path> entries(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.toList();
        } catch (NoSuchFileException vanished) {
            return List.of();
        }
    }

    private void copyDirectory(String path, boolean whole) throws IOException {
        if (LEFT_OUT_BEGINNINGS.stream()
                .anyMatch(path.substring(path.lastIndexOf('/') + 1)::startsWith)) {
            return;
        }
        directory(path);
        if (path.equals(WAL) && !whole) {
            directory(WAL + "/archive_status");
            directory(WAL + "/summaries");
        } else if (whole || !EMPTIED.contains(path)) {
            copy(path, whole);
        }
    }

    private void copyFile(Path file, String path) throws IOException {
        InputStream content;
        try {
            content = Files.newInputStream(file);
        } catch (NoSuchFileException vanished) {
            return;
        }
        try (content) {
            target.write(content, name(path));
        }
    }

    private static boolean isLeftOut(String file) {
        return LEFT_OUT.contains(file) || LEFT_OUT_BEGINNINGS.stream().anyMatch(file::startsWith);
    }

    /** Last, as {@code pg_basebackup} does, and read until no write fell into the reading. */
    private void copyControl() throws IOException {
        Path control = cluster.directory().resolve(CONTROL);
        byte[] read = Files.readAllBytes(control);
        for (int attempt = 0; attempt < CONTROL_ATTEMPTS; attempt++) {
            byte[] again = Files.readAllBytes(control);
            if (Arrays.equals(read, again)) {
                target.write(new ByteArrayInputStream(read), name(CONTROL));
                return;
            }
            read = again;
        }
        throw new IOException(control + " changes too often to be read");
    }

    /** The server switched to a new file at the end: these are complete. */
    private void copyLog(List<String> segments) throws IOException {
        Path log = cluster.directory().resolve(WAL);
        for (String segment : segments) {
            target.copy(log.resolve(segment), name(WAL + "/" + segment));
        }
        try (DirectoryStream<Path> histories = Files.newDirectoryStream(log, "*.history")) {
            for (Path history : histories) {
                target.copy(history, name(WAL + "/" + history.getFileName()));
            }
        }
    }

    private Map<String, Integer> migrations(List<String> databases) throws SQLException {
        Map<String, Integer> newest = new HashMap<>();
        for (String database : databases) {
            try (Connection connection = cluster.connect(database);
                    Statement statement = connection.createStatement()) {
                if (Boolean.parseBoolean(
                        value(
                                statement,
                                "SELECT (to_regclass('flyway_schema_history') IS NOT NULL)::text"))) {
                    newest.put(
                            database,
                            Integer.valueOf(
                                    value(
                                            statement,
                                            "SELECT coalesce(max(version::int), 0) FROM flyway_schema_history"
                                                    + " WHERE success AND version IS NOT NULL")));
                }
            }
        }
        return newest;
    }

    private void directory(String path) throws IOException {
        target.directory(name(path));
    }

    private String name(String path) {
        return path.isEmpty() ? prefix : prefix + "/" + path;
    }

    private static String value(Statement statement, String query) throws SQLException {
        try (ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getString(1);
        }
    }
}
