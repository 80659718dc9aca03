package chosao.search.index;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.mapping.TypeMapping;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The indexes of products: which one is searched, and how another takes its place. */
@Singleton
public final class ProductIndex {

    private static final Logger LOG = LoggerFactory.getLogger(ProductIndex.class);

    /**
     * Raise it when the same product gives another document, as when folding changes: the index is
     * then built anew.
     */
    private static final int FORMAT = 1;

    private final ElasticsearchClient client;
    private final IndexSettings settings;
    private final byte[] mapping;
    private final String layout;

    ProductIndex(ElasticsearchClient client, IndexSettings settings) {
        this.client = client;
        this.settings = settings;
        this.mapping = resource("products.json");
        this.layout = digest(mapping);
    }

    /** The name that is searched. */
    public String alias() {
        return settings.alias();
    }

    /** The index behind the alias, if there is one. */
    public Optional<IndexName> current() {
        try {
            return client.indices().getAlias(get -> get.name(alias())).result().keySet().stream()
                    .flatMap(name -> IndexName.parse(name).stream())
                    .findFirst();
        } catch (ElasticsearchException answer) {
            if (answer.status() == 404) {
                return Optional.empty();
            }
            throw answer;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Whether this version of the program writes such documents as that index holds. */
    public boolean understands(IndexName name) {
        return name.layout().equals(layout);
    }

    /** The first index to build where none stands, or only one in another layout. */
    public IndexName first() {
        return new IndexName(alias(), layout, 1);
    }

    public boolean exists(IndexName name) {
        try {
            return client.indices().exists(exists -> exists.index(name.toString())).value();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Makes the index; where another copy of search has made it already, that one will do. */
    public void create(IndexName name) {
        try {
            client.indices()
                    .create(create ->
                            create.index(name.toString())
                                    .settings(index ->
                                            index.numberOfShards(String.valueOf(settings.shards()))
                                                    .numberOfReplicas(
                                                            String.valueOf(settings.replicas()))
                                                    .refreshInterval(interval ->
                                                            interval.time(
                                                                    settings.refreshInterval()
                                                                                    .toMillis()
                                                                            + "ms")))
                                    .mappings(
                                            TypeMapping.of(type ->
                                                    type.withJson(
                                                            new ByteArrayInputStream(mapping))))
                                    .aliases(name.writer(), alias -> alias));
            LOG.info("Made index {}", name);
        } catch (ElasticsearchException answer) {
            if (!Objects.equals(answer.error().type(), "resource_already_exists_exception")) {
                throw answer;
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Points the alias at this index, in one step that no search can see half done. */
    public void serve(IndexName name) {
        try {
            client.indices().refresh(refresh -> refresh.index(name.toString()));
            client.indices()
                    .updateAliases(update ->
                            update.actions(action ->
                                            action.remove(remove ->
                                                    remove.index(alias() + "-*")
                                                            .alias(alias())
                                                            .mustExist(false)))
                                    .actions(action ->
                                            action.add(add ->
                                                    add.index(name.toString()).alias(alias()))));
            LOG.info("Index {} is searched now", name);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Deletes every index that stood or was to stand behind the alias, save this one. */
    public void deleteAllBut(IndexName name) {
        try {
            for (var index :
                    client.indices().get(get -> get.index(alias() + "-*")).result().keySet()) {
                var other = IndexName.parse(index);
                if (other.isPresent()
                        && other.get().alias().equals(alias())
                        && !index.equals(name.toString())) {
                    client.indices().delete(delete -> delete.index(index).ignoreUnavailable(true));
                    LOG.info("Deleted index {}", index);
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static byte[] resource(String file) {
        try (var stream =
                Objects.requireNonNull(ProductIndex.class.getResourceAsStream(file), file)) {
            return stream.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String digest(byte[] mapping) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            sha.update(mapping);
            sha.update((byte) FORMAT);
            return HexFormat.of().formatHex(sha.digest(), 0, 4);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
