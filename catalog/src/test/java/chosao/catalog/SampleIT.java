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
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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
    void listsWhatACertificateCoversAndWithholdsTheRestByReason() throws IOException {
        clock.moveTo(COLLECTED_ON);

        var loaded = load();

        assertThat(loaded.at("rows")).isEqualTo("567");
        assertThat(loaded.at("shiftedDays")).isEqualTo("0");
        assertThat(countsIn(loaded)).isEqualTo(countsFromTheFile());
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
                .isLessThanOrEqualTo(2);
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

    /** The rule in the words of the sample's description, straight from the file. */
    private static Map<String, Integer> countsFromTheFile() throws IOException {
        var counts = new TreeMap<String, Integer>();
        try (var rows = file()) {
            rows.stream().forEach(row -> counts.merge(outcome(row), 1, Integer::sum));
        }
        return counts;
    }

    private static String outcome(NamedCsvRecord row) {
        var status = row.getField("status");
        boolean starless = row.getField("stars").isEmpty();
        boolean decided =
                status.equals("lapsed")
                        || status.equals("revoked")
                        || (status.equals("recognised") && !starless);
        var date = row.getField("decision_date");
        var year = row.getField("year");
        if (!decided || (date.isEmpty() && year.isEmpty())) {
            return "certificate-missing";
        }
        if (status.equals("revoked")) {
            return "certificate-revoked";
        }
        var issuedOn = date.isEmpty() ? LocalDate.parse(year + "-07-01") : LocalDate.parse(date);
        return issuedOn.plusMonths(36).isBefore(COLLECTED_ON) ? "certificate-expired" : "listed";
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
