package chosao.search;

import static chosao.search.ProductFixture.aProduct;
import static chosao.search.SearchProcess.counts;
import static chosao.search.SearchProcess.parse;
import static chosao.search.SearchProcess.texts;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is found, and in which order. All tests read one market; each asks about goods of its own.
 */
class SearchIT {

    private static final LocalDate TODAY = MovableClock.TODAY;

    private static final ProductFixture BA_CHE =
            aProduct()
                    .named("Trà hoa vàng Ba Chẽ")
                    .in("QD26-12")
                    .starred(5)
                    .priced(450_000)
                    .cameFrom("06970", "199")
                    .by("Công ty CP kinh doanh Lâm sản Đạp Thanh", "enterprise");

    private static SearchProcess search;

    @BeforeAll
    static void fill() {
        search = SearchProcess.start();
        search.list(
                BA_CHE,
                aProduct()
                        .named("Trà hoa vàng Bắc Kạn")
                        .in("QD26-12")
                        .starred(4)
                        .from("01840", "Phường Đức Xuân", "19", "Tỉnh Thái Nguyên", "Tỉnh Bắc Kạn"),
                aProduct()
                        .named("Trà hoa vàng Bắc Kạn túi lọc")
                        .in("QD26-12")
                        .starred(4)
                        .from("01840", "Phường Đức Xuân", "19", "Tỉnh Thái Nguyên"),
                aProduct()
                        .named("Trà hoa vàng Quy Hoa")
                        .in("QD26-12")
                        .certified(5, LocalDate.of(2022, 7, 1), LocalDate.of(2025, 7, 1)),
                aProduct().named("Bánh quy trà hoa vàng").in("QD26-06").starred(5),
                // marks tell these apart
                aProduct().named("Bún mọc Thuỷ Nguyên").in("QD26-05"),
                aProduct().named("Bưởi da xanh Thủy Trúc").in("QD26-01"),
                aProduct().named("Kẹo dừa hòa vị").in("QD26-07"),
                aProduct().named("Kẹo dừa hoa vị").in("QD26-07"),
                // places
                aProduct()
                        .named("Cà phê Đăk Hà")
                        .in("QD26-13")
                        .from(
                                "23500",
                                "Xã Đăk Hà",
                                "51",
                                "Tỉnh Quảng Ngãi",
                                "Tỉnh Kon Tum",
                                "Huyện Đăk Hà")
                        .cameFrom("62"),
                aProduct()
                        .named("Cà phê Trà Bồng")
                        .in("QD26-13")
                        .from("21115", "Xã Trà Bồng", "51", "Tỉnh Quảng Ngãi"),
                aProduct()
                        .named("Cà phê Buôn Hồ")
                        .in("QD26-13")
                        .from("24305", "Phường Buôn Hồ", "66", "Tỉnh Đắk Lắk"),
                // prices, stars, stock
                aProduct()
                        .named("Nước mắm Vân Đồn loại một")
                        .in("QD26-09")
                        .starred(5)
                        .priced(99_000)
                        .listedAt("2026-10-03T00:00:00Z"),
                aProduct()
                        .named("Nước mắm Vân Đồn loại hai")
                        .in("QD26-09")
                        .starred(4)
                        .priced(100_000)
                        .listedAt("2026-10-02T00:00:00Z"),
                aProduct()
                        .named("Nước mắm Vân Đồn loại ba")
                        .in("QD26-10")
                        .starred(3)
                        .priced(20_000)
                        .listedAt("2026-10-01T00:00:00Z")
                        .by("Hộ Vân", "household"),
                // the gate
                aProduct().named("Miến dong không niêm yết").unlisted(),
                aProduct().named("Miến dong hết hạn").uncertified(),
                aProduct()
                        .named("Miến dong thu hồi")
                        .certified(4, TODAY.minusYears(1), TODAY.plusYears(1), TODAY.minusDays(9)),
                aProduct()
                        .named("Miến dong hai sao")
                        .certified(2, TODAY.minusYears(1), TODAY.plusYears(1)),
                aProduct()
                        .named("Miến dong còn hạn")
                        .certified(4, TODAY.minusYears(1), TODAY.plusYears(1)),
                aProduct().named("Khâu nhục vải thiều").unlisted(),
                // a word twice
                aProduct().named("Phong Hải Danh Trà - Trà hoa nhài").in("QD26-12"),
                // the name as HTML
                aProduct().named("Rượu \"Men & Lá\" <i>").in("QD26-14"));
        search.stock(BA_CHE, 12, 340).awaitAll();
    }

