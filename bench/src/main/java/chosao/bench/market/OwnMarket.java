package chosao.bench.market;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A market for the benchmark alone: with data, ports and limits of its own, thrown away at the end.
 * It is started by the same command as any other.
 */
public final class OwnMarket implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofMinutes(5);

    /** With all dependencies to be fetched. */
    private static final Duration LONGEST_BUILD = Duration.ofMinutes(30);

    private static final List<String> PORTS =
            List.of(
                    "GATEWAY_PORT",
                    "CATALOG_PORT",
                    "ORDERS_PORT",
                    "SEARCH_PORT",
                    "STRIPE_SANDBOX_PORT",
                    "POSTGRES_PORT",
                    "ELASTICSEARCH_PORT");

    private static final List<String> LIMITS =
            List.of(
                    "RATE_LIMIT_READS",
                    "RATE_LIMIT_WRITES",
                    "RATE_LIMIT_SIGN_INS",
                    "RATE_LIMIT_SIGN_INS_PER_ADDRESS",
                    "RATE_LIMIT_SIGN_UPS",
                    "RATE_LIMIT_CARTS",
                    "RATE_LIMIT_ORDERS",
                    "RATE_LIMIT_REFRESHES");

    private final Path command;
    private final Path home;
    private final Map<String, String> ports;
    private final Thread interrupted = Thread.ofPlatform().unstarted(this::stopAndDelete);

    private OwnMarket(Path command, Path home, Map<String, String> ports) {
        this.command = command;
        this.home = home;
        this.ports = ports;
    }

    /**
     * Builds what changed and chooses a place and ports; nothing runs yet. What is started later is
     * gone when this program ends, also by Ctrl-C.
     *
     * @param command the {@code market} command of the project
     */
    public static OwnMarket prepare(Path command) {
        OwnMarket own;
        try {
            own = new OwnMarket(command, Files.createTempDirectory("chosao-bench"), freePorts());
        } catch (IOException e) {
            throw new UncheckedIOException("no place for a market", e);
        }
        Runtime.getRuntime().addShutdownHook(own.interrupted);
        own.run(LONGEST_BUILD, "build");
        return own;
    }

    public Path home() {
        return home;
    }

    /** Starts it and waits until it is ready. */
    public Duration start() {
        long startedAt = System.nanoTime();
        run(LONGEST_START, "start", "--detach");
        return Duration.ofNanos(System.nanoTime() - startedAt);
    }

    public void stop() {
        run(LONGEST_START, "stop");
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(interrupted);
        } catch (IllegalStateException ending) {
            // The program ends, and the hook does what is to be done here.
            return;
        }
        stopAndDelete();
    }

    private void stopAndDelete() {
        stop();
        try (var files = Files.walk(home)) {
            files.sorted(Comparator.reverseOrder()).forEach(OwnMarket::delete);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + home, e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file, e);
        }
    }

    private void run(Duration atMost, String... arguments) {
        List<String> line = new ArrayList<>(List.of(command.toString()));
        line.addAll(List.of(arguments));
        Path log = home.resolveSibling(home.getFileName() + ".log");
        try {
            var builder =
                    new ProcessBuilder(line)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            // Thousands of purchases are for the sandbox, whatever the people's own market pays
            // with.
            builder.environment().keySet().removeIf(name -> name.startsWith("STRIPE_"));
            builder.environment().putAll(environment());
            var process = builder.start();
            if (!process.waitFor(atMost.toSeconds(), TimeUnit.SECONDS)) {
                process.destroy();
                throw new IllegalStateException(
                        String.join(" ", line) + " is not done after " + atMost);
            }
            if (process.exitValue() != 0) {
                throw new IllegalStateException(
                        "%s ended with %d:%n%s"
                                .formatted(
                                        String.join(" ", line),
                                        process.exitValue(),
                                        Files.readString(log)));
            }
            Files.deleteIfExists(log);
        } catch (IOException e) {
            throw new UncheckedIOException(String.join(" ", line) + " failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Without limits: they are there to stop exactly what a benchmark does. */
    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(ports);
        environment.put("MARKET_HOME", home.toString());
        LIMITS.forEach(limit -> environment.put(limit, "0"));
        return environment;
    }

    /** All sockets are open at once, so that no port comes twice. */
    private static Map<String, String> freePorts() throws IOException {
        Map<String, String> ports = new HashMap<>();
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (String part : PORTS) {
                var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                sockets.add(socket);
                ports.put(part, Integer.toString(socket.getLocalPort()));
            }
        } finally {
            for (ServerSocket socket : sockets) {
                socket.close();
            }
        }
        return ports;
    }
}
