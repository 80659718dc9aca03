package chosao.local.testing;

import chosao.local.elasticsearch.ElasticsearchNode;
import chosao.local.process.Ports;
import chosao.local.process.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A real Elasticsearch 8.19, one per test JVM. Tests share it, so each names its own index. */
public final class TestElasticsearch {

    private static final class Running {
        static final ElasticsearchNode NODE = start();
    }

    private TestElasticsearch() {}

    /** Where it answers, such as {@code http://127.0.0.1:34567}. */
    public static URI url() {
        return Running.NODE.url();
    }

    private static ElasticsearchNode start() {
        Path directory = temporaryDirectory();
        ElasticsearchNode node = new ElasticsearchNode(directory, Ports.free());
        node.prepare();
        Tether server =
                Tether.start(node.command(), node.environment(), "TERM", directory.resolve("log"));
        Runtime.getRuntime()
                .addShutdownHook(
                        Thread.ofPlatform()
                                .unstarted(() -> {
                                    server.release();
                                    Trees.delete(directory);
                                }));
        server.await(node::isReady, Duration.ofMinutes(2));
        return node;
    }

    private static Path temporaryDirectory() {
        try {
            return Files.createTempDirectory("chosao-elasticsearch");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
