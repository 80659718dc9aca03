package chosao.catalog.product;

import chosao.catalog.CatalogEvent;
import chosao.kernel.clock.MarketCalendar;
import chosao.kernel.event.EventLog;
import chosao.kernel.metrics.SampledGauges;
import chosao.kernel.metrics.SampledGauges.Sampled;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.data.connection.annotation.Connectable;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;

/**
 * How many products are on sale today, and for how many of them that ends soon. It takes one pass
 * over the certificates in force, so it is done once a minute.
 */
@Singleton
class ProductMetrics {

    /** A product with a later certificate is not among those that end soon. */
    private static final String ON_SALE =
            """
            SELECT count(*) AS on_sale,
                   count(*) FILTER (WHERE covered.until < ?::date + 7) AS within_week,
                   count(*) FILTER (WHERE covered.until < ?::date + 30) AS within_month
              FROM (SELECT product_id, max(expires_on) AS until
                      FROM certificates
                     WHERE opens_gate AND revoked_on IS NULL AND expires_on >= ?
                     GROUP BY product_id
                    HAVING min(issued_on) <= ?) AS covered
              JOIN products ON products.id = covered.product_id
             WHERE products.listed_at IS NOT NULL
            """;

    private final JdbcOperations jdbc;
    private final MarketCalendar calendar;
    private final SampledGauges gauges;
    private final Sampled onSale;
    private final Sampled withinWeek;
    private final Sampled withinMonth;

    ProductMetrics(
            JdbcOperations jdbc, MarketCalendar calendar, MeterRegistry meters, EventLog events) {
        // Here, since this is made at the start and not with the first request.
        events.expect(CatalogEvent.values());
        this.jdbc = jdbc;
        this.calendar = calendar;
        this.gauges = new SampledGauges(meters);
        this.onSale =
                gauges.gauge(
                        "market.products.on.sale",
                        "Products that are listed and covered by a certificate today");
        this.withinWeek = ending("7d");
        this.withinMonth = ending("30d");
    }

    private Sampled ending(String within) {
        return gauges.gauge(
                "market.products.ending",
                "Products on sale whose last certificate ends soon",
                "within",
                within);
    }

    @Scheduled(initialDelay = "1s", fixedDelay = "${market.metrics.products-every:1m}")
    void sample() {
        gauges.sample(this::ask);
    }

    @Connectable
    void ask() {
        var today = calendar.today();
        var _ = jdbc.prepareStatement(ON_SALE, statement -> show(statement, today));
    }

    private boolean show(PreparedStatement statement, LocalDate today) throws SQLException {
        for (int place = 1; place <= 4; place++) {
            statement.setObject(place, today);
        }
        try (var row = statement.executeQuery()) {
            row.next();
            onSale.set(row.getDouble("on_sale"));
            withinWeek.set(row.getDouble("within_week"));
            withinMonth.set(row.getDouble("within_month"));
        }
        return true;
    }
}
