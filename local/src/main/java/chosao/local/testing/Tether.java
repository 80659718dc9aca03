package chosao.local.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A server that cannot outlive this JVM, even if the JVM is killed: a shell waits at our end of a
 * pipe and ends it.
 */
final class Tether {

    private static final String SCRIPT =
            """
            signal=$1; shift
            exec 3<&0
            "$@" 3<&- </dev/null & server=$!
            { read -r _ <&3; kill -s "$signal" $server; } & watcher=$!
            exec 3<&-
            wait $server; status=$?
            kill $watcher
            exit $status
            """;

    private final Process shell;
    private final Path log;

    private Tether(Process shell, Path log) {
        this.shell = shell;
        this.log = log;
    }

    /**
     * Starts a server.
     *
     * @param signal that ends the server
     */
    static Tether start(
            List<String> command, Map<String, String> environment, String signal, Path log) {
        List<String> tethered = new ArrayList<>(List.of("sh", "-c", SCRIPT, "tether", signal));
        tethered.addAll(command);
        ProcessBuilder builder =
                new ProcessBuilder(tethered).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        try {
            return new Tether(builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + command.getFirst(), e);
        }
    }

    /** Waits until the server is ready; one that ends before or is late fails with its log. */
    void await(BooleanSupplier ready, Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!ready.getAsBoolean()) {
            boolean ended = !shell.isAlive();
            if (ended || System.nanoTime() > deadline) {
                release();
                throw new IllegalStateException(
                        (ended ? "the server ended" : "the server was not ready in " + atMost)
                                + ":\n"
                                + readLog());
            }
            pause();
        }
    }

    /** Ends the server and waits until it is gone. */
    void release() {
        try {
            shell.getOutputStream().close();
            if (!shell.waitFor(20, TimeUnit.SECONDS)) {
                shell.descendants().forEach(ProcessHandle::destroyForcibly);
                shell.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot release a server", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String readLog() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return "(no log: " + e + ")";
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a server", e);
        }
    }
}
