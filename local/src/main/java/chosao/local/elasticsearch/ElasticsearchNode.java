package chosao.local.elasticsearch;

import chosao.local.Installation;
import chosao.local.process.Health;
import chosao.local.process.Trees;
import chosao.local.process.Unprivileged;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One Elasticsearch node, alone in its cluster, on loopback and without security: whoever may open
 * the port of this machine may use it.
 *
 * @param directory its data and the configuration, which is written anew at every start
 * @param port where it answers HTTP
 */
public record ElasticsearchNode(Path directory, int port) {

    /**
     * Writes the configuration, anew each time: what a killed start left in it would hinder the
     * next.
     */
    public void prepare() {
        try {
            Trees.delete(configuration());
            Files.createDirectories(data());
            Files.createDirectories(configuration());
            Files.createDirectories(directory.resolve("tmp"));
            Files.writeString(configuration().resolve("elasticsearch.yml"), settings());
            Files.writeString(configuration().resolve("jvm.options"), JVM_OPTIONS);
            Files.writeString(configuration().resolve("log4j2.properties"), LOGGING);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot write the configuration of Elasticsearch to " + directory, e);
        }
    }

    /** The command that runs the node in the foreground; SIGTERM ends it. */
    public List<String> command() {
        return Unprivileged.command(
                List.of(home().resolve("bin/elasticsearch").toString()), directory);
    }

    /** What the command needs in its environment. */
    public Map<String, String> environment() {
        return Map.of(
                "ES_JAVA_HOME", System.getProperty("java.home"),
                "ES_PATH_CONF", configuration().toString(),
                "ES_TMPDIR", directory.resolve("tmp").toString(),
                // The launcher stays beside the node for its whole life: it should be as small as
                // it can.
                "CLI_JAVA_OPTS", "-XX:+UseSerialGC -XX:TieredStopAtLevel=1");
    }

    /** Whether the node answers and has recovered its indices. */
    public boolean isReady() {
        return Health.ask(health(), Duration.ofSeconds(10)).join() == Health.READY;
    }

    /** Where it says whether it has recovered its indices; it takes up to a second for that. */
    public URI health() {
        return url().resolve("/_cluster/health?wait_for_status=yellow&timeout=1s");
    }

    /** Where it answers. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    private String settings() {
        return """
        cluster.name: chosao
        node.name: local
        path.data: "%s"
        path.logs: "%s"
        network.host: 127.0.0.1
        http.port: %d
        # No other node is to find this one.
        transport.port: 0
        discovery.type: single-node
        xpack.security.enabled: false
        # A nearly full disk is the owner's concern; a read-only index on a laptop is nobody's wish.
        cluster.routing.allocation.disk.threshold_enabled: false
        """
                .formatted(data(), directory, port);
    }

    private Path data() {
        return directory.resolve("data");
    }

    private Path configuration() {
        return directory.resolve("config");
    }

    private static Path home() {
        try (Stream<Path> servers = Files.list(Installation.servers())) {
            return servers.filter(
                            path -> path.getFileName().toString().startsWith("elasticsearch-"))
                    .max(Path::compareTo)
                    .orElseThrow(() ->
                            new IllegalStateException(
                                    "the build has not laid out Elasticsearch in "
                                            + Installation.servers()
                                            + ": run mvn package"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + Installation.servers(), e);
        }
    }

    private static final String JVM_OPTIONS =
            """
            -Xms256m
            -Xmx512m
            -XX:+UseSerialGC
            # Memory is taken as it is needed, not all at the start.
            -XX:-AlwaysPreTouch
            -Djava.io.tmpdir=${ES_TMPDIR}
            20-:--add-modules=jdk.incubator.vector
            23:-XX:CompileCommand=dontinline,java/lang/invoke/MethodHandle.setAsTypeCache
            23:-XX:CompileCommand=dontinline,java/lang/invoke/MethodHandle.asTypeUncached
            -Dorg.apache.lucene.store.MMapDirectory.sharedArenaMaxPermits=1
            -XX:+ExitOnOutOfMemoryError
            """;

    private static final String LOGGING =
            """
            status = error
            appender.console.type = Console
            appender.console.name = console
            appender.console.layout.type = PatternLayout
            appender.console.layout.pattern = %d{ISO8601}{UTC} %-5p %c{1.} %m%n
            rootLogger.level = info
            rootLogger.appenderRef.console.ref = console
            """;
}
