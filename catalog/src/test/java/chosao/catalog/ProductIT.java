package chosao.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import chosao.catalog.testing.Fixture;
import chosao.catalog.testing.RunningCatalog;
import chosao.catalog.testing.RunningCatalog.Answer;
import chosao.catalog.testing.RunningCatalog.Visitor;
import chosao.kernel.page.Cursor;
import chosao.kernel.security.Roles;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProductIT {

    private static final String PRODUCTS = "/api/v1/products";

    private final Visitor producer = Fixture.aProducer();
    private final Visitor stranger = RunningCatalog.get().stranger();

    @Test
    void startsAsADraftWithSkusOfOurMaking() {
        var draft = Fixture.aProductOf(producer);

        assertThat(draft.at("listed")).isEqualTo("false");
        assertThat(draft.at("withheld")).isEqualTo("certificate-missing");
        assertThat(draft.at("variants", 0, "sku")).matches("[A-Z0-9-]{6,32}");
        assertThat(draft.at("variants", 0, "price", "amount")).isEqualTo("120000");
        assertThat(draft.at("category", "sector")).isEqualTo("I");
        assertThat(draft.at("region", "provinceCode")).isEqualTo("22");
        assertThat(draft.etag()).isEqualTo("\"1\"");
        assertThat(draft.header("Location")).endsWith(draft.at("id"));
    }

    @Test
    void isChangedByWhoHasReadItsLatestVersion() {
        var draft = Fixture.aProductOf(producer);
        var path = PRODUCTS + "/" + draft.at("id");

        assertThat(producer.patch(path, "{\"name\":\"Mật ong tràm\"}").problem())
                .isEqualTo("precondition-required");
        var changed = producer.patch(path, "{\"name\":\"Mật ong tràm\"}", "If-Match", draft.etag());
        assertThat(changed.at("name")).isEqualTo("Mật ong tràm");
        assertThat(changed.at("description")).isEqualTo("Mật ong hoa rừng");
        assertThat(changed.etag()).isEqualTo("\"2\"");
        assertThat(
                        producer.patch(path, "{\"name\":\"Mật ong cũ\"}", "If-Match", draft.etag())
                                .problem())
                .isEqualTo("precondition-failed");
        assertThat(producer.get(path).at("name")).isEqualTo("Mật ong tràm");
    }

    @Test
    void losesWhatAChangeSetsToNullAndKeepsWhatItLeavesOut() {
        var newcomer = RunningCatalog.get().account(Roles.PRODUCER);
        var made =
                Fixture.created(
                        newcomer.post(
                                "/api/v1/producers",
                                """
                                {"name": "Hộ Lê", "kind": "household", "region": "22",
                                 "taxCode": "0123456789", "address": "Thôn 1", "description": "Cam"}
                                """));
        var path = "/api/v1/producers/" + made.at("id");
        var product = Fixture.aProductOf(newcomer);
        var productPath = PRODUCTS + "/" + product.at("id");

        var moved =
                newcomer.patch(
                        path,
                        "{\"address\":null}",
                        "If-Match",
                        made.etag(),
                        "Content-Type",
                        "application/merge-patch+json");
        assertThat(moved.status()).as(moved.text()).isEqualTo(200);
        assertThat(moved.text()).doesNotContain("address").contains("0123456789", "Cam");
        var rest =
                newcomer.patch(
                        path, "{\"taxCode\":null,\"description\":null}", "If-Match", moved.etag());
        assertThat(rest.text()).doesNotContain("taxCode", "description");
        assertThat(rest.at("name")).isEqualTo("Hộ Lê");

        var plain = newcomer.patch(productPath, "{\"description\":null}", "If-Match", "*");
        assertThat(plain.status()).as(plain.text()).isEqualTo(200);
        assertThat(plain.at("description")).isEmpty();
        assertThat(plain.at("name")).isEqualTo("Mật ong rừng");
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "category", "region", "variants"})
    void cannotLoseWhatEveryProductHas(String member) {
        var draft = Fixture.aProductOf(producer);
        var path = PRODUCTS + "/" + draft.at("id");

        assertMissing(path, draft, member);
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "kind", "region"})
    void isOfAProducerThatCannotLoseWhatEveryProducerHas(String member) {
        var me = producer.get("/api/v1/producers/me");

        assertMissing("/api/v1/producers/" + me.at("id"), me, member);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\": 3} | /name",
                "{\"variants\": []} | /variants",
                "{\"variants\": [{\"name\": \"x\", \"price\": 5, \"weightGrams\": 1}]} | /variants/0/price",
                "{\"nam\": null} | /nam",
            })
    void namesTheFieldAtFaultOfAChange(String change, String pointer) {
        var draft = Fixture.aProductOf(producer);

        assertFault(
                producer.patch(PRODUCTS + "/" + draft.at("id"), change, "If-Match", draft.etag()),
                pointer);
    }

    private void assertMissing(String path, Answer before, String member) {
        var refused = producer.patch(path, "{\"" + member + "\":null}", "If-Match", before.etag());

        assertFault(refused, "/" + member);
        assertThat(refused.at("errors", 0, "detail")).isIn("is missing", "must not be blank");
        assertThat(refused.node("errors").size()).isEqualTo(1);
        assertThat(producer.get(path).text()).isEqualTo(before.text());
    }

    @Test
    void keepsRepricesAddsAndWithdrawsVariants() {
        var draft = Fixture.aProductOf(producer);
        var path = PRODUCTS + "/" + draft.at("id");
        var sku = draft.at("variants", 0, "sku");

        var changed =
                producer.patch(
                        path,
                        """
                        {"variants": [
                          {"name": "Thùng 6 chai", "price": {"amount": 660000, "currency": "VND"},
                           "weightGrams": 4200},
                          {"sku": "%s", "name": "Chai 500 ml",
                           "price": {"amount": 115000, "currency": "VND"}, "weightGrams": 700}]}
                        """
                                .formatted(sku),
                        "If-Match",
                        draft.etag());

        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        assertThat(changed.at("variants", 1, "sku")).isEqualTo(sku);
        assertThat(changed.at("variants", 1, "price", "amount")).isEqualTo("115000");
        var added = changed.at("variants", 0, "sku");

        var fewer =
                producer.patch(
                        path,
                        """
                        {"variants": [{"sku": "%s", "name": "Thùng 6 chai", "weightGrams": 4200,
                                       "price": {"amount": 660000, "currency": "VND"}}]}
                        """
                                .formatted(added),
                        "If-Match",
                        changed.etag());
        assertThat(fewer.node("variants").size()).isEqualTo(1);

        var foreign = Fixture.aProductOf(producer).at("variants", 0, "sku");
        var refused =
                producer.patch(
                        path,
                        """
                        {"variants": [{"sku": "%s", "name": "x", "weightGrams": 1,
                                       "price": {"amount": 1, "currency": "VND"}}]}
                        """
                                .formatted(foreign),
                        "If-Match",
                        fewer.etag());
        assertThat(refused.at("errors", 0, "pointer")).isEqualTo("/variants/0/sku");
    }

    @Test
    void refusesAVariantThatIsNone() {
        var draft = Fixture.aProductOf(producer);
        var path = PRODUCTS + "/" + draft.at("id");
        var body = Fixture.product("Mật ong", 1).replaceAll("\\[[^]]*]", "[null]");

        assertThat(producer.post(PRODUCTS, body).at("errors", 0, "pointer"))
                .isEqualTo("/variants/0");
        assertThat(
                        producer.patch(path, "{\"variants\":[null]}", "If-Match", draft.etag())
                                .at("errors", 0, "pointer"))
                .isEqualTo("/variants/0");
    }

    /** U+0958 is two code points when composed; U+3000 is a blank of its own. */
    @Test
    void judgesTextAsItWillBeKept() {
        refusesEverywhereAsName("\u0958".repeat(150));
        refusesEverywhereAsName("\u3000");

        assertThat(
                        producer.post(PRODUCTS, Fixture.product("\u3000 Ma\u0323\u0302t ong ", 1))
                                .at("name"))
                .isEqualTo("Mật ong");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mật\\nong",
                "Mật\\r\\nong",
                "Mật\\tong",
                "Mật\\u0085ong",
                "Mật\\u2028ong",
                "Mật \\u202Egno",
                "Mật \\u2067ong",
                "Mật\\u200F ong",
                "Mật\\u061Cong",
            })
    void hasANameOfOneLineThatReadsOneWay(String name) {
        refusesEverywhereAsName(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\u200B",
                "\\u00A0\\u2060",
                "\\uFEFF",
                "\\u00AD\\uFE0F",
                "\\u3164",
                "\\uFFA0 \\u115F",
                "\\u2800",
                "\\u034F",
            })
    void hasANameThatCanBeSeen(String name) {
        refusesEverywhereAsName(name);
    }

    @Test
    void mayHaveAnyLettersAndSignsInItsName() {
        for (var name : List.of("Trà 👨\u200D👩\u200D👧 ❤\uFE0F", "茶 n\u00B0 1", "½")) {
            assertThat(producer.post(PRODUCTS, Fixture.product(name, 1)).at("name"))
                    .isEqualTo(name);
        }
    }

    /** Of a product and its variant, both new and changed, and of a producer. */
    private void refusesEverywhereAsName(String name) {
        var draft = Fixture.aProductOf(producer);
        var me = producer.get("/api/v1/producers/me");
        var change = "{\"name\":\"" + name + "\"}";
        var variant = Fixture.product("x", 1).replace("Chai 500 ml", name);
        var newcomer = RunningCatalog.get().account(Roles.PRODUCER);
        var registration = "{\"name\":\"" + name + "\",\"kind\":\"cooperative\",\"region\":\"22\"}";

        assertFault(producer.post(PRODUCTS, Fixture.product(name, 1)), "/name");
        assertFault(producer.post(PRODUCTS, variant), "/variants/0/name");
        assertFault(
                producer.patch(PRODUCTS + "/" + draft.at("id"), change, "If-Match", draft.etag()),
                "/name");
        assertFault(newcomer.post("/api/v1/producers", registration), "/name");
        assertFault(
                producer.patch("/api/v1/producers/" + me.at("id"), change, "If-Match", me.etag()),
                "/name");
    }

    private static void assertFault(Answer answer, String pointer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(422);
        assertThat(answer.at("errors", 0, "pointer")).isEqualTo(pointer);
    }

    @Test
    void isNobodyElsesToSeeOrChange() {
        var draft = Fixture.aProductOf(producer);
        var path = PRODUCTS + "/" + draft.at("id");
        var other = Fixture.aProducer();

        assertThat(stranger.get(path).status()).isEqualTo(404);
        assertThat(other.get(path).status()).isEqualTo(404);
        assertThat(other.patch(path, "{\"name\":\"Mine\"}", "If-Match", "\"1\"").problem())
                .isEqualTo("product-not-found");
        assertThat(other.put(path + "/listing").problem()).isEqualTo("product-not-found");
        assertThat(other.delete(path + "/listing").problem()).isEqualTo("product-not-found");
        assertThat(stranger.put(path + "/listing").problem()).isEqualTo("unauthenticated");
        assertThat(RunningCatalog.get().account(Roles.ADMIN).get(path).status()).isEqualTo(200);
    }

    @Test
    void standsInItsProducersListForTheOwnerOnlyWhileADraft() {
        var draft = Fixture.aProductOf(producer);
        Fixture.aProductOf(producer);
        var path = "/api/v1/producers/" + draft.at("producer", "id") + "/products";

        var first = producer.get(path + "?limit=1");
        assertThat(first.at("items", 0, "id")).isEqualTo(draft.at("id"));
        var second = producer.get(path + "?limit=1&cursor=" + first.at("nextCursor"));
        assertThat(second.node("items").size()).isEqualTo(1);
        assertThat(second.json().get("nextCursor")).isNull();
        assertThat(stranger.get(path).node("items").size()).isZero();
        assertThat(stranger.get(path + "?cursor=x").problem()).isEqualTo("bad-cursor");
        var lenient = Cursor.of("1-1-1-1-1");
        assertThat(stranger.get(path + "?cursor=" + lenient).problem()).isEqualTo("bad-cursor");
    }

    @Test
    void showsItsProducersNewNameAtOnce() {
        var draft = Fixture.aProductOf(producer);
        var id = draft.at("producer", "id");
        var me = producer.get("/api/v1/producers/me");

        var renamed =
                producer.patch(
                        "/api/v1/producers/" + id,
                        "{\"name\":\"HTX Hoa Rừng\"}",
                        "If-Match",
                        me.etag());

        assertThat(renamed.at("name")).isEqualTo("HTX Hoa Rừng");
        assertThat(producer.get(PRODUCTS + "/" + draft.at("id")).at("producer", "name"))
                .isEqualTo("HTX Hoa Rừng");
        assertThat(
                        Fixture.aProducer()
                                .patch(
                                        "/api/v1/producers/" + id,
                                        "{\"name\":\"Mine\"}",
                                        "If-Match",
                                        renamed.etag())
                                .problem())
                .isEqualTo("producer-not-found");
    }

    @Test
    void isNotMadeWhereItsProducerHasTooMany() throws Exception {
        var maker = Fixture.aProducer();
        var first = Fixture.aProductOf(maker);
        try (var connection = RunningCatalog.get().connection();
                var statement = connection.createStatement()) {
            statement.execute(
                    """
                    INSERT INTO products
                    SELECT gen_random_uuid(), producer_id, name, description, category_code, region_edition,
                           region_code, place_at_award, listed_at, version, created_at, sample
                      FROM products, generate_series(1, 199) WHERE id = '%s'
                    """
                            .formatted(first.at("id")));
        }

        var refused = maker.post(PRODUCTS, Fixture.product("Cam", 30_000));

        assertThat(refused.problem()).isEqualTo("too-many-products");
        assertThat(refused.at("detail")).contains("200");
    }

    @Test
    void needsAProducerOfWhichAnAccountKeepsOne() {
        var buyer = RunningCatalog.get().account(Roles.BUYER);
        var body =
                "{\"name\":\"Hộ Lê\",\"kind\":\"household\",\"region\":\"06978\",\"taxCode\":\"0123456789\"}";

        assertThat(buyer.post(PRODUCTS, Fixture.product("Cam", 30_000)).problem())
                .isEqualTo("producer-missing");
        assertThat(buyer.get("/api/v1/producers/me").problem()).isEqualTo("producer-not-found");
        var made = Fixture.created(buyer.post("/api/v1/producers", body));
        assertThat(buyer.post("/api/v1/producers", body).problem()).isEqualTo("producer-exists");
        var path = "/api/v1/producers/" + made.at("id");
        assertThat(buyer.get(path).at("taxCode")).isEqualTo("0123456789");
        assertThat(stranger.get(path).text()).doesNotContain("taxCode");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"VND\" | \"USD\" | /variants/0/price/currency",
                "120000 | 0 | /variants/0/price/amount",
                "120000 | -5 | /variants/0/price/amount",
                "120000 | 10000000001 | /variants/0/price/amount",
                "700 | 0 | /variants/0/weightGrams",
                "700 | 9999999 | /variants/0/weightGrams",
                "\"QD26-04\" | \"QD26-99\" | /category",
                "\"QD26-04\" | \"I\" | /category",
                "\"06978\" | \"62\" | /region",
                "\"06978\" | \"99999\" | /region",
                "\"Mật ong rừng\" | \" \" | /name",
                "\"Mật ong rừng\" | \"a\\u0000b\" | /name",
                "\"Mật ong hoa rừng\" | \"a\\ud800b\" | /description",
                "\"description\" | \"descripton\" | /descripton",
            })
    void namesTheFieldAtFault(String valid, String faulty, String pointer) {
        var body =
                Fixture.product("Mật ong rừng", 120_000)
                        .replaceFirst(valid, faulty.replace("\\", "\\\\"));

        var answer = producer.post(PRODUCTS, body);

        assertThat(answer.status()).as(answer.text()).isEqualTo(422);
        assertThat(answer.problem()).isEqualTo("invalid-request");
        assertThat(answer.at("errors", 0, "pointer")).isEqualTo(pointer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"amount\": 1.5, \"currency\": \"VND\"}",
                "{\"amount\": 99999999999999999999, \"currency\": \"VND\"}",
                "{\"amount\": 100, \"currency\": \"XYZZY\"}",
                "{\"amount\": 100}",
                "null",
                "100"
            })
    void refusesWhatIsNoMoney(String price) {
        var body =
                Fixture.product("Mật ong", 1)
                        .replace("{\"amount\": 1, \"currency\": \"VND\"}", price);

        var answer = producer.post(PRODUCTS, body);

        assertThat(answer.status()).as(answer.text()).isEqualTo(422);
        assertThat(answer.text()).contains("price");
    }

    @Test
    void refusesABodyThatIsNoProduct() {
        assertThat(producer.post(PRODUCTS, "{\"name\":").problem()).isEqualTo("malformed-json");
        assertThat(producer.post(PRODUCTS, "[]").status()).isEqualTo(422);
        assertThat(producer.post(PRODUCTS, Fixture.product("x".repeat(201), 1)).status())
                .isEqualTo(422);
        assertThat(producer.post(PRODUCTS, Fixture.product("x".repeat(2_000_000), 1)).problem())
                .isEqualTo("body-too-large");
        assertThat(stranger.get(PRODUCTS + "/not-an-id").problem()).isEqualTo("bad-parameter");
        assertThat(stranger.get(PRODUCTS + "/not-an-id", "Accept-Language", "vi").text())
                .contains("Tham số");
    }

    @Test
    void sparesAReaderWhatItHasRead() {
        var draft = Fixture.aProductOf(producer);
        var today = RunningCatalog.get().clock().today();
        Fixture.created(
                Fixture.aCertifier()
                        .post("/api/v1/certificates", Fixture.fourStars(draft.at("id"), today)));
        var path = PRODUCTS + "/" + draft.at("id");
        var tag = producer.put(path + "/listing").etag();

        assertThat(stranger.get(path, "If-None-Match", tag).status()).isEqualTo(304);
        assertThat(stranger.get(path, "If-None-Match", "\"0\", W/" + tag).status()).isEqualTo(304);
        assertThat(stranger.get(path, "If-None-Match", "\"0\"").status()).isEqualTo(200);
        assertThat(stranger.get(path).header("Cache-Control")).isEqualTo("no-cache");
    }
}
