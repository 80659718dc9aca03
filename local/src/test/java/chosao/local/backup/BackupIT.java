package chosao.local.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import chosao.local.console.Progress;
import chosao.local.market.Market;
import chosao.local.market.MarketSettings;
import chosao.local.market.Parts;
import chosao.local.market.Secrets;
import chosao.local.postgres.PostgresCluster;
import chosao.local.postgres.PostgresCluster.Answer;
import chosao.local.process.Ports;
import chosao.local.process.StartFailure;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of a home whose PostgreSQL is real and runs; no service writes, the tests do. */
class BackupIT {

    private static final int WRITERS = 3;

    private static final Progress SILENT =
            new Progress(new PrintStream(PrintStream.nullOutputStream()), false, line -> {});

    @TempDir static Path shared;

    @TempDir Path directory;

    /** What the tests that need no backup of their own read. */
    private static Path backup;

    private static Home home;
    private static Process server;

    @BeforeAll
    static void startAServer() throws Exception {
        home = new Home(shared.resolve("home"));
        PostgresCluster cluster = home.cluster();
        cluster.initialise();
        server = home.start();
        for (String database : Parts.DATABASES) {
            PostgresCluster.Database _ = cluster.ensureDatabase(database, "a password");
        }
        execute(cluster, "catalog", "CREATE TABLE listed (writer int, number int)");
        execute(
                cluster,
                "orders",
                "CREATE TABLE placed (writer int, number int, PRIMARY KEY (writer, number));"
                        + " CREATE TABLE paid (writer int, number int);"
                        + " CREATE TABLE stock (sku int PRIMARY KEY, pieces int, filler text);"
                        + " INSERT INTO stock SELECT n, 1000, repeat('x', 900) FROM generate_series(1, 5000) n");
        backup = shared.resolve("new/backup");
        home.backUp(backup);
    }

    @AfterAll
    static void stopTheServer() throws Exception {
        home.cluster().stop();
        server.waitFor();
    }

    @Test
    void copiesAllDatabasesAsTheyAreAtOneMomentWhileTheyAreWritten() throws Exception {
        AtomicBoolean enough = new AtomicBoolean();
        List<AtomicInteger> committed = new ArrayList<>();
        List<Future<Integer>> writers = new ArrayList<>();
        int before;
        long transaction;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int writer = 0; writer < WRITERS; writer++) {
                AtomicInteger number = new AtomicInteger();
                committed.add(number);
                int name = writer;
                writers.add(threads.submit(() -> write(name, number, enough)));
            }
            await().until(() -> committed.stream().allMatch(number -> number.get() > 20));
            before = committed.getFirst().get();

            home.backUp(directory.resolve("backup"));

