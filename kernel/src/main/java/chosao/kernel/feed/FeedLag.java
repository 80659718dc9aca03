package chosao.kernel.feed;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import org.reactivestreams.Publisher;

/**
 * Tells how far this service lags behind the feeds that it follows: as the gauge {@code
 * market.feed.lag.seconds} and in the details of its readiness. A service that lags stays ready:
 * see the decision record "Cover that goes takes its orders along".
 */
@Singleton
@Readiness
@Requires(beans = FollowedFeeds.class)
final class FeedLag implements HealthIndicator {

    private static final String NAME = "feeds";

    private final FollowedFeeds feeds;

    FeedLag(FollowedFeeds feeds, MeterRegistry meters) {
        this.feeds = feeds;
        for (var name : feeds.names()) {
            Gauge.builder("market.feed.lag.seconds", () -> seconds(name))
                    .description("since everything was read that the feed had")
                    .tag("feed", name)
                    .register(meters);
        }
    }

    private double seconds(String name) {
        return feeds.follower(name)
                .map(follower -> follower.lag().toMillis() / 1e3)
                .orElse(Double.NaN);
    }

    @Override
    public Publisher<HealthResult> getResult() {
        var details = new LinkedHashMap<String, Object>();
        for (var name : feeds.names()) {
            details.put(name, feeds.follower(name).map(FeedLag::detailsOf).orElse(Map.of()));
        }
        return Publishers.just(
                HealthResult.builder(NAME).status(HealthStatus.UP).details(details).build());
    }

    private static Map<String, Object> detailsOf(FeedFollower follower) {
        var details = new LinkedHashMap<String, Object>();
        details.put("lagSeconds", follower.lag().toSeconds());
        var heldBackSince = follower.heldBackSince();
        if (heldBackSince != null) {
            details.put("heldBackSince", heldBackSince.toString());
        }
        return details;
    }
}
