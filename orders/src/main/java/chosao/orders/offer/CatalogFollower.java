package chosao.orders.offer;

import chosao.kernel.feed.FeedFollower;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.json.JsonMapper;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Follows catalog's feed from the service's start to its end. */
@Singleton
@Requires(property = "orders.catalog.follow", notEquals = "false")
class CatalogFollower {

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
        follower = new FeedFollower("catalog", catalog, token, feed, json);
    }

    @PreDestroy
    synchronized void stop() {
        if (follower != null) {
            follower.close();
        }
    }
}
