package chosao.search.follow;

import chosao.kernel.feed.FeedFollower;
import chosao.kernel.feed.FollowedFeeds;
import chosao.search.follow.Half.Source;
import chosao.search.index.IndexName;
import chosao.search.index.ProductIndex;
import co.elastic.clients.elasticsearch.ElasticsearchClient;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.json.JsonMapper;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a whole and current index behind the alias. Where none stands, or one in another layout, it
 * has a new one filled from the first change on, while the old one goes on serving, and swaps them
 * when the new one is complete.
 *
 * <p>Any number of copies of search may run: they fill the same index, whichever swaps first wins,
 * and the others see it within {@link #PAUSE}. Where a copy with another layout has taken over,
 * this one only answers searches.
 */
@Singleton
public final class Keeper implements ApplicationEventListener<ServerStartupEvent>, FollowedFeeds {

    private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);

    private static final Duration PAUSE = Duration.ofMillis(500);

    /** The longest that a step that is being taken may hold up the end of the process. */
    private static final Duration LAST_STEP = Duration.ofSeconds(5);

    private static final Map<String, Source> FOLLOWED =
            Map.of("catalog", Source.CATALOG, "orders", Source.ORDERS);

    private final ProductIndex indexes;
    private final ElasticsearchClient client;
    private final ObjectMapper documents;
    private final Halves halves;
    private final FeedSettings feeds;
    private final JsonMapper json;
    private final Thread thread = Thread.ofVirtual().name("index-keeper").unstarted(this::keep);
    private final AtomicBoolean rebuildAsked = new AtomicBoolean();
    private volatile boolean closed;

    /** Whether the index of another version of the program is searched. */
    private volatile boolean retired;

    // Only the keeper's thread writes these.
    private volatile @Nullable Following serving;
    private volatile @Nullable Following building;
    private boolean served;
    private boolean swept = true;

    Keeper(
            ProductIndex indexes,
            ElasticsearchClient client,
            ObjectMapper documents,
            Halves halves,
            FeedSettings feeds,
            JsonMapper json) {
        this.indexes = indexes;
        this.client = client;
        this.documents = documents;
        this.halves = halves;
        this.feeds = feeds;
        this.json = json;
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent started) {
        thread.start();
    }

    /**
     * Has a new index built from the first change on and swapped in when it is complete.
     *
     * @return whether it will be: not where another version of the program keeps the index
     */
    public boolean rebuild() {
        if (retired) {
            return false;
        }
        rebuildAsked.set(true);
        return true;
    }

    @Override
    public Set<String> names() {
        return FOLLOWED.keySet();
    }

    /** Of what is searched; of what is being built, while nothing is. */
    @Override
    public Optional<FeedFollower> follower(String name) {
        var searched = serving;
        return Optional.ofNullable(searched == null ? building : searched)
                .flatMap(following ->
                        Optional.ofNullable(FOLLOWED.get(name)).map(following::follower));
    }

    private void keep() {
        while (!closed) {
            try {
                step();
            } catch (RuntimeException fault) {
                if (!closed) {
                    LOG.warn(
                            "The index cannot be looked after at the moment: {}", fault.toString());
                }
            }
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException ended) {
                break;
            }
        }
        leave(building);
        leave(serving);
    }

    private void step() {
        var current = indexes.current().orElse(null);
        if (building != null) {
            carryOn(building, current);
        } else if (current == null) {
            build(indexes.first());
        } else if (indexes.understands(current)) {
            serve(current);
            sweep(current);
            if (rebuildAsked.getAndSet(false)) {
                build(current.next());
            }
        } else if (served) {
            retire(current);
        } else {
            build(indexes.first());
        }
    }

    private void carryOn(Following candidate, @Nullable IndexName current) {
        if (!indexes.exists(candidate.index())) {
            LOG.warn("Index {} has vanished while it was built", candidate.index());
            candidate.close();
            building = null;
        } else if (candidate.index().equals(current)) {
            promote(candidate);
        } else if (candidate.isComplete()) {
            indexes.serve(candidate.index());
            swept = false;
            promote(candidate);
            sweep(candidate.index());
        }
    }

    private void promote(Following candidate) {
        leave(serving);
        serving = candidate;
        served = true;
        building = null;
    }

    /** Deletes what the swap left behind, again and again until it is gone. */
    private void sweep(IndexName current) {
        if (!swept) {
            indexes.deleteAllBut(current);
            swept = true;
        }
    }

    private void serve(IndexName current) {
        retired = false;
        if (serving == null || !serving.index().equals(current)) {
            leave(serving);
            serving = follow(current);
            served = true;
        }
    }

    private void retire(IndexName current) {
        retired = true;
        rebuildAsked.set(false);
        if (serving != null) {
            LOG.warn(
                    "Index {} is another version's: this copy of search only answers from now on",
                    current);
            serving.close();
            serving = null;
        }
    }

    private void build(IndexName name) {
        LOG.info("Building index {}", name);
        indexes.create(name);
        building = follow(name);
    }

    private Following follow(IndexName name) {
        return new Following(name, new Documents(client, documents, name), halves, feeds, json);
    }

    private static void leave(@Nullable Following following) {
        if (following != null) {
            following.close();
        }
    }

    /** Returns when nothing here uses Elasticsearch any more, so that the client may be closed. */
    @PreDestroy
    void close() throws InterruptedException {
        closed = true;
        thread.interrupt();
        if (thread.isAlive()) {
            thread.join(LAST_STEP);
        }
    }
}
