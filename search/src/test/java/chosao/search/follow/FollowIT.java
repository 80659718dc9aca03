package chosao.search.follow;

import static chosao.search.ProductFixture.aProduct;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chosao.search.ElasticsearchRelay;
import chosao.search.FeedDouble;
import chosao.search.ProductFixture;
import chosao.search.SearchProcess;
import chosao.search.follow.Half.Source;
import chosao.search.index.AvailabilityFields;
import chosao.search.index.IndexName;
import chosao.search.index.ProductIndex;
import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.transport.ElasticsearchTransport;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.json.JsonMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What becomes of changes, in whatever order, however often, and whoever is killed while applying
 * them.
 */
class FollowIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static SearchProcess search;

    @BeforeAll
    static void start() {
        search = SearchProcess.start();
        search.awaitAll();
    }

    @AfterAll
    static void stop() {
        search.close();
    }

    @Test
    void keepsAnAvailabilityThatComesBeforeItsProduct() {
        var honey = aProduct().named("Mật ong bạc hà");

        search.stock(honey, 5, 3).awaitAll();
        assertThat(search.names("q", "mật ong bạc hà")).isEmpty();

        search.list(honey).awaitAll();
        assertThat(search.names("q", "mật ong bạc hà", "inStock", "true")).hasSize(1);
    }

    @Test
    void neverLetsAnOlderHalfReplaceANewerOne() {
        var rice = aProduct().named("Gạo nếp nương");
        var renamed = rice.data().put("name", "Gạo nếp cái hoa vàng");

        search.catalog.tell("product", rice.id(), 2, renamed);
        search.stock(rice, 8, 9, 0);
        search.awaitAll();
        search.catalog.tell("product", rice.id(), 1, rice.data());
        search.stock(rice, 7, 0, 0);
        search.awaitAll();

        assertThat(search.names("q", "gạo nếp", "inStock", "true"))
                .containsExactly("Gạo nếp cái hoa vàng");
    }

    @Test
    void takesADeletedProductOutForGood() {
        var salt = aProduct().named("Muối tôm Tây Ninh");
        search.list(salt).awaitAll();

        search.catalog.tell("product", salt.id(), 2, null);
        search.awaitAll();
        assertThat(search.names("q", "muối tôm")).isEmpty();

        search.catalog.tell("product", salt.id(), 1, salt.data());
        search.awaitAll();
        assertThat(search.names("q", "muối tôm")).isEmpty();
    }

    @Test
    void passesOverKindsOfChangesThatItDoesNotKnow() {
        search.catalog.tell("fair", UUID.randomUUID(), 1, aProduct().data());
        var list = aProduct().named("Chè dây Cao Bằng");
        search.list(list).awaitAll();

        assertThat(search.names("q", "chè dây")).hasSize(1);
    }

    @Test
    void changesNothingWhenAFeedIsReadAgain() {
        var tea = aProduct().named("Trà cổ thụ");
        search.list(tea).stock(tea, 4, 4).awaitAll();
        var before =
                search.send("GET", "/" + search.alias() + "/_doc/" + tea.id())
                        .path("_seq_no")
                        .asLong();

        try (var again = new Stage(search, search.catalog, search.orders)) {
            again.replayInto(search.bean(ProductIndex.class).current().orElseThrow());
        }

        assertThat(
                        search.send("GET", "/" + search.alias() + "/_doc/" + tea.id())
                                .path("_seq_no")
                                .asLong())
                .isEqualTo(before);
    }

    @Test
    void mergesBothHalvesUnderManyWriters() throws Exception {
        try (var stage = new Stage(search, search.catalog, search.orders);
                var writers = Executors.newVirtualThreadPerTaskExecutor()) {
            var index = stage.newIndex();
            var documents = stage.documents(index);
            var ids = IntStream.range(0, 20).mapToObj(i -> UUID.randomUUID().toString()).toList();
            var halves = new ArrayList<Half>();
            for (var id : ids) {
                for (int version = 1; version <= 8; version++) {
                    halves.add(
                            new Half(
                                    id,
                                    Source.ORDERS,
                                    version,
                                    new AvailabilityFields(version, true, version)));
                    halves.add(
                            new Half(
                                    id,
                                    Source.CATALOG,
                                    version,
                                    new SomeProduct(version, version % 2 == 0)));
                }
            }
            Collections.shuffle(halves, new Random(7));

            var tasks = new ArrayList<java.util.concurrent.Future<?>>();
            for (int from = 0; from < halves.size(); from += 16) {
                var some = halves.subList(from, Math.min(halves.size(), from + 16));
                tasks.add(writers.submit(() -> documents.apply(some)));
            }
            for (var task : tasks) {
                task.get();
            }

            for (var id : ids) {
                var source = search.send("GET", "/" + index + "/_doc/" + id).path("_source");
                assertThat(source.at("/product/version").asLong()).isEqualTo(8);
                assertThat(source.at("/availability/version").asLong()).isEqualTo(8);
            }
        }
    }

    /** Just enough of a product's half to be told from others. */
    private record SomeProduct(long version, boolean listed) {}

    @Test
    void endsInTheSameStateWhereverItIsKilled() {
        try (var catalog = new FeedDouble();
                var orders = new FeedDouble()) {
            tellAStory(catalog, orders, new Random(20261122));
            try (var stage = new Stage(search, catalog, orders)) {
                var calm = stage.newIndex();
                stage.replayInto(calm);
                var undisturbed = stage.contents(calm);
                assertThat(undisturbed).isNotEmpty();

                int sent = 0;
                boolean complete = false;
                while (!complete) {
                    var index = stage.newIndex();
                    var line = new CutLine(search.bean(ElasticsearchTransport.class), sent);
                    try (var following = stage.follow(index, new ElasticsearchClient(line))) {
                        await().atMost(PATIENCE)
                                .until(() -> line.isCut() || following.isComplete());
                        complete = !line.isCut();
                    }
                    stage.replayInto(index);

                    assertThat(stage.contents(index))
                            .as("killed after %d requests", sent)
                            .isEqualTo(undisturbed);
                    sent++;
                }
                assertThat(sent).isGreaterThan(8);
            }
        }
    }

    /** Sixty products, changed many times, some told out of order, some deleted. */
    private static void tellAStory(FeedDouble catalog, FeedDouble orders, Random random) {
        var products =
                IntStream.range(0, 60)
                        .mapToObj(i -> aProduct().named("Cam Cao Phong " + i))
                        .toList();
        var versions = new ArrayList<Runnable>();
        for (var product : products) {
            for (int version = 1; version <= 10; version++) {
                int told = version;
                versions.add(() ->
                        catalog.tell(
                                "product",
                                product.id(),
                                told,
                                told == 10 && random.nextInt(5) == 0
                                        ? null
                                        : renamed(product, told)));
                versions.add(() -> {
                    var data =
                            product.data()
                                    .objectNode()
                                    .put("productId", product.id().toString())
                                    .put("available", told % 3)
                                    .put("sold", told);
                    orders.tell("availability", product.id(), told, data);
                });
            }
        }
        Collections.shuffle(versions, random);
        versions.forEach(Runnable::run);
    }

    private static JsonNode renamed(ProductFixture product, int version) {
        return product.data().put("name", "Cam Cao Phong, lần " + version);
    }

    @Test
    void rebuildsWhileTheOldIndexServes() {
        var pepper = aProduct().named("Hồ tiêu Phú Quốc");
        search.list(pepper).awaitAll();
        var before = search.bean(ProductIndex.class).current().orElseThrow();

        assertThat(search.post("/internal/rebuild", "not-the-secret").statusCode()).isEqualTo(401);
        assertThat(search.post("/internal/rebuild", FeedDouble.TOKEN).statusCode()).isEqualTo(202);
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    assertThat(search.names("q", "hồ tiêu")).hasSize(1);
                    return !search.bean(ProductIndex.class).current().orElseThrow().equals(before);
                });

        await().atMost(PATIENCE).until(() -> !search.bean(ProductIndex.class).exists(before));
        search.list(aProduct().named("Hồ tiêu Chư Sê")).awaitAll();
        assertThat(search.names("q", "hồ tiêu")).hasSize(2);
    }

    @Test
    void deletesTheOldIndexThoughItWasRefusedAtFirst() {
        try (var relay = new ElasticsearchRelay();
                var process = SearchProcess.withElasticsearchAt(relay.url())) {
            process.list(aProduct()).awaitAll();
            var indexes = process.bean(ProductIndex.class);
            var before = indexes.current().orElseThrow();
            relay.fail((method, path) -> method.equals("DELETE"), 503);

            process.post("/internal/rebuild", FeedDouble.TOKEN);
            await().atMost(PATIENCE).until(() -> !indexes.current().orElseThrow().equals(before));
            assertThat(indexes.exists(before)).isTrue();

            relay.recover();
            await().atMost(PATIENCE).until(() -> !indexes.exists(before));
        }
    }

    @Test
    void refusesToRebuildWhatAnotherVersionKeeps() {
        try (var process = SearchProcess.start()) {
            process.list(aProduct()).awaitAll();
            var ours = process.bean(ProductIndex.class).current().orElseThrow();
            var others = new IndexName(process.alias(), "ffffffff", 1);
            process.send("PUT", "/" + others);
            process.send(
                    "POST",
                    "/_aliases",
                    """
                    {"actions": [
                      {"remove": {"index": "%s", "alias": "%s"}},
                      {"add": {"index": "%s", "alias": "%s"}}]}
                    """
                            .formatted(ours, process.alias(), others, process.alias()));

            await().atMost(PATIENCE)
                    .until(() ->
                            process.post("/internal/rebuild", FeedDouble.TOKEN).statusCode()
                                    == 409);

            process.send("DELETE", "/" + others);
        }
    }

    @Test
    void makesTheIndexAgainWhenItIsLost() {
        search.list(aProduct().named("Sâm Ngọc Linh")).awaitAll();

        search.send("DELETE", "/" + search.bean(ProductIndex.class).current().orElseThrow());

        await().atMost(PATIENCE)
                .until(() ->
                        search.ask("/api/v1/search", "q", "sâm ngọc linh")
                                .body()
                                .contains("Sâm Ngọc Linh"));
    }

    @Test
    void makesAChangeSearchableWithinASecond() {
        var slow = new ArrayList<Duration>();
        for (int i = 0; i < 20; i++) {
            var name = "Hồng treo gió " + UUID.randomUUID().toString().replace("-", "");
            var told = System.nanoTime();
            search.list(aProduct().named(name));
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> !search.names("q", name).isEmpty());
            slow.add(Duration.ofNanos(System.nanoTime() - told));
        }
        Collections.sort(slow);

        assertThat(slow.get(slow.size() / 2)).isLessThan(Duration.ofSeconds(1));
    }

    /** Follows two feeds into indexes that nobody searches. */
    private static final class Stage implements AutoCloseable {

        private final SearchProcess search;
        private final FeedSettings feeds;
        private final List<IndexName> made = new ArrayList<>();

        Stage(SearchProcess search, FeedDouble catalog, FeedDouble orders) {
            this.search = search;
            this.feeds = new FeedSettings(catalog.url(), orders.url(), FeedDouble.TOKEN);
        }

        IndexName newIndex() {
            var like = search.bean(ProductIndex.class).first();
            var index = new IndexName("stage-" + UUID.randomUUID(), like.layout(), 1);
            search.bean(ProductIndex.class).create(index);
            made.add(index);
            return index;
        }

        Documents documents(IndexName index) {
            return documents(index, search.bean(ElasticsearchClient.class));
        }

        private Documents documents(IndexName index, ElasticsearchClient client) {
            return new Documents(client, search.bean(ObjectMapper.class), index);
        }

        Following follow(IndexName index) {
            return follow(index, search.bean(ElasticsearchClient.class));
        }

        Following follow(IndexName index, ElasticsearchClient client) {
            return new Following(
                    index,
                    documents(index, client),
                    search.bean(Halves.class),
                    feeds,
                    search.bean(JsonMapper.class));
        }

        /** Follows from wherever the index is to the end of both feeds. */
        void replayInto(IndexName index) {
            try (var following = follow(index)) {
                await().atMost(PATIENCE).until(following::isComplete);
            }
        }

        /** Every document with its content, in no order. */
        JsonNode contents(IndexName index) {
            search.send("POST", "/" + index + "/_refresh");
            var contents = new ObjectMapper().createObjectNode();
            for (var hit :
                    search.send("GET", "/" + index + "/_search?size=1000")
                            .path("hits")
                            .path("hits")) {
                contents.set(hit.path("_id").asText(), hit.path("_source"));
            }
            return contents;
        }

        @Override
        public void close() {
            made.forEach(index -> search.send("DELETE", "/" + index));
        }
    }
}
