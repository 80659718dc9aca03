package chosao.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import chosao.catalog.testing.Fixture;
import chosao.catalog.testing.RunningCatalog;
import chosao.catalog.testing.RunningCatalog.Visitor;
import chosao.catalog.testing.TestClock;
import java.time.LocalDate;
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
