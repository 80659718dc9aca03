package chosao.local.market;

import chosao.local.elasticsearch.ElasticsearchNode;
import chosao.local.process.Part;
import java.net.URI;
import java.time.Duration;
import java.util.Set;

/** The Elasticsearch node. */
record ElasticsearchPart(ElasticsearchNode node, Port port) implements Part {

    static final String NAME = "elasticsearch";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String title() {
        return "Elasticsearch 8.19";
    }

    @Override
    public String address() {
        return node.url().toString();
    }

    @Override
    public Set<String> needs() {
        return Set.of();
    }

    @Override
    public Launch launch() {
        node.prepare();
        return new Launch(node.command(), node.environment());
    }

    @Override
    public URI health() {
        return node.health();
    }

    @Override
    public boolean isReady() {
        return node.isReady();
    }

    @Override
    public Duration patience() {
        return Duration.ofMinutes(5);
    }
}
