package chosao.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import chosao.catalog.testing.RunningCatalog;
import chosao.catalog.testing.RunningCatalog.Answer;
import chosao.catalog.testing.RunningCatalog.Visitor;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegionIT {

    private final Visitor stranger = RunningCatalog.get().stranger();

    @Test
    void holdsEveryUnitOfBothEditionsAndWhereTheFormerOnesWent() throws SQLException {
        assertThat(
                        counts(
                                """
                                SELECT edition || ' ' || level || ' ' || count(*) FROM regions
                                 GROUP BY edition, level ORDER BY 1
                                """))
                .containsExactly(
                        "2024 commune 10035",
                        "2024 district 696",
                        "2024 province 63",
                        "2025 commune 3321",
                        "2025 province 34");
        assertThat(
                        counts(
                                """
                                SELECT count(DISTINCT code)::text FROM region_successors
                                 WHERE split
                                """))
                .containsExactly("471");
        assertThat(
                        counts(
                                """
                                SELECT count(*)::text FROM regions r
                                 WHERE edition = '2024' AND NOT EXISTS
                                       (SELECT FROM region_successors s WHERE s.code = r.code)
                                """))
                .containsExactly("0");
    }

    @Test
    void pagesThroughEveryCommuneOfAProvinceOnce() {
        var seen = new ArrayList<String>();
        var path = "/api/v1/regions?parent=22&limit=17";
        var page = stranger.get(path);
        while (true) {
            page.node("items").values().forEach(item -> seen.add(text(item, "code")));
            if (page.json().get("nextCursor") == null) {
                break;
            }
            page = stranger.get(path + "&cursor=" + page.at("nextCursor"));
        }

        assertThat(seen).hasSize(54).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void tellsAPlaceByItsFormerNames() {
        var place = stranger.get("/api/v1/regions/06978");

        assertThat(place.at("name")).isEqualTo("Xã Ba Chẽ");
        assertThat(place.at("parent")).isEqualTo("22");
        assertThat(place.text()).contains("Thị trấn Ba Chẽ", "Huyện Ba Chẽ");
    }

    @Test
    void findsAFormerProvinceAndWhatBearsItsNameToday() {
        var found = resolve("Kon Tum");

        assertThat(found.at("items", 0, "code")).isEqualTo("51");
        assertThat(found.at("items", 0, "match")).isEqualTo("former");
        assertThat(found.at("items", 0, "through", 0, "code")).isEqualTo("62");
        assertThat(found.at("items", 0, "through", 0, "edition")).isEqualTo("2024");
        assertThat(found.at("items", 1, "name")).isEqualTo("Phường Kon Tum");
        assertThat(found.at("items", 1, "match")).isEqualTo("present");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tp ho chi minh",
                "TP. Hồ Chí Minh",
                "Hồ Chí Minh",
                "thanh pho ho chi minh",
                "Ho\u0302\u0300 Chí Minh"
            })
    void findsACityHoweverItIsWritten(String name) {
        assertThat(codes(resolve(name))).containsExactly("79");
    }

    @ParameterizedTest
    @CsvSource({"Hoà Bình, Hòa Bình", "Tỉnh Thanh Hoá, Tỉnh Thanh Hóa", "Thuỷ Xuân, Thủy Xuân"})
    void findsTheSameForEitherPlaceOfTheTone(String older, String newer) {
        assertThat(codes(resolve(older))).isNotEmpty().isEqualTo(codes(resolve(newer)));
    }

    @Test
    void findsMoreWithoutMarksThanWithThem() {
        var without = new HashSet<>(codes(resolve("tan an")));

        assertThat(codes(resolve("Tân An"))).isNotEmpty().isSubsetOf(without);
        assertThat(codes(resolve("Tân Ân"))).isNotEmpty().isSubsetOf(without);
    }

    @Test
    void takesTheKindOfUnitAtItsWord() {
        assertThat(codes(resolve("Tỉnh Kon Tum"))).containsExactly("51");
        assertThat(codes(resolve("Phường Kon Tum"))).containsExactly("23293");
    }

    @Test
    void namesEveryPartOfACommuneThatWasSplit() {
        var found = resolve("Xã Suối Dây");

        assertThat(codes(found)).containsExactlyInAnyOrder("25516", "25534");
        assertThat(found.at("items", 0, "through", 0, "split")).isEqualTo("true");
    }

    @Test
    void findsTheSpecialZoneThatAnIslandDistrictBecame() {
        assertThat(resolve("Huyện Lý Sơn").at("items", 0, "name")).isEqualTo("Đặc khu Lý Sơn");
    }

    @Test
    void findsNothingForANameThatNothingHas() {
        assertThat(codes(resolve("Atlantis"))).isEmpty();
    }

    @Test
    void refusesWhatItCannotUnderstand() {
        assertThat(stranger.get("/api/v1/regions/62").problem()).isEqualTo("region-not-found");
        assertThat(stranger.get("/api/v1/regions?level=district").problem())
                .isEqualTo("bad-parameter");
        assertThat(stranger.get("/api/v1/regions?parent=62").problem()).isEqualTo("bad-parameter");
        assertThat(stranger.get("/api/v1/regions?limit=101").problem()).isEqualTo("bad-parameter");
        assertThat(stranger.get("/api/v1/regions?cursor=!").problem()).isEqualTo("bad-cursor");
        assertThat(stranger.get("/api/v1/regions?cursor=NjI").problem()).isEqualTo("bad-cursor");
        assertThat(stranger.get("/api/v1/regions/resolve").status()).isEqualTo(400);
        assertThat(stranger.get("/api/v1/regions/resolve?name=%20").problem())
                .isEqualTo("bad-parameter");
        assertThat(stranger.get("/api/v1/regions/%00").status()).isBetween(400, 404);
    }

    @Test
    void listsTheWholeTreeOfCategories() {
        var all = stranger.get("/api/v1/categories?limit=100").node("items");

        assertThat(all.size()).isEqualTo(6 + 17 + 26);
        assertThat(all.values()).filteredOn(item -> text(item, "level").equals("set")).hasSize(26);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/categories?", "/api/v1/regions/resolve?name=tan%20an&"})
    void givesShortListsByThePageToo(String list) {
        var whole = codes(stranger.get(list + "limit=100"));

        var paged = new ArrayList<String>();
        var page = stranger.get(list + "limit=2");
        paged.addAll(codes(page));
        while (page.json().get("nextCursor") != null) {
            page = stranger.get(list + "limit=2&cursor=" + page.at("nextCursor"));
            paged.addAll(codes(page));
        }

        assertThat(paged).hasSizeGreaterThan(2).isEqualTo(whole);
        assertThat(stranger.get(list + "cursor=eA").problem()).isEqualTo("bad-cursor");
        assertThat(stranger.get(list + "limit=101").problem()).isEqualTo("bad-parameter");
    }

    private Answer resolve(String name) {
        return stranger.get(
                "/api/v1/regions/resolve?limit=100&name="
                        + URLEncoder.encode(name, StandardCharsets.UTF_8));
    }

    private static List<String> codes(Answer found) {
        var codes = new ArrayList<String>();
        found.node("items").values().forEach(item -> codes.add(text(item, "code")));
        return codes;
    }

    private static String text(io.micronaut.json.tree.JsonNode item, String field) {
        var value = item.get(field);
        return value == null ? "" : value.getStringValue();
    }

    private static List<String> counts(String sql) throws SQLException {
        try (var connection = RunningCatalog.get().connection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var counts = new ArrayList<String>();
            while (rows.next()) {
                counts.add(rows.getString(1));
            }
            return counts;
        }
    }
}