    @AfterAll
    static void stop() {
        search.close();
    }

    @AfterEach
    void today() {
        search.clock().moveTo(TODAY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tra hoa vang",
                "trà hoa vàng",
                "TRÀ HOA VÀNG",
                "  trà,hoa – vàng! ",
                "tra hoa vang ba che",
                "trà hoa vàng ở đâu"
            })
    void findsTheTeaOfBaCheFirst(String text) {
        assertThat(search.names("q", text))
                .startsWith("Trà hoa vàng Ba Chẽ")
                .doesNotContain("Trà hoa vàng Quy Hoa");
    }

    @Test
    void ranksByWordsThenByStars() {
        var names = search.names("q", "tra hoa vang");

        assertThat(names).startsWith("Trà hoa vàng Ba Chẽ").endsWith("Bánh quy trà hoa vàng");
        assertThat(names.subList(1, 3))
                .containsExactlyInAnyOrder("Trà hoa vàng Bắc Kạn", "Trà hoa vàng Bắc Kạn túi lọc");
    }

    @Test
    void readsDecomposedTextAndBothTonePlacements() {
        assertThat(search.names("q", Normalizer.normalize("trà hoa vàng ba chẽ", Form.NFD)))
                .startsWith("Trà hoa vàng Ba Chẽ");
        assertThat(search.names("q", "thuỷ")).isEqualTo(search.names("q", "thủy")).hasSize(2);
        assertThat(search.names("q", "hoà vị")).isEqualTo(search.names("q", "hòa vị"));
    }

    @Test
    void ranksTheWordWithItsMarksHigher() {
        assertThat(search.names("q", "hòa vị")).containsExactly("Kẹo dừa hòa vị", "Kẹo dừa hoa vị");
        assertThat(search.search("q", "hoa vi").path("total").asInt()).isEqualTo(2);
    }

    @Test
    void countsAWordWithoutItsMarksForLess() {
        var answer = search.search("q", "hòa vị", "explain", "true");

        assertThat(points(answer.at("/items/0"), "words")).isEqualTo(60);
        assertThat(points(answer.at("/items/1"), "words")).isEqualTo(55.5);
    }

    @Test
    void takesANameWithARepeatedWordForItsOwnPhrase() {
        var named = search.search("q", "Phong Hải Danh Trà - Trà hoa nhài", "explain", "true");

        assertThat(points(named.at("/items/0"), "words")).isEqualTo(60);
        assertThat(points(named.at("/items/0"), "phrase")).isEqualTo(12);
        assertThat(points(named.at("/items/0"), "beginning")).isEqualTo(8);
    }

    private static double points(JsonNode item, String signal) {
        for (var reason : item.at("/explanation/reasons")) {
            if (reason.path("signal").asText().equals(signal)) {
                return reason.path("points").asDouble();
            }
        }
        return 0;
    }

    @Test
    void putsGoodsOfThePreferredRegionHigher() {
        assertThat(search.names("q", "tra hoa vang", "near", "19").getFirst())
                .startsWith("Trà hoa vàng Bắc Kạn");
    }

    @Test
    void opensAndClosesTheGateByTheDayAlone() {
        assertThat(search.names("q", "miến dong")).containsExactly("Miến dong còn hạn");

        search.clock().moveTo(TODAY.plusYears(1));
        assertThat(search.names("q", "miến dong")).containsExactly("Miến dong còn hạn");

        search.clock().moveTo(TODAY.plusYears(1).plusDays(1));
        assertThat(search.names("q", "miến dong")).isEmpty();
    }

    @Test
    void beginsTheDayInVietnam() {
        var lastDay = TODAY.plusYears(1);

        search.clock().moveTo(lastDay.atTime(16, 59).toInstant(java.time.ZoneOffset.UTC));
        assertThat(search.names("q", "miến dong")).hasSize(1);

        search.clock().moveTo(lastDay.atTime(17, 0).toInstant(java.time.ZoneOffset.UTC));
        assertThat(search.names("q", "miến dong")).isEmpty();
    }

