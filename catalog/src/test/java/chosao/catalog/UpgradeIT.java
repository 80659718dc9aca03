package chosao.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import chosao.catalog.certificate.Certificate;
import chosao.catalog.certificate.Certificates;
import chosao.kernel.id.TimeOrderedId;
import chosao.local.postgres.PostgresCluster.Database;
import chosao.local.testing.TestPostgres;
import io.micronaut.context.ApplicationContext;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What an earlier release wrote is there after an upgrade. */
class UpgradeIT {

    private final Database database = TestPostgres.database("upgraded");

    @Test
    void keepsTheTermOfCertificatesThatWereRecordedBeforeTheyCouldBeSuperseded()
            throws SQLException {
        start(Map.of("flyway.datasources.default.target", "6")).close();
        var product = TimeOrderedId.next();
        insertCertified(product);

        try (var catalog = start(Map.of())) {
            assertThat(catalog.getBean(Certificates.class).of(product))
                    .extracting(
                            Certificate::expiresOn,
                            Certificate::termEndsOn,
                            Certificate::supersededBy,
                            Certificate::potentialFiveStar)
                    .containsExactly(
                            tuple(LocalDate.of(2027, 1, 1), LocalDate.of(2027, 1, 1), null, false));
        }
    }

    private void insertCertified(UUID product) throws SQLException {
        try (var connection =
                        DriverManager.getConnection(
                                database.url(), database.user(), database.password());
                var statement = connection.createStatement()) {
            statement.execute(
                    """
                    WITH place AS (SELECT edition, code FROM regions LIMIT 1),
                         producer AS (
                             INSERT INTO producers (id, name, kind, region_edition, region_code, version,
                                                    created_at, sample)
                             SELECT gen_random_uuid(), 'HTX', 'cooperative', edition, code, 1, now(), false
                               FROM place
                             RETURNING id)
                    INSERT INTO products (id, producer_id, name, description, category_code,
                                          region_edition, region_code, version, created_at, sample)
                    SELECT '%s', producer.id, 'Mật ong', '', 'QD26-04', edition, code, 1, now(), false
                      FROM place, producer
                    """
                            .formatted(product));
            statement.execute(
                    """
                    INSERT INTO certificates (id, product_id, edition, stars, score, level, issued_on,
                                              expires_on, expiry_reason, opens_gate, recorded_at, sample)
                    VALUES (gen_random_uuid(), '%s', '148/2023', 4, 80, 'province', '2024-01-01',
                            '2027-01-01', '36 months', true, now(), false)
                    """
                            .formatted(product));
        }
    }

    private ApplicationContext start(Map<String, Object> more) {
        var settings = new HashMap<String, Object>(more);
        settings.put("DATABASE_URL", database.url());
        settings.put("DATABASE_USER", database.user());
        settings.put("DATABASE_PASSWORD", database.password());
        settings.put("INTERNAL_TOKEN", "a-secret-for-this-test");
        return ApplicationContext.run(settings);
    }
}
