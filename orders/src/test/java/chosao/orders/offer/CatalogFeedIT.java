package chosao.orders.offer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chosao.kernel.feed.Change;
import chosao.kernel.feed.FeedCursor;
import chosao.local.testing.TestPostgres;
import chosao.orders.database.Database;
import chosao.orders.stock.Demand;
import chosao.orders.stock.Stock;
import io.micronaut.context.ApplicationContext;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.transaction.SynchronousTransactionManager;
import io.micronaut.transaction.TransactionOperations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
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
    void aFeedAndOrdersOfTheSameProductsNeverWaitInACircle() throws Exception {
        try (var copy = copy()) {
            var json = copy.getBean(JsonMapper.class);
            var feed = new ArrayList<Change>();
            var demands = new ArrayList<Demand>();
            for (int number = 0; number < PRODUCTS; number++) {
                var id = new UUID(number, number);
                demands.add(new Demand("SKU-RACE-%02d".formatted(number), id, id, 1));
                feed.add(change(json, number + 1, id, 1, sample(demands.getLast(), "")));
            }
            var reader = copy.getBean(CatalogFeed.class);
            reader.apply(feed, feed.getLast().cursor());
            var skus = demands.stream().map(Demand::sku).toList();
            var before = copy.getBean(Stock.class).available(skus);

            var racers = new ArrayList<Callable<Void>>();
            for (int racer = 1; racer <= 6; racer++) {
                var random = new Random(racer);
                boolean buys = racer % 2 == 0;
                racers.add(() -> {
                    for (int round = 2; round < 40; round++) {
                        var some = shuffled(demands, random).subList(0, PRODUCTS / 2);
                        if (buys) {
                            order(copy, some);
                        } else {
                            reader.apply(reassorted(json, some, round), feed.getLast().cursor());
                        }
                    }
                    return null;
                });
            }
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (var racer : threads.invokeAll(racers)) {
                    racer.get();
                }
            }

            assertThat(copy.getBean(Stock.class).available(skus)).isEqualTo(before);
        }
    }

    /** Sets all of it aside and lets it go again. */
    private static void order(ApplicationContext copy, List<Demand> demands) {
        var stock = copy.getBean(Stock.class);
        var order = UUID.randomUUID();
        TransactionOperations<?> transactions = copy.getBean(SynchronousTransactionManager.class);
        transactions.executeWrite(
                status -> stock.reserve(order, demands, Instant.now().plusSeconds(60)));
        transactions.executeWrite(status -> {
            stock.release(order, demands);
            return order;
        });
    }

    /** The same products, each with one SKU more than before or one less. */
    private static List<Change> reassorted(JsonMapper json, List<Demand> some, int round) {
        return some.stream()
                .map(demand ->
                        change(
                                json,
                                1,
                                demand.productId(),
                                round,
                                sample(demand, round % 2 == 0 ? demand.sku() + "-MORE" : "")))
                .toList();
    }

    private static List<Demand> shuffled(List<Demand> demands, Random random) {
        var shuffled = new ArrayList<>(demands);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    @Test
    void aSkuThatIsAddedLaterIsSuppliedOnceAndTheOthersKeepWhatTheyHave() {
        try (var copy = copy()) {
            var json = copy.getBean(JsonMapper.class);
            var reader = copy.getBean(CatalogFeed.class);
            var stock = copy.getBean(Stock.class);
            var id = UUID.randomUUID();
            var honey = new Demand("SKU-HONEY", id, id, 1);
            var first = change(json, 1, id, 1, sample(honey, ""));
            reader.apply(List.of(first), first.cursor());
            stock.adjust(id, honey.sku(), id, 7);

            var second = change(json, 2, id, 2, sample(honey, "SKU-WAX"));
            reader.apply(List.of(second), second.cursor());
            stock.adjust(id, "SKU-WAX", id, 3);
            for (int number = 3; number <= 4; number++) {
                var more = number % 2 == 1 ? "" : "SKU-WAX";
                var change = change(json, number, id, number, sample(honey, more));
                reader.apply(List.of(change), change.cursor());
            }

            assertThat(stock.available(List.of(honey.sku(), "SKU-WAX")))
                    .isEqualTo(Map.of(honey.sku(), 7, "SKU-WAX", 3));
        }
    }

    @Test
    void whatWasOnOfferOnlyBetweenTwoChangesOfAPageGetsNoStock() {
        try (var copy = copy()) {
            var json = copy.getBean(JsonMapper.class);
            var id = UUID.randomUUID();
            var page =
                    List.of(
                            change(json, 1, id, 1, sample(new Demand("SKU-TYPO", id, id, 1), "")),
                            change(json, 2, id, 2, sample(new Demand("SKU-RIGHT", id, id, 1), "")));

            copy.getBean(CatalogFeed.class).apply(page, page.getLast().cursor());

            assertThat(copy.getBean(Stock.class).available(List.of("SKU-TYPO", "SKU-RIGHT")))
                    .containsOnlyKeys("SKU-RIGHT");
        }
    }

    /** A sample product of the SKU and perhaps another. */
    private static String sample(Demand demand, String more) {
        var product = product(demand.productId(), true, demand.sku(), 50_000, 1);
        return more.isEmpty()
                ? product
                : product.replace(
                        "\"variants\": [",
                        """
                        "variants": [{"sku": "%s", "name": "Hũ", "price": {"amount": 9000, "currency": "VND"}},
                        """
                                .formatted(more));
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

    /**
     * What is on offer, its stock, and what was last told of it. What else has stock depends on
     * where a page ended and is nothing that anybody can see.
     */
    private static List<String> state(ApplicationContext copy) {
        var database = copy.getBean(Database.class);
        TransactionOperations<?> transactions = copy.getBean(SynchronousTransactionManager.class);
        return transactions.executeRead(status ->
                database.list(
                        """
                        SELECT o::text FROM offers o
                        UNION ALL SELECT v::text FROM offer_variants v
                        UNION ALL SELECT s::text FROM stock s JOIN offer_variants USING (product_id, sku)
                        UNION ALL SELECT told.data::text
                          FROM (SELECT DISTINCT ON (id) data FROM changes ORDER BY id, version DESC) AS told
                         WHERE (told.data ->> 'available')::bigint > 0
                        ORDER BY 1
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