    @Test
    void countsAPromotionFromItsFirstDay() {
        search.list(
                        aProduct()
                                .named("Chả mực giã tay")
                                .certified(3, TODAY.minusYears(1), TODAY)
                                .certified(5, TODAY.plusDays(1), TODAY.plusYears(3)),
                        aProduct().named("Chả mực thái sợi").starred(4))
                .awaitAll();

        var before = search.search("q", "chả mực", "sort", "stars");
        assertThat(before.at("/items/0/stars").asInt()).isEqualTo(4);
        assertThat(before.at("/items/1/stars").asInt()).isEqualTo(3);
        assertThat(counts(before, "stars")).isEqualTo(Map.of("4", 1, "3", 1));
        assertThat(search.names("q", "chả mực", "stars", "5")).isEmpty();
        assertThat(search.names("q", "chả mực").getFirst()).isEqualTo("Chả mực thái sợi");

        search.clock().moveTo(TODAY.plusDays(1));
        var after = search.search("q", "chả mực", "sort", "stars");
        assertThat(after.at("/items/0/stars").asInt()).isEqualTo(5);
        assertThat(after.at("/items/1/stars").asInt()).isEqualTo(4);
        assertThat(counts(after, "stars")).isEqualTo(Map.of("5", 1, "4", 1));
        assertThat(search.names("q", "chả mực", "stars", "5")).hasSize(1);
        assertThat(search.names("q", "chả mực", "stars", "3")).isEmpty();
        assertThat(search.names("q", "chả mực").getFirst()).isEqualTo("Chả mực giã tay");
    }

    @Test
    void neverTakesAPotentialFiveStarForFive() {
        search.list(
                        aProduct().named("Nụ vối tiềm năng").potentialFiveStar(),
                        aProduct().named("Nụ vối").starred(5))
                .awaitAll();

        var found = search.search("q", "nụ vối", "sort", "stars");

        assertThat(found.at("/items/0/stars").asInt()).isEqualTo(5);
        assertThat(found.at("/items/1/stars").asInt()).isEqualTo(4);
        assertThat(counts(found, "stars")).isEqualTo(Map.of("5", 1, "4", 1));
        assertThat(search.names("q", "nụ vối", "stars", "5")).containsExactly("Nụ vối");
        assertThat(search.names("q", "nụ vối", "stars", "4")).containsExactly("Nụ vối tiềm năng");
    }

    @Test
    void takesInTheCommunesOfAProvinceAndWhatItWasMergedFrom() {
        assertThat(search.names("q", "cà phê", "region", "51"))
                .containsExactlyInAnyOrder("Cà phê Đăk Hà", "Cà phê Trà Bồng");
        assertThat(search.names("q", "cà phê", "region", "23500")).containsExactly("Cà phê Đăk Hà");
        assertThat(search.names("q", "ca phe kon tum")).containsExactly("Cà phê Đăk Hà");
        assertThat(search.names("q", "cà phê Quảng Ngãi"))
                .containsExactlyInAnyOrder("Cà phê Đăk Hà", "Cà phê Trà Bồng");
    }

    @Test
    void findsByAFormerCodeWhatCameFromThatUnit() {
        var konTum = "62";
        assertThat(search.names("q", "cà phê", "region", konTum)).containsExactly("Cà phê Đăk Hà");
        var townOfBaChe = "06970";
        assertThat(search.names("q", "trà hoa vàng ba chẽ", "region", townOfBaChe))
                .contains("Trà hoa vàng Ba Chẽ");
        assertThat(search.names("q", "cà phê", "region", townOfBaChe)).isEmpty();
        assertThat(search.names("q", "cà phê", "near", konTum).subList(0, 2))
                .containsExactlyInAnyOrder("Cà phê Đăk Hà", "Cà phê Trà Bồng");
    }

    @Test
    void filtersByCategoryGroupAndSector() {
        assertThat(search.names("q", "nước mắm", "category", "QD26-09")).hasSize(2);
        assertThat(search.names("q", "nước mắm", "category", "I.4")).hasSize(3);
        assertThat(search.names("q", "nước mắm", "category", "I")).hasSize(3);
        assertThat(search.names("q", "nước mắm", "category", "II")).isEmpty();
    }

