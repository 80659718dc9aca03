package chosao.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import chosao.catalog.testing.RunningCatalog;
import chosao.catalog.testing.RunningCatalog.Answer;
import chosao.catalog.testing.TestClock;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleIT {

    private static final LocalDate COLLECTED_ON = LocalDate.of(2026, 11, 22);
    private static final String BA_CHE_TEA = "01890000-0000-7000-9002-000000000107";

    private final RunningCatalog catalog = RunningCatalog.get();
    private final TestClock clock = catalog.clock();

    @AfterEach
    void letTheClockGo() {
        clock.reset();
    }

    @Test
    void listsWhatTheSourcesSayIsCertifiedAndWithholdsTheRestByReason() throws IOException {
        clock.moveTo(COLLECTED_ON);

        var loaded = load();

        assertThat(loaded.at("rows")).isEqualTo("568");
        assertThat(loaded.at("shiftedDays")).isEqualTo("0");
        var counts = countsIn(loaded);
        assertThat(counts.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(568);
        assertThat(counts)
                .containsOnlyKeys(
                        "listed",
                        "certificate-expired",
                        "certificate-missing",
                        "certificate-revoked");
        assertThat(counts.get("certificate-expired")).isGreaterThan(100);
        assertThat(onSale()).containsAll(certifiedByTheirSources());
    }

    @Test
    void hasSomethingOnSaleOfEachProvinceAndEachSetAndOverThreeHundredInAll() throws IOException {
        clock.moveTo(COLLECTED_ON);
        assertThat(count(countsIn(load()), "listed")).isBetween(300, 330);

        var onSale = onSale();

        for (var column : List.of("province_code_2025", "product_set_by_us")) {
            var all = new TreeSet<String>();
            var sold = new TreeSet<String>();
            try (var rows = file()) {
                rows.forEach(row -> {
                    all.add(row.getField(column));
                    if (onSale.contains(Integer.valueOf(row.getField("id")))) {
                        sold.add(row.getField(column));
                    }
                });
            }
            assertThat(sold).as(column).isEqualTo(all);
        }
    }

    /** Ba Chẽ tea, chickens of Tiên Yên, ginseng of Ngọc Linh, pottery of Bát Tràng, squid. */
    @ParameterizedTest
    @ValueSource(ints = {107, 568, 276, 278, 4, 5, 6, 7, 271})
    void sellsWhatTheProgrammeIsKnownFor(int row) {
        load();

        var product = catalog.stranger().get("/api/v1/products/" + productId(row));

        assertThat(product.status()).isEqualTo(200);
        assertThat(product.at("listed")).isEqualTo("true");
    }

    @Test
    void saysOfARenewalThatItIsMadeUp() {
        load();

        var history = catalog.stranger().get("/api/v1/products/" + productId(4) + "/certificates");

        assertThat(history.at("items", 0, "decisionNumber")).isEqualTo("MẪU-004/QĐ-GIA-HẠN");
        assertThat(history.at("items", 0, "kind")).isEqualTo("renewal");
        assertThat(history.node("items").size()).isEqualTo(2);
    }

    @Test
    void knowsTheFormerProvinceOfItsGoods() throws SQLException {
        load();

        try (var connection = catalog.connection();
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                """
                                SELECT count(*) FILTER (WHERE origin_code IS NULL),
                                       count(*) FILTER (WHERE id::text LIKE '%276' AND origin_code = '62')
                                  FROM products WHERE sample
                                """)) {
            rows.next();
            assertThat(rows.getInt(1)).as("goods of unknown origin").isZero();
            assertThat(rows.getInt(2)).as("ginseng tea of Kon Tum").isOne();
        }
    }

    @Test
    void givesFourStarsWhereTheCentreHasYetToConfirmFive() {
        load();

        var product = catalog.stranger().get("/api/v1/products/" + productId(278));

        assertThat(product.at("certificate", "stars")).isEqualTo("4");
        assertThat(product.at("certificate", "potentialFiveStar")).isEqualTo("true");
    }

    /**
     * As one of before there were renewals was, and goods without a certificate were not offered.
     */
    @Test
    void bringsAnOlderSampleForward() throws SQLException {
        clock.moveTo(COLLECTED_ON);
        var before = countsIn(load());
        try (var connection = catalog.connection();
                var statement = connection.createStatement()) {
            statement.execute("ALTER TABLE certificates DISABLE TRIGGER USER");
            statement.execute(
                    "DELETE FROM certificates WHERE sample AND decision_number LIKE 'MẪU-%'");
            statement.execute(
                    """
                    UPDATE products p SET listed_at = NULL
                     WHERE sample AND NOT EXISTS (
                           SELECT FROM certificates c WHERE c.product_id = p.id)
                    """);
            statement.execute("ALTER TABLE certificates ENABLE TRIGGER USER");
        }

        assertThat(countsIn(load())).isEqualTo(before);
    }

    @Test
    void addsNothingTheSecondTime() throws SQLException {
        load();
        var before = rows();

        load();

        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void movesWithTheCalendarAndNeverAges() {
        clock.moveTo(COLLECTED_ON);
        var today = countsIn(load());

        clock.moveTo(COLLECTED_ON.plusYears(3));
        assertThat(product().status()).isEqualTo(404);
        var later = load();

        assertThat(later.at("shiftedDays")).isEqualTo("1096");
        // Months differ in length, so a certificate at its very end may fall on the other side.
        assertThat(Math.abs(count(countsIn(later), "listed") - count(today, "listed")))
                .isLessThanOrEqualTo(4);
        assertThat(product().at("certificate", "issuedOn"))
                .isEqualTo(LocalDate.of(2025, 1, 17).plusDays(1096).toString());

        clock.moveTo(COLLECTED_ON);
        assertThat(countsIn(load())).isEqualTo(today);
    }

    @Test
    void showsTheTeaOfBaCheAndLetsTheSampleProducerKeepIt() {
        load();

        var tea = product();

        assertThat(tea.at("name")).isEqualTo("Trà hoa vàng Ba Chẽ");
        assertThat(tea.at("producer", "name")).isEqualTo("Công ty CP kinh doanh Lâm sản Đạp Thanh");
        assertThat(tea.at("region", "code")).isEqualTo("06978");
        assertThat(tea.at("placeAtAward")).isEqualTo("Ba Chẽ, Quảng Ninh");
        assertThat(tea.at("certificate", "stars")).isEqualTo("5");
        assertThat(tea.at("sample")).isEqualTo("true");
        var keeper =
                catalog.account(
                        UUID.fromString("01890000-0000-7000-8000-000000000002"), "producer");
        assertThat(keeper.get("/api/v1/producers/me").at("name"))
                .isEqualTo("Công ty CP kinh doanh Lâm sản Đạp Thanh");
    }

    @Test
    void placesGoodsOnTodaysMap() {
        load();

        assertThat(place(1)).isEqualTo("Phường Ba Đình");
        // a special zone, and a former town that was taken over by another commune
        assertThat(placesNamed("Lý Sơn")).contains("Đặc khu Lý Sơn");
    }

    private Answer load() {
        var answer = catalog.neighbour().post("/internal/sample", "");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer;
    }

    private Answer product() {
        return catalog.stranger().get("/api/v1/products/" + BA_CHE_TEA);
    }

    private String place(int row) {
        return catalog.account("admin")
                .get("/api/v1/products/01890000-0000-7000-9002-%012d".formatted(row))
                .at("region", "name");
    }

    private List<String> placesNamed(String district) {
        try (var rows = file()) {
            return rows.stream()
                    .filter(row -> row.getField("district_at_award").equals(district))
                    .map(row -> place(Integer.parseInt(row.getField("id"))))
                    .toList();
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    private static Map<String, Integer> countsIn(Answer loaded) {
        var counts = new TreeMap<String, Integer>();
        counts.put("listed", Integer.valueOf(loaded.at("listed")));
        loaded.node("withheld")
                .entries()
                .forEach(each -> counts.put(each.getKey(), each.getValue().getIntValue()));
        return counts;
    }

    private static int count(Map<String, Integer> counts, String what) {
        return counts.getOrDefault(what, 0);
    }

    /** The numbers of the rows that are on sale. */
    private Set<Integer> onSale() throws IOException {
        var numbers = new TreeSet<Integer>();
        try (var rows = file()) {
            rows.stream()
                    .map(row -> Integer.valueOf(row.getField("id")))
                    .filter(row ->
                            catalog.stranger().get("/api/v1/products/" + productId(row)).status()
                                    == 200)
                    .forEach(numbers::add);
        }
        return numbers;
    }

    /** What their sources say is certified, straight from the file. */
    private static Set<Integer> certifiedByTheirSources() throws IOException {
        try (var rows = file()) {
            return rows.stream()
                    .filter(SampleIT::isCertified)
                    .map(row -> Integer.valueOf(row.getField("id")))
                    .collect(Collectors.toSet());
        }
    }

    private static boolean isCertified(NamedCsvRecord row) {
        var status = row.getField("status");
        boolean decided =
                status.equals("potential_5")
                        || (status.equals("recognised") && !row.getField("stars").isEmpty());
        var date = row.getField("decision_date");
        var year = row.getField("year");
        if (!decided || (date.isEmpty() && year.isEmpty())) {
            return false;
        }
        var issuedOn = date.isEmpty() ? LocalDate.parse(year + "-07-01") : LocalDate.parse(date);
        return !issuedOn.plusMonths(36).isBefore(COLLECTED_ON);
    }

    private static String productId(int row) {
        return "01890000-0000-7000-9002-%012d".formatted(row);
    }

    private static CsvReader<NamedCsvRecord> file() {
        return CsvReader.builder()
                .ofNamedCsvRecord(
                        new InputStreamReader(
                                Objects.requireNonNull(
                                        SampleIT.class.getResourceAsStream(
                                                "/data/sample_products.csv")),
                                StandardCharsets.UTF_8));
    }

    private List<String> rows() throws SQLException {
        try (var connection = catalog.connection();
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                """
                                SELECT (SELECT sum(version) FROM products WHERE sample),
                                       (SELECT count(*) FROM variants WHERE sku LIKE 'MAU-%'),
                                       (SELECT count(*) FROM certificates WHERE sample),
                                       (SELECT count(*) FROM producers WHERE sample)
                                """)) {
            rows.next();
            return List.of(
                    rows.getString(1), rows.getString(2), rows.getString(3), rows.getString(4));
        }
    }
}
