package chosao.kernel.feed;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.runtime.graceful.GracefulShutdownCapable;
import jakarta.annotation.PreDestroy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes the readers that wait for news. One connection listens for all of them (PostgreSQL's
 * LISTEN); while it is lost, waiting readers look for themselves now and then, so that nothing
 * depends on a ring being heard. Thread-safe.
 */
@Context
@Requires(beans = DataSource.class)
@Requires(property = "market.feed.published", value = "true")
final class ChangeBell implements GracefulShutdownCapable {

    private static final Logger LOG = LoggerFactory.getLogger(ChangeBell.class);

    /** How long the listening thread waits at a time before it looks whether it shall end. */
    private static final int LISTEN_MILLIS = 500;

    private final DataSource database;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition rung = lock.newCondition();
    private final Thread listener;
    private long rings;
    private volatile boolean closed;

    ChangeBell(DataSource database) {
        // The injected one gives connections to transactions only; this one is kept for good.
        this.database = DelegatingDataSource.unwrapDataSource(database);
        this.listener = Thread.ofVirtual().name("change-bell").start(this::listen);
    }

    /**
     * How often the bell has rung so far: to be read before looking, and given to {@link #await}.
     */
    long rings() {
        lock.lock();
        try {
            return rings;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until the bell has rung more often than that, or the time is over.
     *
     * @return false once the bell is closed, for then it neither rings nor waits
     */
    boolean await(long heard, Duration atMost) throws InterruptedException {
        lock.lock();
        try {
            long left = atMost.toNanos();
            while (rings == heard && left > 0 && !closed) {
                left = rung.awaitNanos(left);
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    private void listen() {
        while (!closed) {
            try (var connection = database.getConnection();
                    var statement = connection.createStatement()) {
                connection.setAutoCommit(true);
                statement.execute("LISTEN changes");
                ring();
                hear(connection);
                if (!connection.isClosed()) {
                    statement.execute("UNLISTEN changes");
                }
            } catch (SQLException lost) {
                if (!closed) {
                    LOG.warn(
                            "The bell for changes is silent, listening again in a second: {}",
                            lost.getMessage());
                    pause();
                }
            }
        }
    }

    private void hear(Connection connection) throws SQLException {
        var notifications = connection.unwrap(PGConnection.class);
        while (!closed) {
            var heard = notifications.getNotifications(LISTEN_MILLIS);
            if (heard != null && heard.length > 0) {
                ring();
            }
        }
    }

    private void ring() {
        lock.lock();
        try {
            rings++;
            rung.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private static void pause() {
        try {
            TimeUnit.SECONDS.sleep(1);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sends the waiting readers away first of all, or the server would wait for them. */
    @Override
    public CompletionStage<?> shutdownGracefully() {
        silence();
        return CompletableFuture.completedFuture(null);
    }

    @PreDestroy
    void close() throws InterruptedException {
        silence();
        listener.join(Duration.ofSeconds(2));
    }

    private void silence() {
        closed = true;
        ring();
    }
}