    @Test
    void filtersByPriceStarsProducerAndStock() {
        assertThat(search.names("q", "nước mắm", "priceMin", "99000", "priceMax", "100000"))
                .hasSize(2);
        assertThat(search.names("q", "nước mắm", "priceMax", "98999"))
                .containsExactly("Nước mắm Vân Đồn loại ba");
        assertThat(search.names("q", "nước mắm", "stars", "4,5")).hasSize(2);
        assertThat(search.names("q", "nước mắm", "producerKind", "household"))
                .containsExactly("Nước mắm Vân Đồn loại ba");
        assertThat(search.names("q", "tra hoa vang", "inStock", "true"))
                .containsExactly("Trà hoa vàng Ba Chẽ");
    }

    @ParameterizedTest
    @CsvSource({
        "price, ba|một|hai",
        "-price, hai|một|ba",
        "newest, một|hai|ba",
        "stars, một|hai|ba",
        "relevance, một|hai|ba"
    })
    void sorts(String sort, String order) {
        var expected =
                java.util.Arrays.stream(order.split("\\|", -1))
                        .map(last -> "Nước mắm Vân Đồn loại " + last)
                        .toList();

        assertThat(search.names("q", "nước mắm", "sort", sort)).isEqualTo(expected);
    }

    @Test
    void countsEachFacetWithoutItsOwnFilter() {
        var all = search.search("q", "nước mắm");
        assertThat(counts(all, "stars")).isEqualTo(Map.of("5", 1, "4", 1, "3", 1));
        assertThat(counts(all, "category")).isEqualTo(Map.of("QD26-09", 2, "QD26-10", 1));
        assertThat(counts(all, "region")).isEqualTo(Map.of("22", 3));
        assertThat(counts(all, "price"))
                .isEqualTo(Map.of("-49999", 1, "50000-99999", 1, "100000-199999", 1));
        assertThat(all.at("/facets/region/0/name").asText()).isEqualTo("Tỉnh Quảng Ninh");

        var chosen =
                search.search(
                        "q",
                        "nước mắm",
                        "stars",
                        "4,5",
                        "category",
                        "QD26-09",
                        "priceMax",
                        "99000");
        assertThat(chosen.path("total").asInt()).isEqualTo(1);
        assertThat(counts(chosen, "stars")).isEqualTo(Map.of("5", 1));
        assertThat(counts(chosen, "category")).isEqualTo(Map.of("QD26-09", 1));
        assertThat(counts(chosen, "price")).isEqualTo(Map.of("50000-99999", 1, "100000-199999", 1));

        var byStars = search.search("q", "nước mắm", "stars", "5");
        assertThat(counts(byStars, "stars")).isEqualTo(Map.of("5", 1, "4", 1, "3", 1));
        assertThat(counts(byStars, "category")).isEqualTo(Map.of("QD26-09", 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"relevance", "price", "-price", "newest", "stars"})
    void turnsPagesWithoutSkippingOrRepeating(String sort) {
        var whole = search.search("limit", "100", "sort", sort);
        var ids = new ArrayList<String>();
        var page = search.search("limit", "3", "sort", sort);
        ids.addAll(texts(page.path("items"), "id"));
        while (page.has("nextCursor")) {
            page =
                    search.search(
                            "limit", "3", "sort", sort, "cursor", page.path("nextCursor").asText());
            ids.addAll(texts(page.path("items"), "id"));
            assertThat(page.path("total")).isEqualTo(whole.path("total"));
        }

        assertThat(ids).doesNotHaveDuplicates().hasSize(whole.path("total").asInt());
        assertThat(ids).isEqualTo(texts(whole.path("items"), "id"));
    }

    @Test
    void refusesACursorOfAnotherQuestion() {
        var cursor = search.search("q", "nước mắm", "limit", "1").path("nextCursor").asText();

        assertThat(
                        search.ask(
                                        "/api/v1/search",
                                        "q",
                                        "nước mắm",
                                        "limit",
                                        "2",
                                        "cursor",
                                        cursor)
                                .statusCode())
                .isEqualTo(200);
        assertThat(problem("q", "cà phê", "limit", "1", "cursor", cursor))
                .isEqualTo("/problems/bad-cursor");
        assertThat(problem("q", "nước mắm", "sort", "price", "cursor", cursor))
                .isEqualTo("/problems/bad-cursor");
        assertThat(problem("q", "nước mắm", "cursor", "bm90IG91cnM"))
                .isEqualTo("/problems/bad-cursor");
        assertThat(problem("q", "nước mắm", "cursor", "!")).isEqualTo("/problems/bad-cursor");
    }

    @ParameterizedTest
    @CsvSource({
        "region, 99, unknown-region",
        "region, Quảng Ninh, unknown-region",
        "near, 00000, unknown-region",
        "category, QD26-99, unknown-category",
        "q, '?! -', bad-parameter",
        "stars, 2, bad-parameter",
        "stars, '4,', bad-parameter",
        "stars, five, bad-parameter",
        "stars, '4, 5', bad-parameter",
        "priceMin, -1, bad-parameter",
        "priceMin, 1.5, bad-parameter",
        "priceMax, 99999999999999999999, bad-parameter",
        "producerKind, state, bad-parameter",
        "inStock, maybe, bad-parameter",
        "sort, name, bad-parameter",
        "limit, 0, bad-parameter",
        "limit, 101, bad-parameter",
        "limit, ten, bad-parameter",
        "limit, +5, bad-parameter",
        "limit, ٥, bad-parameter",
        "priceMin, +1, bad-parameter",
        "explain, 1, bad-parameter",
    })
    void namesTheParameterThatIsWrong(String parameter, String value, String problem) {
        var response = search.ask("/api/v1/search", parameter, value);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        assertThat(parse(response.body()).path("type").asText()).isEqualTo("/problems/" + problem);
        assertThat(parse(response.body()).path("detail").asText()).contains(parameter);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "region | 99999 | Tham số \"region\": \"99999\" không phải là mã tỉnh hay xã, hiện hành hay trước đây.",
                "category | X | Tham số \"category\": \"X\" không phải là mã ngành, nhóm hay bộ sản phẩm của Chương trình.",
                "catgory | I | Tham số \"catgory\": không phải tham số được dùng ở đây.",
                "stars | 2 | Tham số \"stars\": phải là 3, 4, 5 hoặc nhiều số trong đó, cách nhau bằng dấu phẩy.",
                "priceMin | -1 | Tham số \"priceMin\": phải là số đồng nguyên, từ 0 trở lên.",
                "sort | x | Tham số \"sort\": phải là một trong: relevance, price, -price, newest, stars.",
                "limit | 0 | Tham số \"limit\": phải nằm trong khoảng từ 1 đến 100.",
                "cursor | ! | Con trỏ trang này không phải do danh sách này cấp."
            })
    void saysInVietnameseWhatIsWrong(String parameter, String value, String detail) {
        var refusal = search.askIn("vi", "/api/v1/search", parameter, value);

        assertThat(refusal.statusCode()).isEqualTo(400);
        assertThat(parse(refusal.body()).path("detail").asText()).isEqualTo(detail);
    }

