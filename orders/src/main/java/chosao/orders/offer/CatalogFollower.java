package chosao.orders.offer;

import chosao.kernel.feed.FeedFollower;
import chosao.kernel.feed.FollowedFeeds;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.json.JsonMapper;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Follows catalog's feed from the service's start to its end. */
@Singleton
@Requires(property = "orders.catalog.follow", notEquals = "false")
class CatalogFollower implements FollowedFeeds {

    private static final String CATALOG = "catalog";

    private final URI catalog;
    private final String token;
    private final CatalogFeed feed;
    private final JsonMapper json;
    private @Nullable FeedFollower follower;

    CatalogFollower(
            @Property(name = "orders.catalog.url") URI catalog,
            @Property(name = "market.internal.token") String token,
            CatalogFeed feed,
            JsonMapper json) {
        this.catalog = catalog;
        this.token = token;
        this.feed = feed;
        this.json = json;
    }

    @EventListener
    synchronized void start(StartupEvent started) {
        follower = new FeedFollower(CATALOG, catalog, token, feed, json);
    }

    @Override
    public Set<String> names() {
        return Set.of(CATALOG);
    }

    @Override
    public synchronized Optional<FeedFollower> follower(String name) {
        return Optional.ofNullable(follower);
    }

    @PreDestroy
    synchronized void stop() {
        if (follower != null) {
            follower.close();
        }
    }
}
