package chosao.orders.offer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chosao.kernel.feed.Change;
import chosao.kernel.feed.FeedCursor;
import chosao.local.testing.TestPostgres;
import chosao.orders.database.Database;
import io.micronaut.context.ApplicationContext;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.transaction.SynchronousTransactionManager;
import io.micronaut.transaction.TransactionOperations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Wherever following catalog's feed breaks off and begins again, it ends in the same state. */
class CatalogFeedIT {

    private static final int PRODUCTS = 12;
    private static final int CHANGES = 150;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void brokenOffAndTakenUpAnywhereItEndsAsIfItNeverWas(long seed) {
        var random = new Random(seed);
        try (var straight = copy();
                var broken = copy()) {
            var feed = feed(random, straight.getBean(JsonMapper.class));
            straight.getBean(CatalogFeed.class).apply(feed, feed.getLast().cursor());

            int position = 0;
            while (position < feed.size()) {
                int from = random.nextInt(position + 1);
                int to = Math.min(feed.size(), position + 1 + random.nextInt(20));
                var page = feed.subList(from, to);
                if (random.nextInt(3) == 0) {
                    killedWhileApplying(broken, page);
                } else {
                    broken.getBean(CatalogFeed.class).apply(page, page.getLast().cursor());
                    position = Math.max(position, to);
                }
                if (position > 0) {
                    assertThat(broken.getBean(CatalogFeed.class).position())
                            .isEqualTo(feed.get(position - 1).cursor());
                }
            }

            assertThat(state(broken)).isEqualTo(state(straight));
        }
    }

    @Test
    void severalCopiesThatFollowAtOnceEndInTheSameState() throws Exception {
        try (var alone = copy();
                var shared = copy()) {
            var feed = feed(new Random(6), alone.getBean(JsonMapper.class));
            alone.getBean(CatalogFeed.class).apply(feed, feed.getLast().cursor());

            var reader = shared.getBean(CatalogFeed.class);
            var followers = new ArrayList<Callable<Void>>();
            for (int number = 1; number <= 4; number++) {
                int stride = number * 3;
                followers.add(() -> {
                    for (int from = 0; from < feed.size(); from += stride) {
                        var page = feed.subList(from, Math.min(feed.size(), from + stride));
                        reader.apply(page, page.getLast().cursor());
                    }
                    return null;
                });
            }
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (var follower : threads.invokeAll(followers)) {
                    follower.get();
                }
            }

            assertThat(state(shared)).isEqualTo(state(alone));
            assertThat(reader.position()).isEqualTo(feed.getLast().cursor());
        }
    }

    @Test
    void fieldsThatOrdersDoesNotKnowAreNoMatter() {
        try (var copy = copy()) {
            var product = UUID.randomUUID();
            var data =
                    product(product, true, "SKU-UNKNOWN-1", 90_000, 1)
                            .replace("{\"id\"", "{\"madeUpLater\": {\"deep\": [1]}, \"id\"");
            var change = change(copy.getBean(JsonMapper.class), 1, product, 1, data);

            copy.getBean(CatalogFeed.class).apply(List.of(change), change.cursor());

            assertThat(copy.getBean(Offers.class).find(List.of("SKU-UNKNOWN-1")))
                    .containsKey("SKU-UNKNOWN-1");
        }
    }

    /** Everything was applied, and then the process was gone before it could commit. */
    private static void killedWhileApplying(ApplicationContext copy, List<Change> page) {
        TransactionOperations<?> transactions = copy.getBean(SynchronousTransactionManager.class);
        assertThatThrownBy(() ->
                        transactions.executeWrite(status -> {
                            copy.getBean(CatalogFeed.class).apply(page, page.getLast().cursor());
                            throw new IllegalStateException("killed");
                        }))
                .hasMessageContaining("killed");
    }

    private static ApplicationContext copy() {
        var database = TestPostgres.database("orders");
        return ApplicationContext.run(
                Map.ofEntries(
                        Map.entry("datasources.default.url", database.url()),
                        Map.entry("datasources.default.username", database.user()),
                        Map.entry("datasources.default.password", database.password()),
                        Map.entry("datasources.default.maximum-pool-size", "5"),
                        Map.entry("orders.catalog.follow", "false"),
                        Map.entry("orders.stock.sample", "true"),
                        Map.entry("market.internal.token", "secret"),
                        Map.entry("orders.stripe.api-key", "sk_test_none"),
                        Map.entry("orders.stripe.publishable-key", "pk_test_none"),
                        Map.entry("orders.stripe.webhook-secret", "whsec_none")));
    }

    private static List<String> state(ApplicationContext copy) {
        var database = copy.getBean(Database.class);
        TransactionOperations<?> transactions = copy.getBean(SynchronousTransactionManager.class);
        return transactions.executeRead(status ->
                database.list(
                        """
                        SELECT o::text FROM offers o
                        UNION ALL SELECT v::text FROM offer_variants v ORDER BY 1
                        """,
                        row -> row.getString(1)));
    }

    /** A feed in which products change, disappear and change in the wrong order. */
    private static List<Change> feed(Random random, JsonMapper json) {
        var ids = new ArrayList<UUID>();
        for (int number = 0; number < PRODUCTS; number++) {
            ids.add(new UUID(random.nextLong(), random.nextLong()));
        }
        var feed = new ArrayList<Change>();
        for (int number = 1; number <= CHANGES; number++) {
            int which = random.nextInt(PRODUCTS);
            var id = ids.get(which);
            // Neighbouring versions may stand in the wrong order; none occurs twice.
            long version = 2L * number + (random.nextInt(4) == 0 ? -5 : 0);
            var data =
                    random.nextInt(10) == 0
                            ? null
                            : product(
                                    id,
                                    random.nextBoolean(),
                                    "SKU-%02d-%d".formatted(which, random.nextInt(3)),
                                    1_000 + random.nextInt(100_000),
                                    random.nextInt(3));
            feed.add(change(json, number, id, version, data));
        }
        return feed;
    }

    private static String product(UUID id, boolean listed, String sku, long price, int years) {
        return """
        {"id": "%s", "name": "Mật ong", "producer": {"id": "%s", "name": "Hộ", "ownerAccount": null},
         "variants": [{"sku": "%s", "name": "Chai", "price": {"amount": %d, "currency": "VND"}, "weightGrams": 500}],
         "certificates": [{"id": "%s", "stars": 3, "score": null, "level": "province", "decisionNumber": "1",
                           "issuedOn": "2024-01-01", "expiresOn": "%d-01-01", "revokedOn": null}],
         "listed": %s, "sample": true}
        """
                .formatted(id, id, sku, price, id, 2027 + years, listed);
    }

    private static Change change(
            JsonMapper json, long number, UUID id, long version, @Nullable String data) {
        try {
            return new Change(
                    new FeedCursor(number, number),
                    "product",
                    id,
                    version,
                    Instant.EPOCH,
                    data == null ? null : json.readValue(data, JsonNode.class));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