    @Test
    void explainsInTheReadersLanguage() {
        var path = "/api/v1/search";
        var vietnamese = search.askIn("en;q=0.5, vi", path, "q", "nước mắm", "explain", "true");
        var english = search.askIn("en", path, "q", "nước mắm", "explain", "true");

        assertThat(vietnamese.headers().firstValue("Content-Language")).hasValue("vi");
        assertThat(english.headers().firstValue("Vary")).hasValue("Accept-Language");
        assertThat(vietnamese.body()).contains("Tìm thấy các từ đã nhập");
        assertThat(parse(vietnamese.body()).at("/facets/stars/0/name").asText()).isEqualTo("5 sao");
        assertThat(english.body()).contains("The words of the search were found");
        assertThat(parse(english.body()).at("/facets/stars/0/name").asText()).isEqualTo("5 stars");
    }

    @Test
    void refusesAParameterThatIsMisspeltOrGivenTwice() {
        assertThat(problem("catgory", "I")).isEqualTo("/problems/bad-parameter");
        assertThat(problem("q", "trà", "q", "hoa")).isEqualTo("/problems/bad-parameter");
        assertThat(problem("limit", "1", "limit", "1")).isEqualTo("/problems/bad-parameter");
        assertThat(search.ask("/api/v1/suggestions", "query", "trà").statusCode()).isEqualTo(400);
        assertThat(search.ask("/api/v1/suggestions", "q", "a", "q", "b").statusCode())
                .isEqualTo(400);

        assertThat(search.names("q", "nước mắm", "stars", "4", "stars", "5")).hasSize(2);
    }

