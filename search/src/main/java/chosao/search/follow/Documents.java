package chosao.search.follow;

import static java.util.stream.Collectors.toMap;

import chosao.kernel.feed.FeedCursor;
import chosao.search.follow.Half.Source;
import chosao.search.index.IndexName;
import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.elasticsearch.core.get.GetResult;
import co.elastic.clients.elasticsearch.core.mget.MultiGetResponseItem;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The documents of one index, as those who follow the feeds write them: each half only ever
 * replaced by a newer version of itself, the other half left as it stands.
 *
 * <p>A document is read, changed and written back on condition that nobody wrote it meanwhile;
 * whoever loses reads again. So any number of followers, in any number of copies of search, end in
 * the same state. Thread-safe.
 */
final class Documents {

    /** Losing this often in a row to other writers is no longer bad luck. */
    private static final int ATTEMPTS = 50;

    private static final int CONFLICT = 409;

    private static final String CURSOR = "cursor";

    private final ElasticsearchClient client;
    private final ObjectMapper json;
    private final IndexName index;

    Documents(ElasticsearchClient client, ObjectMapper json, IndexName index) {
        this.client = client;
        this.json = json;
        this.index = index;
    }

    /** The place up to which everything that the source told is in the index. */
    FeedCursor position(Source source) {
        try {
            var kept =
                    client.get(
                                    get -> get.index(index.writer()).id(source.cursorId()),
                                    ObjectNode.class)
                            .source();
            return kept == null ? FeedCursor.START : FeedCursor.parse(kept.path(CURSOR).asText());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /**
     * Keeps the place, in the index itself: a cursor that outlived its index would hide everything
     * before it. Called only after what lies before is applied. Copies of search may set it back by
     * a little; they will then read again what they know.
     */
    void position(Source source, FeedCursor cursor) {
        try {
            client.index(write ->
                    write.index(index.writer())
                            .requireAlias(true)
                            .id(source.cursorId())
                            .document(Map.of(CURSOR, cursor.toString())));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Returns when each half, or a newer version of it, is in its document. */
    void apply(Collection<Half> halves) {
        var pending = newestByDocument(halves);
        for (int attempt = 0; !pending.isEmpty(); attempt++) {
            if (attempt == ATTEMPTS) {
                throw new IllegalStateException(
                        pending.size()
                                + " documents of "
                                + index
                                + " are always written by someone else");
            }
            try {
                pending.keySet().retainAll(conflictsOf(writes(pending)));
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }

    private static Map<String, Map<Source, Half>> newestByDocument(Collection<Half> halves) {
        BinaryOperator<Half> newer = (one, other) -> one.version() >= other.version() ? one : other;
        var newest = new LinkedHashMap<String, Map<Source, Half>>();
        for (var half : halves) {
            newest.computeIfAbsent(half.document(), document -> new EnumMap<>(Source.class))
                    .merge(half.source(), half, newer);
        }
        return newest;
    }

    /** What there is to write, given what the documents hold now. */
    private List<BulkOperation> writes(Map<String, Map<Source, Half>> pending) throws IOException {
        var ids = List.copyOf(pending.keySet());
        var held =
                client
                        .mget(get -> get.index(index.writer()).ids(ids), ObjectNode.class)
                        .docs()
                        .stream()
                        .map(this::result)
                        .collect(toMap(GetResult::id, document -> document));
        var writes = new ArrayList<BulkOperation>();
        pending.forEach((id, halves) -> {
            var write = write(id, held.get(id), halves.values());
            if (write != null) {
                writes.add(write);
            }
        });
        return writes;
    }

    private GetResult<ObjectNode> result(MultiGetResponseItem<ObjectNode> item) {
        if (item.isFailure()) {
            throw new IllegalStateException(index + ": " + item.failure().error().reason());
        }
        return item.result();
    }

    private @Nullable BulkOperation write(
            String id, @Nullable GetResult<ObjectNode> held, Collection<Half> halves) {
        var source = held == null ? null : held.source();
        var document = source == null ? JsonNodeFactory.instance.objectNode() : source;
        boolean changed = false;
        for (var half : halves) {
            var name = half.source().half();
            if (half.version() > document.path(name).path("version").asLong(-1)) {
                document.set(name, json.valueToTree(half.fields()));
                changed = true;
            }
        }
        if (!changed) {
            return null;
        }
        if (held == null || source == null) {
            return BulkOperation.of(
                    operation -> operation.create(create -> create.id(id).document(document)));
        }
        return BulkOperation.of(operation ->
                operation.index(write ->
                        write.id(id)
                                .ifSeqNo(held.seqNo())
                                .ifPrimaryTerm(held.primaryTerm())
                                .document(document)));
    }

    /** Writes, and returns the documents that someone else has written meanwhile. */
    private List<String> conflictsOf(List<BulkOperation> writes) throws IOException {
        if (writes.isEmpty()) {
            return List.of();
        }
        var conflicts = new ArrayList<String>();
        for (var item :
                client.bulk(bulk ->
                                bulk.index(index.writer()).requireAlias(true).operations(writes))
                        .items()) {
            var error = item.error();
            if (item.status() == CONFLICT) {
                conflicts.add(String.valueOf(item.id()));
            } else if (error != null) {
                throw new IllegalStateException(
                        index + ", document " + item.id() + ": " + error.reason());
            }
        }
        return conflicts;
    }
}
