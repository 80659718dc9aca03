package chosao.local.testing;

import chosao.local.postgres.PostgresCluster;
import chosao.local.postgres.PostgresCluster.Database;
import chosao.local.postgres.PostgresCluster.Durability;
import chosao.local.process.Ports;
import chosao.local.process.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** A real PostgreSQL 18, one per test JVM; every caller gets a database nobody else has. */
public final class TestPostgres {

    private static final class Running {
        static final PostgresCluster CLUSTER = start();
        static final AtomicInteger DATABASES = new AtomicInteger();
    }

    private TestPostgres() {}

    /** A fresh, empty database, owned by a role without further rights, as in the market. */
    public static Database database(String name) {
        String unique = name + "_" + Running.DATABASES.incrementAndGet();
        try {
            return Running.CLUSTER.ensureDatabase(unique, UUID.randomUUID().toString());
        } catch (SQLException e) {
            throw new IllegalStateException("cannot make the test database " + unique, e);
        }
    }

    private static PostgresCluster start() {
        Path directory = temporaryDirectory();
        PostgresCluster cluster =
                new PostgresCluster(
                        directory,
                        Ports.free(),
                        UUID.randomUUID().toString(),
                        Durability.DISPOSABLE);
        cluster.initialise();
        // SIGQUIT: no last checkpoint for data that is thrown away.
        Tether server = Tether.start(cluster.command(), Map.of(), "QUIT", directory.resolve("log"));
        Runtime.getRuntime()
                .addShutdownHook(
                        Thread.ofPlatform()
                                .unstarted(() -> {
                                    server.release();
                                    Trees.delete(directory);
                                }));
        server.await(() -> cluster.answer() == PostgresCluster.Answer.YES, Duration.ofMinutes(1));
        return cluster;
    }

    private static Path temporaryDirectory() {
        try {
            return Files.createTempDirectory("chosao-postgres");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