            enough.set(true);
            for (Future<Integer> writer : writers) {
                assertThat(writer.get()).isPositive();
            }
        }
        transaction = number(home.cluster(), "orders", "SELECT pg_current_xact_id()::text::bigint");
        Home restored = new Home(directory.resolve("restored"));
        restored.restore(directory.resolve("backup"), false);
        Process again = restored.start();
        try {
            PostgresCluster cluster = restored.cluster();

            assertThat(number(cluster, "orders", "SELECT max(number) FROM placed WHERE writer = 0"))
                    .as("what was committed while the files were copied is in the backup too")
                    .isGreaterThan(before);
            for (int writer = 0; writer < WRITERS; writer++) {
                String of = " WHERE writer = " + writer;
                long last = number(cluster, "orders", "SELECT max(number) FROM placed" + of);
                assertThat(number(cluster, "orders", "SELECT count(*) FROM placed" + of))
                        .as("without a gap")
                        .isEqualTo(last);
                assertThat(number(cluster, "orders", "SELECT max(number) FROM paid" + of))
                        .as("a transaction is there as a whole")
                        .isEqualTo(last);
                // It is written first in catalog, and then in orders.
                assertThat(number(cluster, "catalog", "SELECT max(number) FROM listed" + of))
                        .as("both databases are from the same moment")
                        .isBetween(last, last + 1);
            }
            assertThat(number(cluster, "orders", "SELECT sum(pieces) FROM stock"))
                    .as("every move of stock is there with both of its sides")
                    .isEqualTo(5_000_000);
            assertThat(number(cluster, "orders", "SELECT count(*) FROM stock WHERE sku > 0"))
                    .isEqualTo(5000);
            assertThat(number(cluster, "orders", "SELECT pg_current_xact_id()::text::bigint"))
                    .as("transactions are numbered on, so that the cursors of feeds stay right")
                    .isBetween(transaction / 2, transaction + 1000);
        } finally {
            restored.cluster().stop();
            again.waitFor();
        }
    }

    /** A move of stock, an order and its payment, told in both databases, again and again. */
    private static int write(int writer, AtomicInteger committed, AtomicBoolean enough)
            throws SQLException {
        try (Connection catalog = home.cluster().connect("catalog");
                Connection orders = home.cluster().connect("orders");
                Statement listing = catalog.createStatement();
                Statement ordering = orders.createStatement()) {
            orders.setAutoCommit(false);
            int number = 0;
            while (!enough.get()) {
                number++;
                String row = "(" + writer + ", " + number + ")";
                listing.execute("INSERT INTO listed VALUES " + row);
                ordering.execute("INSERT INTO placed VALUES " + row);
                // Each writer has rows of its own, so that none waits for another.
                int sku = 1 + writer * 1000 + number % 900;
                ordering.execute("UPDATE stock SET pieces = pieces - 1 WHERE sku = " + sku);
                ordering.execute("UPDATE stock SET pieces = pieces + 1 WHERE sku = " + (sku + 7));
                ordering.execute("INSERT INTO paid VALUES " + row);
                orders.commit();
                committed.set(number);
            }
            return number;
        }
    }

    @Test
    void onlyTheOwnerMayReadIt() throws Exception {
        assertThat(mode(backup)).isEqualTo("rwx------");
        assertThat(mode(backup.resolve("secrets"))).isEqualTo("rw-------");
        assertThat(mode(backup.resolve("manifest.json"))).isEqualTo("rw-------");
        assertThat(mode(backup.resolve("postgres/18/global"))).isEqualTo("rwx------");
    }

    @Test
    void overwritesNothing() throws Exception {
        byte[] manifest = Files.readAllBytes(backup.resolve("manifest.json"));
        Path notes = Files.createDirectory(directory.resolve("notes"));
        Files.writeString(notes.resolve("secrets"), "mine");

        assertThatThrownBy(() -> home.backUp(backup))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("already holds a backup");
        assertThatThrownBy(() -> home.backUp(notes)).hasMessageContaining("is not empty");
        assertThatThrownBy(() -> home.backUp(home.path().resolve("backup")))
                .hasMessageContaining("lies in the market's own data");

        assertThat(backup.resolve("manifest.json")).hasBinaryContent(manifest);
        assertThat(notes.resolve("secrets")).hasContent("mine");
    }

    @Test
    void leavesNothingOfABackupThatFails() {
        Path failed = directory.resolve("backup");
        MarketSettings settings = home.settings();
        Secrets others = new Secrets(directory.resolve("secrets"));
        Parts parts = new Parts(() -> settings, others, directory);

        assertThatThrownBy(() -> new Backup(settings, parts, SILENT).make(failed))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("password authentication failed");

        assertThat(failed).isEmptyDirectory();
    }

    @Test
    void aBackupOfAStoppedMarketIsWholeToo() throws Exception {
        Home other = new Home(directory.resolve("other"));
        other.cluster().initialise();
        Process first = other.start();
        PostgresCluster.Database _ = other.cluster().ensureDatabase("orders", "a password");
        execute(other.cluster(), "orders", "CREATE TABLE kept AS SELECT 7 AS number");
        other.cluster().stop();
        first.waitFor();

        other.backUp(directory.resolve("backup"));

        Home restored = new Home(directory.resolve("restored"));
        restored.restore(directory.resolve("backup"), false);
        Process again = restored.start();
        assertThat(number(restored.cluster(), "orders", "SELECT number FROM kept")).isEqualTo(7);
        restored.cluster().stop();
        again.waitFor();
    }

    @Test
    void aDamagedBackupChangesNothing() throws Exception {
        Path restored = directory.resolve("restored");
        Path page = backup.resolve("postgres/18/global/1262");
        byte[] whole = Files.readAllBytes(page);

        byte[] damaged = whole.clone();
        damaged[100] ^= 1;
        Files.write(page, damaged);
        assertThatThrownBy(() -> new Home(restored).restore(backup, false))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("postgres/18/global/1262 has not the content");
        Files.delete(page);
        assertThatThrownBy(() -> new Home(restored).restore(backup, false))
                .hasMessageContaining("postgres/18/global/1262 is missing");
        Files.write(page, whole);
        Files.writeString(backup.resolve("postgres/18/recovery.signal"), "");
        assertThatThrownBy(() -> new Home(restored).restore(backup, false))
                .hasMessageContaining("postgres/18/recovery.signal does not belong to it");

        Files.delete(backup.resolve("postgres/18/recovery.signal"));

        assertThat(names(restored)).containsExactly("lock");
    }

    @Test
    void aBackupOfAnotherMajorVersionIsRefused() throws Exception {
        Path other = Files.createDirectory(directory.resolve("backup"));
        Files.writeString(
                other.resolve("manifest.json"),
                Files.readString(backup.resolve("manifest.json"))
                        .replace("\"postgresMajor\" : 18", "\"postgresMajor\" : 17"));

        assertThatThrownBy(() -> new Home(directory.resolve("restored")).restore(other, false))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("made by PostgreSQL 17")
                .hasMessageContaining("runs PostgreSQL 18");
    }

    @Test
    void whatIsNoBackupIsNotRestored() throws Exception {
        Path unfinished = Files.createDirectory(directory.resolve("unfinished"));
        Files.copy(backup.resolve("secrets"), unfinished.resolve("secrets"));

        assertThatThrownBy(() -> new Home(directory.resolve("restored")).restore(unfinished, false))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("There is no backup in " + unfinished);
    }

    @Test
    void dataIsReplacedOnlyWhereThatIsSaid() throws Exception {
        Home other = new Home(directory.resolve("other"));
        other.cluster().initialise();
        Files.createDirectories(other.path().resolve("elasticsearch/outdated"));
        String secrets = Files.readString(other.path().resolve("secrets"));

        assertThatThrownBy(() -> other.restore(backup, false))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("already holds the data of a market")
                .hasMessageContaining("--yes");
        assertThat(other.path().resolve("secrets")).hasContent(secrets);

        other.restore(backup, true);
        assertThat(other.path().resolve("secrets"))
                .hasSameBinaryContentAs(home.path().resolve("secrets"));
        assertThat(names(other.path())).containsExactly("lock", "postgres", "secrets");
    }

    @Test
    void aMarketThatRunsIsNotReplaced() throws Exception {
        assertThatThrownBy(() -> home.restore(backup, true))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("PostgreSQL still runs");
        Path taken = directory.resolve("taken");
        try (Market _ = open(taken)) {
            assertThatThrownBy(() -> new Home(taken).restore(backup, true))
                    .hasMessageContaining("runs: ./market stop ends it");
        }
    }

    /** The machine went down after the old data was half replaced. */
    @Test
    void aMarketDoesNotStartOnHalfARestore() throws Exception {
        Home other = new Home(directory.resolve("other"));
        Files.createFile(other.path().resolve("restoring"));

        assertThatThrownBy(() -> open(other.path()))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("was not finished");
        other.restore(backup, true);

        try (Market market = open(other.path())) {
            assertThat(market.secrets().get("POSTGRES_PASSWORD"))
                    .isEqualTo(home.secrets().get("POSTGRES_PASSWORD"));
        }
    }

    private static Market open(Path path) {
        return Market.open(() -> new MarketSettings(path, Map.of()), path, SILENT).orElseThrow();
    }

    /** A home of a market with a port of its own. */
    private record Home(Path path, MarketSettings settings) {

        Home(Path path) throws IOException {
            this(
                    Files.createDirectories(path),
                    new MarketSettings(
                            path, Map.of("POSTGRES_PORT", Integer.toString(Ports.free()))));
        }

        Secrets secrets() {
            return new Secrets(path.resolve("secrets"));
        }

        Parts parts() {
            return new Parts(() -> settings, secrets(), path);
        }

        PostgresCluster cluster() {
            return parts().cluster();
        }

        void backUp(Path target) {
            new Backup(settings, parts(), SILENT).make(target);
        }

        void restore(Path source, boolean replace) {
            new Restore(settings, SILENT).from(source, replace);
        }

        Process start() throws IOException {
            Process process =
                    new ProcessBuilder(cluster().command())
                            .redirectErrorStream(true)
                            .redirectOutput(path.resolve("log").toFile())
                            .start();
            Callable<Boolean> ready = () -> cluster().answer() == Answer.YES;
            await().atMost(Duration.ofSeconds(60)).until(ready);
            return process;
        }
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static List<String> names(Path path) throws IOException {
        try (Stream<Path> entries = Files.list(path)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }

    private static void execute(PostgresCluster cluster, String database, String sql)
            throws SQLException {
        try (Connection connection = cluster.connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long number(PostgresCluster cluster, String database, String query)
            throws SQLException {
        try (Connection connection = cluster.connect(database);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getLong(1);
        }
    }
}
