package chosao.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chosao.catalog.testing.Fixture;
import chosao.catalog.testing.RunningCatalog;
import chosao.catalog.testing.RunningCatalog.Answer;
import chosao.catalog.testing.RunningCatalog.Visitor;
import chosao.kernel.feed.Change;
import chosao.kernel.feed.Compaction;
import chosao.kernel.feed.FeedCursor;
import chosao.kernel.feed.FeedFollower;
import chosao.kernel.feed.FeedReader;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class FeedIT {

    private final RunningCatalog catalog = RunningCatalog.get();
    private final Visitor neighbour = catalog.neighbour();

    @Test
    void tellsOfAProductWholeAndOfEachOfItsChanges() {
        var start = end();
        var producer = Fixture.aProducer();
        var product = Fixture.aProductOf(producer);
        var id = product.at("id");
        Fixture.created(
                Fixture.aCertifier()
                        .post(
                                "/api/v1/certificates",
                                Fixture.fourStars(id, catalog.clock().today())));
        producer.put("/api/v1/products/" + id + "/listing");

        var told = of(changesAfter(start), id);

        assertThat(told).hasSize(3);
        assertThat(told.stream().map(each -> number(each, "version"))).containsExactly(1L, 2L, 3L);
        var last = data(told.getLast());
        assertThat(text(last, "name")).isEqualTo("Mật ong rừng");
        assertThat(text(last, "categoryCode")).isEqualTo("QD26-04");
        assertThat(text(at(last, "region"), "provinceName")).isEqualTo("Tỉnh Quảng Ninh");
        // Its commune was made of parts of two districts, both in one province.
        assertThat(text(at(at(at(last, "region"), "formerCodes"), 0), "code")).isEqualTo("22");
        assertThat(text(at(last, "producer"), "kind")).isEqualTo("cooperative");
        assertThat(text(at(last, "producer"), "ownerAccount")).isEqualTo(producer.id().toString());
        assertThat(number(at(at(at(last, "variants"), 0), "price"), "amount")).isEqualTo(120_000);
        assertThat(number(at(at(last, "certificates"), 0), "stars")).isEqualTo(4);
        assertThat(at(at(at(last, "certificates"), 0), "revokedOn").isNull()).isTrue();
        assertThat(at(last, "listed").getBooleanValue()).isTrue();
        assertThat(at(last, "withheld").isNull()).isTrue();
        assertThat(at(data(told.getFirst()), "listed").getBooleanValue()).isFalse();
        assertThat(text(data(told.getFirst()), "withheld")).isEqualTo("certificate-missing");
    }

    @Test
    void tellsWhichOfTheMergedProvincesAProductIsFrom() {
        var start = end();
        var producer = Fixture.aProducer();
        var quangNgai = Fixture.product("Cà phê", 90_000).replace("06978", "51");
        var known = Fixture.created(producer.post("/api/v1/products", quangNgai)).at("id");
        var unknown = Fixture.created(producer.post("/api/v1/products", quangNgai)).at("id");

        for (var certified : new String[][] {{known, "62"}, {unknown, null}}) {
            var day = LocalDate.of(certified[1] == null ? 2026 : 2024, 6, 1);
            var region = certified[1] == null ? "\"51\"" : "\"62\"";
            Fixture.created(
                    Fixture.aCertifier()
                            .post(
                                    "/api/v1/certificates",
                                    Fixture.certificate(
                                            certified[0], 4, "78", "province", region, day)));
        }

        var fromKonTum = at(data(of(changesAfter(start), known).getLast()), "region");
        assertThat(at(at(fromKonTum, "formerNames"), 0).getStringValue()).isEqualTo("Tỉnh Kon Tum");
        assertThat(text(at(at(fromKonTum, "formerCodes"), 0), "code")).isEqualTo("62");
        var fromEither = at(data(of(changesAfter(start), unknown).getLast()), "region");
        assertThat(at(fromEither, "formerNames").size()).isZero();
        assertThat(at(fromEither, "formerCodes").size()).isZero();
    }

    @Test
    void tellsOfASupersessionAndOfARevocationInOneChangeEach() {
        var today = catalog.clock().today();
        var certifier = Fixture.aCertifier();
        var id = Fixture.aProductOf(Fixture.aProducer()).at("id");
        certifier.post(
                "/api/v1/certificates",
                Fixture.certificate(id, 4, "93", "province", "\"22\"", today.minusYears(1)));
        var start = end();

        var later =
                Fixture.created(
                        certifier.post(
                                "/api/v1/certificates",
                                Fixture.certificate(
                                        id, 5, "95", "centre", "null", today.plusDays(9))));

        var superseded = of(changesAfter(start), id);
        assertThat(superseded).hasSize(1);
        var certificates = at(data(superseded.getFirst()), "certificates");
        assertThat(text(at(certificates, 0), "expiresOn")).isEqualTo(today.plusDays(8).toString());
        assertThat(at(at(certificates, 0), "potentialFiveStar").getBooleanValue()).isTrue();
        assertThat(number(at(certificates, 0), "stars")).isEqualTo(4);
        assertThat(text(at(certificates, 1), "issuedOn")).isEqualTo(today.plusDays(9).toString());
        assertThat(at(at(certificates, 1), "potentialFiveStar").getBooleanValue()).isFalse();
        assertThat(at(at(certificates, 1), "revokedAt").isNull()).isTrue();

        start = end();
        var revoked =
                certifier.post(
                        "/api/v1/certificates/" + later.at("id") + "/revocation",
                        "{\"reason\":\"Recorded by mistake\"}");

        var told = of(changesAfter(start), id);
        assertThat(told).hasSize(1);
        certificates = at(data(told.getFirst()), "certificates");
        assertThat(text(at(certificates, 0), "expiresOn"))
                .isEqualTo(today.minusYears(1).plusMonths(36).toString());
        assertThat(text(at(certificates, 1), "revokedOn")).isEqualTo(today.toString());
        assertThat(text(at(certificates, 1), "revokedAt"))
                .isEqualTo(revoked.at("revocationRecordedAt"));
    }

    @Test
    void tellsOfEveryProductOfARenamedProducerAtOnce() {
        var producer = Fixture.aProducer();
        var ids = new ArrayList<String>();
        for (int i = 0; i < 12; i++) {
            ids.add(Fixture.aProductOf(producer).at("id"));
        }
        var me = producer.get("/api/v1/producers/me");
        var start = end();

        producer.patch(
                "/api/v1/producers/" + me.at("id"),
                "{\"name\":\"HTX Tên Mới\"}",
                "If-Match",
                me.etag());

        var told = changesAfter(start);
        assertThat(told.stream().map(each -> text(each, "id"))).containsAll(ids);
        assertThat(told)
                .filteredOn(each -> ids.contains(text(each, "id")))
                .hasSize(12)
                .allMatch(each -> number(each, "version") == 2)
                .allMatch(each -> text(at(data(each), "producer"), "name").equals("HTX Tên Mới"));
    }

    @Test
    void tellsNothingOfAChangeThatChangesNothing() {
        var producer = Fixture.aProducer();
        var product = Fixture.aProductOf(producer);
        var path = "/api/v1/products/" + product.at("id");
        var sku = product.at("variants", 0, "sku");
        var me = producer.get("/api/v1/producers/me");
        var start = end();

        assertThatNothingChanges(producer, path, product, "{}");
        assertThatNothingChanges(
                producer,
                path,
                product,
                Fixture.product(" Mật ong rừng ", 120_000)
                        .replace(
                                "{\"name\": \"Chai",
                                "{\"sku\": \"" + sku + "\", \"name\": \"Chai"));
        var producerPath = "/api/v1/producers/" + me.at("id");
        assertThatNothingChanges(producer, producerPath, me, "{}");
        assertThatNothingChanges(
                producer,
                producerPath,
                me,
                "{\"name\":\"" + me.at("name") + "\",\"kind\":\"cooperative\",\"region\":\"22\"}");

        assertThat(of(changesAfter(start), product.at("id"))).isEmpty();
        assertThat(producer.patch(path, "{}").problem()).isEqualTo("precondition-required");
        assertThat(producer.patch(path, "{}", "If-Match", "\"0\"").problem())
                .isEqualTo("precondition-failed");
    }

    private static void assertThatNothingChanges(
            Visitor keeper, String path, Answer before, String change) {
        var after = keeper.patch(path, change, "If-Match", before.etag());

        assertThat(after.status()).as(after.text()).isEqualTo(200);
        assertThat(after.etag()).isEqualTo(before.etag());
        assertThat(after.text()).isEqualTo(before.text());
    }

    @Test
    void tellsNothingOfARefusedChange() {
        var producer = Fixture.aProducer();
        var id = Fixture.aProductOf(producer).at("id");
        var start = end();

        producer.put("/api/v1/products/" + id + "/listing");
        producer.patch("/api/v1/products/" + id, "{\"category\":\"none\"}", "If-Match", "\"1\"");

        assertThat(of(changesAfter(start), id)).isEmpty();
    }

    @Test
    void holdsBackWhatAnOlderTransactionMayStillPrecede() throws SQLException {
        var start = end();
        var early = UUID.randomUUID();
        var late = UUID.randomUUID();

        try (var first = transaction();
                var second = transaction()) {
            tell(first, early, 1);
            tell(second, late, 1);
            second.commit();
            assertThat(of(changesAfter(start), late.toString())).isEmpty();

            first.commit();
        }

        assertThat(changesAfter(start).stream().map(each -> text(each, "id")))
                .containsSubsequence(early.toString(), late.toString());
    }

    @Test
    void losesAndDoublesNothingWhileWritersCommitOutOfOrder() throws Exception {
        var writers = 8;
        var changesEach = 60;
        var seen = new CopyOnWriteArrayList<Change>();
        var start = FeedCursor.parse(end());
        try (var _ = follow(start, seen);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<UUID>>();
            for (int i = 0; i < writers; i++) {
                running.add(threads.submit(() -> write(changesEach)));
            }
            var producer = Fixture.aProducer();
            var products = new ArrayList<UUID>();
            for (int i = 0; i < 20; i++) {
                products.add(UUID.fromString(Fixture.aProductOf(producer).at("id")));
            }
            var expected = new HashMap<UUID, Integer>();
            for (var writer : running) {
                expected.put(writer.get(), changesEach);
            }
            products.forEach(product -> expected.put(product, 1));

            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(countedIn(seen, expected)).isEqualTo(expected));
            assertThat(seen).extracting(Change::cursor).doesNotHaveDuplicates().isSorted();
        }
    }

    @Test
    void wakesAReaderThatWaits() throws Exception {
        var start = end();
        var id = UUID.randomUUID();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var change = transaction()) {
            var waiting =
                    threads.submit(() -> neighbour.get("/internal/changes?wait=20&after=" + start));
            await().during(Duration.ofMillis(300)).until(() -> !waiting.isDone());

            tell(change, id, 1);
            change.commit();
            var told = System.nanoTime();

            assertThat(waiting.get().text()).contains(id.toString());
            // A reader whom nobody wakes looks again two seconds after it began to wait.
            assertThat(Duration.ofNanos(System.nanoTime() - told))
                    .isLessThan(Duration.ofMillis(1_500));
        }
    }

    @Test
    void forgetsADayLaterWhatWasFollowedBySomethingNewer() throws SQLException {
        var start = end();
        var today = Instant.now();
        var before = today.minus(Duration.ofHours(25));
        var busy = UUID.randomUUID();
        var quiet = UUID.randomUUID();
        var fresh = UUID.randomUUID();
        tell(busy, 1, before);
        tell(busy, 3, before);
        var middle = end();
        tell(busy, 2, before);
        tell(quiet, 1, before);
        tell(fresh, 1, today);
        tell(fresh, 2, today);
        assertThat(versions(start, busy)).containsExactly(1L, 3L, 2L);

        catalog.context().getBean(Compaction.class).compact();

        assertThat(versions(start, busy)).containsExactly(3L);
        assertThat(versions(middle, busy)).isEmpty();
        assertThat(versions(start, quiet)).containsExactly(1L);
        assertThat(versions(start, fresh)).containsExactly(1L, 2L);
    }

    private List<Long> versions(String start, UUID id) {
        return of(changesAfter(start), id.toString()).stream()
                .map(each -> number(each, "version"))
                .toList();
    }

    @Test
    void isForTheMarketsOwnServicesOnly() {
        assertThat(catalog.stranger().get("/internal/changes").problem())
                .isEqualTo("unauthenticated");
        assertThat(Fixture.aCertifier().get("/internal/changes").problem()).isEqualTo("forbidden");
        assertThat(Fixture.aCertifier().post("/internal/sample", "").problem())
                .isEqualTo("forbidden");
        assertThat(neighbour.get("/internal/changes?after=x").problem()).isEqualTo("bad-cursor");
    }

    /** Commits changes of one aggregate, each held open for a while that differs every time. */
    private UUID write(int count) throws SQLException {
        var id = UUID.randomUUID();
        for (int version = 1; version <= count; version++) {
            try (var transaction = transaction()) {
                tell(transaction, id, version);
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(8_000_000));
                transaction.commit();
            }
        }
        return id;
    }

    private Connection transaction() throws SQLException {
        var connection = catalog.connection();
        connection.setAutoCommit(false);
        return connection;
    }

    private void tell(UUID id, long version, Instant at) throws SQLException {
        try (var transaction = transaction()) {
            tell(transaction, id, version, at);
            transaction.commit();
        }
    }

    private static void tell(Connection connection, UUID id, long version) throws SQLException {
        tell(connection, id, version, Instant.now());
    }

    private static void tell(Connection connection, UUID id, long version, Instant at)
            throws SQLException {
        try (var statement =
                connection.prepareStatement(
                        """
                        INSERT INTO changes (kind, id, version, at, data)
                        VALUES ('test', ?, ?, ?, '{}')
                        """)) {
            statement.setObject(1, id);
            statement.setLong(2, version);
            statement.setTimestamp(3, Timestamp.from(at));
            statement.executeUpdate();
        }
    }

    private FeedFollower follow(FeedCursor start, List<Change> seen) {
        var reader =
                new FeedReader() {

                    private FeedCursor position = start;

                    @Override
                    public FeedCursor position() {
                        return position;
                    }

                    @Override
                    public void apply(List<Change> changes, FeedCursor next) {
                        seen.addAll(changes);
                        position = next;
                    }
                };
        return new FeedFollower(
                "catalog",
                catalog.uri(),
                catalog.internalToken(),
                reader,
                catalog.context().getBean(JsonMapper.class));
    }

    private static Map<UUID, Integer> countedIn(List<Change> seen, Map<UUID, Integer> expected) {
        var counted = new HashMap<UUID, Integer>();
        for (var change : seen) {
            if (expected.containsKey(change.id())) {
                counted.merge(change.id(), 1, Integer::sum);
            }
        }
        return counted;
    }

    /** The place behind the last change that can be read now. */
    private String end() {
        var cursor = FeedCursor.START.toString();
        while (true) {
            Answer page = neighbour.get("/internal/changes?limit=1000&after=" + cursor);
            if (page.node("items").size() == 0) {
                return cursor;
            }
            cursor = page.at("next");
        }
    }

    private List<JsonNode> changesAfter(String start) {
        var changes = new ArrayList<JsonNode>();
        neighbour
                .get("/internal/changes?limit=1000&after=" + start)
                .node("items")
                .values()
                .forEach(changes::add);
        return changes;
    }

    private static List<JsonNode> of(List<JsonNode> changes, String id) {
        return changes.stream().filter(each -> text(each, "id").equals(id)).toList();
    }

    private static JsonNode data(JsonNode change) {
        return at(change, "data");
    }

    private static JsonNode at(JsonNode node, String field) {
        var value = node.get(field);
        if (value == null) {
            throw new AssertionError("no " + field);
        }
        return value;
    }

    private static JsonNode at(JsonNode node, int place) {
        var value = node.get(place);
        if (value == null) {
            throw new AssertionError("no item " + place);
        }
        return value;
    }

    private static String text(JsonNode node, String field) {
        return at(node, field).coerceStringValue();
    }

    private static long number(JsonNode node, String field) {
        return at(node, field).getLongValue();
    }
}
