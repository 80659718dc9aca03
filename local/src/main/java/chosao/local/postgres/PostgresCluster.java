package chosao.local.postgres;

import chosao.local.process.Commands;
import chosao.local.process.Trees;
import chosao.local.process.Unprivileged;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * A PostgreSQL cluster on disk and the commands that run it. It listens on loopback only and
 * everyone, its superuser too, signs in with a password.
 *
 * @param data the data directory; made by {@link #initialise()} when it is not there yet
 * @param port where it listens
 * @param password of the superuser, fixed when the cluster is initialised
 * @param durability what a commit promises
 */
public record PostgresCluster(Path data, int port, String password, Durability durability) {

    /** The major version of the programs, and so of all that they write. */
    public static final int MAJOR = 18;

    private static final String SUPERUSER = "postgres";

    /** PostgreSQL's documentation, appendix A: invalid_password. */
    private static final String INVALID_PASSWORD = "28P01";

    /**
     * For statements with a password in them: neither a slow nor a failing one gets into the log.
     */
    private static final String UNLOGGED =
            "-c log_min_duration_statement=-1 -c log_min_error_statement=panic";

    /**
     * After how long the server ends a session whose transaction does nothing: it would hold back
     * the feeds of all databases. A service sets its own for its connections.
     */
    private static final String IDLE_TRANSACTION_TIMEOUT = "10s";

    /** PostgreSQL's {@code miscadmin.h}: LOCK_FILE_LINE_PORT, counted from 0 here. */
    private static final int PORT_LINE = 3;

    /** What is left of a commit when the machine loses power. */
    public enum Durability {
        /** Everything: the market's data. */
        LASTING,
        /** Perhaps nothing: tests, which throw the cluster away. */
        DISPOSABLE
    }

    /** A database with the role that owns it. */
    public record Database(String url, String user, String password) {}

    /**
     * Makes the cluster unless it exists. A half-made one (the machine went down meanwhile) is made
     * again.
     */
    public void initialise() {
        Path done = madeMark();
        if (Files.exists(done)) {
            return;
        }
        try {
            Files.createDirectories(data);
            Path cluster = directory();
            Trees.delete(cluster);
            Files.createDirectory(
                    cluster,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
            Path passwordFile = Files.createTempFile(data, "password", "");
            Files.writeString(passwordFile, password);
            try {
                initdb(cluster, passwordFile);
            } finally {
                Files.delete(passwordFile);
            }
            Files.createFile(done);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a PostgreSQL cluster in " + data, e);
        }
    }

    private void initdb(Path cluster, Path passwordFile) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                program("initdb"),
                                "--pgdata=" + cluster,
                                "--username=" + SUPERUSER,
                                "--pwfile=" + passwordFile,
                                "--auth=scram-sha-256",
                                "--encoding=UTF8",
                                "--locale-provider=builtin",
                                "--builtin-locale=C.UTF-8",
                                "--locale=C"));
        if (durability == Durability.DISPOSABLE) {
            command.add("--no-sync");
        }
        Commands.run(Unprivileged.command(command, data), data, Map.of());
    }

    /**
     * The command that runs the server in the foreground. It ends with SIGINT, cutting off open
     * connections.
     */
    public List<String> command() {
        List<String> command =
                new ArrayList<>(List.of(program("postgres"), "-D", directory().toString()));
        parameters().forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        return Unprivileged.command(command, data);
    }

    private Map<String, String> parameters() {
        Map<String, String> parameters =
                new TreeMap<>(
                        Map.of(
                                "listen_addresses", "127.0.0.1",
                                "port", Integer.toString(port),
                                "unix_socket_directories", "",
                                "max_connections", "120",
                                "shared_buffers", "128MB",
                                "timezone", "UTC",
                                "log_timezone", "UTC",
                                "log_min_duration_statement", "1s",
                                // Parameters are buyers' names and addresses.
                                "log_parameter_max_length", "0"));
        switch (durability) {
            case LASTING -> parameters.putAll(Map.of("fsync", "on", "synchronous_commit", "on"));
            case DISPOSABLE ->
                    parameters.putAll(
                            Map.of(
                                    "fsync",
                                    "off",
                                    "synchronous_commit",
                                    "off",
                                    "full_page_writes",
                                    "off"));
        }
        return parameters;
    }

    /**
     * Stops a running server, whoever started it: running statements are cut off, nothing committed
     * is lost.
     */
    public void stop() {
        Commands.run(
                Unprivileged.command(
                        List.of(
                                program("pg_ctl"),
                                "stop",
                                "-D",
                                directory().toString(),
                                "-m",
                                "fast",
                                "-w")),
                data,
                Map.of());
    }

    /** The server of this cluster that runs now, started by whomever. */
    public Optional<ProcessHandle> server() {
        Path file = directory().resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            // A killed server leaves the file, and its number may meanwhile be another program's.
            return ProcessHandle.of(Long.parseLong(Files.readAllLines(file).getFirst().strip()))
                    .filter(process ->
                            process.info()
                                    .command()
                                    .filter(program("postgres")::equals)
                                    .isPresent());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** The same, asked where its running server says that it listens; as it is without a server. */
    public PostgresCluster whereItListens() {
        Path file = directory().resolve("postmaster.pid");
        try {
            List<String> lines = Files.readAllLines(file);
            return new PostgresCluster(
                    data, Integer.parseInt(lines.get(PORT_LINE).strip()), password, durability);
        } catch (NoSuchFileException | IndexOutOfBoundsException | NumberFormatException none) {
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** What a server says to its superuser. */
    public enum Answer {
        YES,
        NOT_YET,
        WRONG_PASSWORD
    }

    /** Asks whether the server answers queries. */
    public Answer answer() {
        try (Connection connection = connect(SUPERUSER)) {
            return connection.isValid(5) ? Answer.YES : Answer.NOT_YET;
        } catch (SQLException e) {
            return INVALID_PASSWORD.equals(e.getSQLState())
                    ? Answer.WRONG_PASSWORD
                    : Answer.NOT_YET;
        }
    }

    /**
     * Makes a role and a database of the same name that it owns, unless they exist, and sets the
     * role's password. The role's transactions may not stand idle.
     */
    public Database ensureDatabase(String name, String rolePassword) throws SQLException {
        try (Connection connection = connect(SUPERUSER, UNLOGGED)) {
            String verb =
                    exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", name)
                            ? "ALTER"
                            : "CREATE";
            execute(connection, verb + " ROLE %I LOGIN PASSWORD %L", name, rolePassword);
            execute(
                    connection,
                    "ALTER ROLE %I SET idle_in_transaction_session_timeout = %L",
                    name,
                    IDLE_TRANSACTION_TIMEOUT);
            if (!exists(connection, "SELECT 1 FROM pg_database WHERE datname = ?", name)) {
                execute(connection, "CREATE DATABASE %I OWNER %I", name, name);
                execute(connection, "REVOKE ALL ON DATABASE %I FROM PUBLIC", name);
            }
        }
        return new Database(url(name), name, rolePassword);
    }

    /** A connection of the superuser. */
    public Connection connect(String database) throws SQLException {
        return connect(database, "");
    }

    private Connection connect(String database, String options) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", SUPERUSER);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("options", options);
        return DriverManager.getConnection(url(database), properties);
    }

    /** Where a database of this cluster is reached. */
    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    private static boolean exists(Connection connection, String query, String name)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet found = statement.executeQuery()) {
                return found.next();
            }
        }
    }

    /** Utility statements take no parameters: PostgreSQL's own format() quotes them. */
    private static void execute(Connection connection, String template, String... arguments)
            throws SQLException {
        String placeholders = ", ?".repeat(arguments.length);
        try (PreparedStatement format =
                connection.prepareStatement("SELECT format(?" + placeholders + ")")) {
            format.setString(1, template);
            for (int i = 0; i < arguments.length; i++) {
                format.setString(i + 2, arguments[i]);
            }
            try (ResultSet formatted = format.executeQuery();
                    Statement statement = connection.createStatement()) {
                formatted.next();
                statement.execute(formatted.getString(1));
            }
        }
    }

    /** What PostgreSQL calls its data directory; one for each major version. */
    public Path directory() {
        return data.resolve(Integer.toString(MAJOR));
    }

    /** Stands there once the cluster is whole. */
    public Path madeMark() {
        return data.resolve("initialised");
    }

    private static String program(String name) {
        return PostgresBinaries.home().resolve("bin").resolve(name).toString();
    }
}
