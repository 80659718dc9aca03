package chosao.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chosao.catalog.testing.Fixture;
import chosao.catalog.testing.RunningCatalog;
import chosao.catalog.testing.TestClock;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the operator sees of products and certificates. */
class MonitoringIT {

    private final RunningCatalog catalog = RunningCatalog.get();
    private final RunningCatalog.Visitor producer = Fixture.aProducer();
    private final RunningCatalog.Visitor certifier = Fixture.aCertifier();
    private final TestClock clock = catalog.clock();
    private final LocalDate today = LocalDate.of(2026, 11, 22);

    @AfterEach
    void letTheClockGo() {
        clock.reset();
    }

    @Test
    void countsWhatIsOnSaleAndWhatEndsSoon() throws SQLException {
        clock.moveTo(today);
        var product = Fixture.aProductOf(producer).at("id");
        long onSale = onSale();
        double granted = shown("market_events_total{event=\"certificate.granted\"}");

        var certificate = certifier.post("/api/v1/certificates", Fixture.fourStars(product, today));
        assertThat(certificate.status()).isEqualTo(201);
        assertThat(producer.put("/api/v1/products/" + product + "/listing").status())
                .isEqualTo(200);

        assertThat(onSale()).isEqualTo(onSale + 1);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> shown("market_products_on_sale") == onSale + 1);
        assertThat(shown("market_events_total{event=\"certificate.granted\"}"))
                .isEqualTo(granted + 1);

        clock.moveTo(today.plusMonths(36).minusDays(20));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> shown("market_products_ending{within=\"30d\"}") > 0);
        clock.moveTo(today.plusMonths(36).minusDays(7));
        await().atMost(Duration.ofSeconds(20)).until(() -> shown("market_products_on_sale") > 0);
        double later = shown("market_products_ending{within=\"7d\"}");
        clock.moveTo(today.plusMonths(36).minusDays(6));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> shown("market_products_ending{within=\"7d\"}") > later);
    }

    /** As the database says, product by product. */
    private long onSale() throws SQLException {
        try (var connection = catalog.connection();
                var statement =
                        connection.prepareStatement(
                                """
                                SELECT count(*) FROM products p
                                 WHERE listed_at IS NOT NULL AND EXISTS (
                                       SELECT FROM certificates c
                                        WHERE c.product_id = p.id AND opens_gate
                                          AND revoked_on IS NULL
                                          AND ? BETWEEN issued_on AND expires_on)
                                """)) {
            statement.setObject(1, today);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    private double shown(String series) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThat(catalog.stranger().get("/prometheus").text())
                                .containsPattern("\n" + Pattern.quote(series) + " [0-9]"));
        return metric(series);
    }

    private double metric(String series) {
        var line =
                Pattern.compile("^" + Pattern.quote(series) + " (\\S+)$", Pattern.MULTILINE)
                        .matcher(catalog.stranger().get("/prometheus").text());
        return line.find() ? Double.parseDouble(line.group(1)) : Double.NaN;
    }
}