    @Test
    void tellsTheHeadersAlone() {
        var headers = search.head("/api/v1/search", "q", "trà");

        assertThat(headers.statusCode()).isEqualTo(200);
        assertThat(headers.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(headers.body()).isEmpty();
    }

    @Test
    void refusesTextsThatNobodyTypes() {
        assertThat(problem("q", "a".repeat(201))).isEqualTo("/problems/bad-parameter");
        assertThat(problem("q", "trà\u0000")).isEqualTo("/problems/bad-parameter");
        assertThat(problem("priceMin", "2", "priceMax", "1")).isEqualTo("/problems/bad-parameter");
        assertThat(search.ask("/api/v1/suggestions", "q", "a".repeat(201)).statusCode())
                .isEqualTo(400);

        assertThat(search.ask("/api/v1/search", "q", "ă".repeat(200)).statusCode()).isEqualTo(200);
        assertThat(search.ask("/api/v1/search", "q", "a ".repeat(100)).statusCode()).isEqualTo(200);
        assertThat(
                        search.ask("/api/v1/search", "q", "\"*:* OR (product.name:x)\" ~ \\ /")
                                .statusCode())
                .isEqualTo(200);
    }

    @Test
    void showsAProductAsAListNeedsIt() {
        var item = search.search("q", "tra hoa vang ba che").at("/items/0");

        assertThat(item.path("id").asText()).isEqualTo(BA_CHE.id().toString());
        assertThat(item.path("stars").asInt()).isEqualTo(5);
        assertThat(item.path("region").path("name").asText()).isEqualTo("Xã Ba Chẽ");
        assertThat(item.path("region").path("province").asText()).isEqualTo("Tỉnh Quảng Ninh");
        assertThat(item.path("category").path("code").asText()).isEqualTo("QD26-12");
        assertThat(item.path("price").toString())
                .isEqualTo("{\"amount\":450000,\"currency\":\"VND\"}");
        assertThat(item.path("producer").path("name").asText())
                .isEqualTo("Công ty CP kinh doanh Lâm sản Đạp Thanh");
        assertThat(item.path("image").asText()).isEqualTo("/images/" + BA_CHE.id());
        assertThat(item.path("inStock").asBoolean()).isTrue();
        assertThat(item.path("highlight").asText()).isEqualTo("<em>Trà hoa vàng Ba Chẽ</em>");
    }

    @Test
    void escapesWhatIsNotItsOwnInAHighlight() {
        assertThat(search.search("q", "ruou la").at("/items/0/highlight").asText())
                .isEqualTo("<em>Rượu</em> &quot;Men &amp; <em>Lá</em>&quot; &lt;i&gt;");
    }

    @Test
    void explainsEveryPoint() {
        var answer = search.search("q", "trà hoa vàng", "near", "22", "explain", "true");

        var explanation = answer.at("/items/0/explanation");
        var points = 0.0;
        for (var reason : explanation.path("reasons")) {
            points += reason.path("points").asDouble();
            assertThat(reason.path("points").asDouble())
                    .isLessThanOrEqualTo(reason.path("most").asDouble());
            assertThat(reason.path("text").asText()).isNotBlank();
        }
        assertThat(points)
                .isCloseTo(
                        explanation.path("score").asDouble(),
                        org.assertj.core.data.Offset.offset(0.06));
        assertThat(texts(explanation.path("reasons"), "signal"))
                .contains(
                        "words",
                        "phrase",
                        "beginning",
                        "near",
                        "category",
                        "stars",
                        "stock",
                        "freshness",
                        "sales");
        assertThat(search.search("q", "trà hoa vàng").at("/items/0").has("explanation")).isFalse();
    }

    @Test
    void guessesWhatWasMeant() {
        assertThat(search.search("q", "tra hoa vangg").path("didYouMean").asText())
                .isEqualTo("tra hoa vang");
        assertThat(search.search("q", "tra hoa vang").has("didYouMean")).isFalse();
    }

    @Test
    void guessesOnlyWhatWouldBeFound() {
        assertThat(search.search("q", "khau nhuc vai thieuu").has("didYouMean")).isFalse();
        assertThat(search.search("q", "tra hoa vangg", "category", "II").has("didYouMean"))
                .isFalse();
    }

    @Test
    void guessesAlsoWhileItExplains() {
        var answer = search.search("q", "tra hoa vangg", "explain", "true");

        assertThat(answer.path("didYouMean").asText()).isEqualTo("tra hoa vang");
    }

    @Test
    void explainsTheOrderByStarsButNoneByAField() {
        var byStars = search.search("q", "nước mắm", "sort", "stars", "explain", "true");
        assertThat(texts(byStars.at("/items/0/explanation/reasons"), "signal"))
                .containsExactly("stars");
        assertThat(byStars.at("/items/0/explanation/score").asDouble()).isEqualTo(9);

        var byPrice = search.search("q", "nước mắm", "sort", "price", "explain", "true");
        assertThat(byPrice.at("/items/0").has("explanation")).isFalse();
    }

    @Test
    void completesNamesByTheirBeginning() {
        var items = parse(search.ask("/api/v1/suggestions", "q", "tra h").body()).path("items");
        assertThat(texts(items, "text"))
                .startsWith("Trà hoa vàng Ba Chẽ")
                .doesNotContain("Trà hoa vàng Quy Hoa");
        assertThat(items.at("/0/kind").asText()).isEqualTo("product");
        assertThat(items.at("/0/id").asText()).isEqualTo(BA_CHE.id().toString());

        assertThat(suggested("cà ph")).contains("category Cà phê, ca cao");
        assertThat(suggested("kon t")).contains("region Tỉnh Quảng Ngãi");
        assertThat(suggested("tan ha lam h")).contains("region Xã Tân Hà Lâm Hà");
        assertThat(suggested("tra tr")).contains("product Phong Hải Danh Trà - Trà hoa nhài");
        assertThat(suggested("quang nin")).contains("region Tỉnh Quảng Ninh");
        assertThat(suggested("lam san dap"))
                .contains("producer Công ty CP kinh doanh Lâm sản Đạp Thanh");
        assertThat(suggested("")).isEmpty();
    }

    @Test
    void suggestsWhatBeginsSoBeforeWhatHoldsItAndWholeWordsBeforeOthers() {
        search.list(
                        aProduct().named("Mứt ngọt vị lựu Bát Tràng").starred(5),
                        aProduct().named("Lựu ngọt Bát Xát").starred(3),
                        aProduct().named("Lưu ly ngọtte Bát").starred(5),
                        aProduct().named("Lựu ngọtte Bát Xát").starred(5))
                .awaitAll();

        assertThat(suggested("lựu ngọt"))
                .containsExactly(
                        "product Lựu ngọt Bát Xát",
                        "product Lựu ngọtte Bát Xát",
                        "product Mứt ngọt vị lựu Bát Tràng",
                        "product Lưu ly ngọtte Bát");
    }

    @Test
    void completesEachNameOnce() {
        search.list(
                        aProduct().named("Lạp xưởng gác bếp").by("Hợp tác xã Một", "cooperative"),
                        aProduct().named("Lạp xưởng gác bếp").by("Hợp tác xã Hai", "cooperative"))
                .awaitAll();

        assertThat(suggested("lap xuo")).containsExactly("product Lạp xưởng gác bếp");
    }

    private static List<String> suggested(String text) {
        var items = new ArrayList<String>();
        parse(search.ask("/api/v1/suggestions", "q", text).body())
                .path("items")
                .forEach(item ->
                        items.add(item.path("kind").asText() + " " + item.path("text").asText()));
        return items;
    }

    private static String problem(String... parameters) {
        var response = search.ask("/api/v1/search", parameters);
        assertThat(response.statusCode()).isEqualTo(400);
        return parse(response.body()).path("type").asText();
    }
}
