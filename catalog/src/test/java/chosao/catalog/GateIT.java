package chosao.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chosao.catalog.testing.Fixture;
import chosao.catalog.testing.RunningCatalog;
import chosao.catalog.testing.RunningCatalog.Answer;
import chosao.catalog.testing.RunningCatalog.Visitor;
import chosao.catalog.testing.TestClock;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GateIT {

    private final TestClock clock = RunningCatalog.get().clock();
    private final Visitor stranger = RunningCatalog.get().stranger();
    private final Visitor certifier = Fixture.aCertifier();
    private final Visitor producer = Fixture.aProducer();
    private final String product = Fixture.aProductOf(producer).at("id");
    private final LocalDate today = LocalDate.of(2026, 11, 22);

    @BeforeEach
    void moveToTheDay() {
        clock.moveTo(today);
    }

    @AfterEach
    void letTheClockGo() {
        clock.reset();
    }

    @Test
    void refusesAProductWithoutCertificate() {
        var answer = producer.put(listing());

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.problem()).isEqualTo("certificate-missing");
    }

    @Test
    void refusesAProductWhoseCertificateHasExpired() {
        certify(Fixture.fourStars(product, today.minusMonths(36).minusDays(1)));

        var answer = producer.put(listing());

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.problem()).isEqualTo("certificate-expired");
        assertThat(answer.at("expiresOn")).isEqualTo(today.minusDays(1).toString());
    }

    @Test
    void refusesAProductWhoseCertificateWasRevoked() {
        var certificate = certify(Fixture.fourStars(product, today.minusDays(10)));
        certifier.post(
                "/api/v1/certificates/" + certificate + "/revocation", "{\"reason\":\"Residues\"}");

        var answer = producer.put(listing());

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.problem()).isEqualTo("certificate-revoked");
    }

    @Test
    void refusesAProductOfTwoStars() {
        certify(Fixture.certificate(product, 2, "45", "province", "\"22\"", today));

        var answer = producer.put(listing());

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.problem()).isEqualTo("certificate-below-minimum");
    }

    @Test
    void closesByItselfWhenTheLastDayHasPassed() {
        certify(Fixture.fourStars(product, today));
        assertThat(producer.put(listing()).status()).isEqualTo(200);
        assertThat(stranger.get(product()).at("certificate", "status")).isEqualTo("valid");

        clock.moveTo(today.plusMonths(36));
        assertThat(stranger.get(product()).status()).isEqualTo(200);
        clock.moveTo(today.plusMonths(36).plusDays(1));
        assertThat(stranger.get(product()).problem()).isEqualTo("product-not-found");
        assertThat(producer.get(product()).at("withheld")).isEqualTo("certificate-expired");
        assertThat(producer.get(product()).at("certificate", "status")).isEqualTo("expired");

        clock.moveTo(today);
        assertThat(stranger.get(product()).status()).isEqualTo(200);
    }

    @Test
    void turnsTheDayWhenItTurnsInVietnam() {
        certify(Fixture.fourStars(product, today));
        producer.put(listing());
        var midnight =
                today.plusMonths(36)
                        .plusDays(1)
                        .atStartOfDay(java.time.ZoneId.of("Asia/Ho_Chi_Minh"))
                        .toInstant();

        clock.moveTo(midnight.minusSeconds(60));
        assertThat(stranger.get(product()).status()).isEqualTo(200);
        clock.moveTo(midnight);
        assertThat(stranger.get(product()).status()).isEqualTo(404);
    }

    @Test
    void closesAtOnceWhenTheCertificateIsRevoked() {
        var certificate = certify(Fixture.fourStars(product, today));
        producer.put(listing());
        assertThat(stranger.get(product()).status()).isEqualTo(200);

        certifier.post(
                "/api/v1/certificates/" + certificate + "/revocation", "{\"reason\":\"Residues\"}");

        assertThat(stranger.get(product()).status()).isEqualTo(404);
        assertThat(producer.get(product()).at("withheld")).isEqualTo("certificate-revoked");
    }

    @Test
    void showsAProductTakenOffToItsOwnerAndTheCouncilOnly() {
        certify(Fixture.fourStars(product, today));
        assertThat(stranger.get(product()).status()).isEqualTo(404);
        producer.put(listing());
        assertThat(stranger.get(product()).status()).isEqualTo(200);

        assertThat(producer.delete(listing()).status()).isEqualTo(204);
        assertThat(producer.delete(listing()).status()).isEqualTo(204);

        assertThat(stranger.get(product()).status()).isEqualTo(404);
        assertThat(Fixture.aProducer().get(product()).status()).isEqualTo(404);
        assertThat(certifier.get(product()).at("withheld")).isEqualTo("unlisted");
        assertThat(producer.get(product()).at("withheld")).isEqualTo("unlisted");
    }

    @Test
    void changesNothingWhenListedTwice() {
        certify(Fixture.fourStars(product, today));

        var first = producer.put(listing());
        var second = producer.put(listing());

        assertThat(second.etag()).isEqualTo(first.etag());
        assertThat(second.text()).isEqualTo(first.text());
    }

    @Test
    void keepsWhatACouncilHasCertifiedAsItIs() {
        var spirits = "{\"name\":\"Rượu trắng 50 độ\",\"category\":\"QD26-07\",\"region\":\"22\"}";
        certify(Fixture.fourStars(product, today));
        producer.put(listing());
        var before = stranger.get(product());

        var refused = change(spirits, "Accept-Language", "vi");

        assertThat(refused.status()).as(refused.text()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("certified-facts");
        assertThat(refused.node("errors").size()).isEqualTo(3);
        assertThat(refused.at("errors", 0, "pointer")).isEqualTo("/name");
        assertThat(refused.at("errors", 1, "pointer")).isEqualTo("/category");
        assertThat(refused.at("errors", 2, "pointer")).isEqualTo("/region");
        assertThat(refused.at("errors", 2, "detail"))
                .isEqualTo("thuộc những gì hội đồng đã công nhận");
        assertThat(stranger.get(product()).text()).isEqualTo(before.text());
        assertThat(change("{\"description\":\"Ít\",\"region\":\"22\"}").node("errors").size())
                .isEqualTo(1);
    }

    @Test
    void letsACertifiedProductBeDescribedAndPricedAnew() {
        certify(Fixture.fourStars(product, today));

        var changed =
                change(
                        """
                        {"name": " Mật ong rừng ", "category": "QD26-04", "region": "06978",
                         "description": "Mùa mới",
                         "variants": [{"name": "Chai 1 l", "weightGrams": 1400,
                                       "price": {"amount": 230000, "currency": "VND"}}]}
                        """);

        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        assertThat(changed.at("description")).isEqualTo("Mùa mới");
        assertThat(changed.at("variants", 0, "price", "amount")).isEqualTo("230000");
    }

    @Test
    void letsAProductBecomeAnotherWhereNoCertificateCoversIt() {
        assertThat(change("{\"name\":\"Mật ong tràm\"}").status()).isEqualTo(200);
        certify(Fixture.certificate(product, 2, "45", "province", "\"22\"", today));
        assertThat(change("{\"name\":\"Mật ong nhãn\"}").status()).isEqualTo(200);

        var certificate = certify(Fixture.fourStars(product, today));
        assertThat(change("{\"name\":\"Mật ong bạc hà\"}").status()).isEqualTo(409);
        clock.moveTo(today.plusMonths(36).plusDays(1));
        assertThat(change("{\"name\":\"Mật ong cà phê\"}").status()).isEqualTo(200);

        clock.moveTo(today);
        certifier.post(
                "/api/v1/certificates/" + certificate + "/revocation", "{\"reason\":\"Residues\"}");
        assertThat(change("{\"name\":\"Mật ong vải\"}").status()).isEqualTo(200);
    }

    @Test
    void keepsWhatACouncilHasCertifiedAheadAsItIs() {
        var certificate = certify(Fixture.fourStars(product, today.plusDays(10)));

        assertThat(change("{\"name\":\"Rượu trắng 50 độ\"}").problem())
                .isEqualTo("certified-facts");

        certifier.post(
                "/api/v1/certificates/" + certificate + "/revocation", "{\"reason\":\"Residues\"}");
        assertThat(change("{\"name\":\"Rượu trắng 50 độ\"}").status()).isEqualTo(200);
    }

    /**
     * Who asks for a locked row first gets it first; the two wait for a lock that the test holds.
     */
    @Test
    void holdsAChangeThatMeetsAGrantToWhatWasCertified() throws Exception {
        try (var holder = RunningCatalog.get().connection();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            holder.setAutoCommit(false);
            holder.createStatement()
                    .execute("SELECT FROM products WHERE id = '" + product + "' FOR UPDATE");

            var grant =
                    threads.submit(() ->
                            certifier.post(
                                    "/api/v1/certificates", Fixture.fourStars(product, today)));
            await().until(() -> waitingForProducts() == 1);
            var change = threads.submit(() -> change("{\"name\":\"Rượu trắng 50 độ\"}"));
            await().until(() -> waitingForProducts() == 2);
            holder.commit();

            assertThat(grant.get().status()).isEqualTo(201);
            assertThat(change.get().problem()).isEqualTo("certified-facts");
        }
    }

    private static int waitingForProducts() throws SQLException {
        try (var connection = RunningCatalog.get().connection();
                var statement = connection.createStatement();
                var waiting =
                        statement.executeQuery(
                                """
                                SELECT count(*) FROM pg_stat_activity
                                 WHERE datname = current_database() AND wait_event_type = 'Lock'
                                   AND query LIKE '%FROM products%FOR UPDATE'
                                """)) {
            waiting.next();
            return waiting.getInt(1);
        }
    }

    private Answer change(String body, String... headers) {
        var all = Stream.concat(Stream.of("If-Match", "*"), Stream.of(headers));
        return producer.patch(product(), body, all.toArray(String[]::new));
    }

    private String certify(String body) {
        return Fixture.created(certifier.post("/api/v1/certificates", body)).at("id");
    }

    private String product() {
        return "/api/v1/products/" + product;
    }

    private String listing() {
        return product() + "/listing";
    }
}
