package chosao.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chosao.catalog.testing.Fixture;
import chosao.catalog.testing.RunningCatalog;
import chosao.catalog.testing.RunningCatalog.Answer;
import chosao.catalog.testing.RunningCatalog.Visitor;
import chosao.catalog.testing.TestClock;
import chosao.kernel.security.Roles;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertificateIT {

    private final TestClock clock = RunningCatalog.get().clock();
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
    void lastsAsLongAsTheRulesOfItsDaySay() {
        var certificate = grant(Fixture.fourStars(product, today));

        assertThat(certificate.status()).isEqualTo(201);
        assertThat(certificate.at("expiresOn")).isEqualTo("2029-11-22");
        assertThat(certificate.at("expiryReason")).isEqualTo("36 months under 26/2026/QĐ-TTg");
        assertThat(certificate.at("edition")).isEqualTo("26/2026");
        assertThat(certificate.at("status")).isEqualTo("valid");
    }

    @Test
    void isNotGrantedByWhoeverSellsTheProduct() {
        var seller = RunningCatalog.get().account(Roles.BUYER, Roles.PRODUCER, Roles.CERTIFIER);
        seller.post(
                "/api/v1/producers",
                """
                {"name": "HTX của cán bộ", "kind": "cooperative", "region": "22"}
                """);
        var own = Fixture.aProductOf(seller).at("id");

        var refused = seller.post("/api/v1/certificates", Fixture.fourStars(own, today));

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.problem()).isEqualTo("own-product");
        assertThat(seller.put("/api/v1/products/" + own + "/listing").problem())
                .isEqualTo("certificate-missing");
        assertThat(grant(Fixture.fourStars(own, today)).status()).isEqualTo(201);
    }

    @Test
    void letsOneOfTwentyOverlappingDecisionsThrough() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var attempts = new ArrayList<Callable<Answer>>();
            for (int i = 0; i < 20; i++) {
                var issuedOn = today.minusDays(i);
                attempts.add(() -> grant(Fixture.fourStars(product, issuedOn)));
            }
            var answers = new ArrayList<Answer>();
            for (var attempt : threads.invokeAll(attempts)) {
                answers.add(attempt.get());
            }

            assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
            assertThat(answers)
                    .filteredOn(answer -> answer.status() == 409)
                    .hasSize(19)
                    .allMatch(answer -> answer.problem().equals("certificate-overlap"));
        }
    }

    @Test
    void isForbiddenToOverlapByTheDatabaseItself() throws SQLException {
        grant(Fixture.fourStars(product, today));

        try (var connection = RunningCatalog.get().connection();
                var statement = connection.createStatement()) {
            assertThatThrownBy(() ->
                            statement.execute(
                                    """
                                    INSERT INTO certificates
                                    SELECT (jsonb_populate_record(c, jsonb_build_object(
                                               'id', gen_random_uuid(),
                                               'issued_on', c.expires_on))).*
                                      FROM certificates c WHERE product_id = '%s'
                                    """
                                            .formatted(product)))
                    .hasMessageContaining("certificates_do_not_overlap");
        }
    }

    @Test
    void mayFollowOnTheDayAfterAnotherOrAfterARevocation() {
        var first = grant(Fixture.fourStars(product, today.minusMonths(36).minusDays(1)));
        var second = grant(Fixture.fourStars(product, today));
        assertThat(first.at("expiresOn")).isEqualTo(today.minusDays(1).toString());
        assertThat(second.status()).isEqualTo(201);

        revoke(second.at("id"), "Promoted to five stars");

        assertThat(grant(Fixture.certificate(product, 5, "93", "centre", "null", today)).status())
                .isEqualTo(201);
    }

    @Test
    void isRevokedOnce() {
        var certificate = grant(Fixture.fourStars(product, today)).at("id");

        assertThat(revoke(certificate, "Residues").at("status")).isEqualTo("revoked");
        assertThat(revoke(certificate, "Again").problem()).isEqualTo("certificate-already-revoked");
        assertThat(revoke("01890000-0000-7000-8000-0000000000ff", "None").problem())
                .isEqualTo("certificate-not-found");
    }

    @Test
    void answersWhatWasTrueOnADayAndWhatWasKnownThen() {
        clock.moveTo(today.minusDays(20));
        var certificate = grant(Fixture.fourStars(product, today.minusDays(40))).at("id");
        clock.moveTo(today);
        revoke(certificate, "Residues");

        assertThat(history("asOf=" + today.minusDays(1)).at("items", 0, "status"))
                .isEqualTo("valid");
        assertThat(history("asOf=" + today).at("items", 0, "status")).isEqualTo("revoked");
        assertThat(
                        history("asOf=" + today + "&knownOn=" + today.minusDays(1))
                                .at("items", 0, "status"))
                .isEqualTo("valid");
        assertThat(history("asOf=" + today.minusDays(41)).node("items").size()).isZero();
        assertThat(
                        history("asOf=" + today.minusDays(30) + "&knownOn=" + today.minusDays(21))
                                .node("items")
                                .size())
                .isZero();
        assertThat(history("asOf=yesterday").problem()).isEqualTo("bad-parameter");
        assertThat(history("knownOn=%2B999999999-12-31").problem()).isEqualTo("bad-parameter");
        assertThat(history("knownOn=9999-12-31").node("items").size()).isEqualTo(1);
    }

    @Test
    void tellsNobodyOfADraftThatIsNotTheirs() {
        var path = "/api/v1/products/" + product + "/certificates";

        assertThat(history("").problem()).isEqualTo("product-not-found");
        assertThat(Fixture.aProducer().get(path).problem()).isEqualTo("product-not-found");
        assertThat(producer.get(path).node("items").size()).isZero();
        assertThat(certifier.get(path).node("items").size()).isZero();
    }

    @Test
    void isToldByThePageLatestFirst() {
        var first = grant(Fixture.fourStars(product, today.minusMonths(40))).at("id");
        var second = grant(Fixture.fourStars(product, today)).at("id");

        var page = history("limit=1");
        assertThat(page.at("items", 0, "id")).isEqualTo(second);
        var rest = history("limit=1&cursor=" + page.at("nextCursor"));
        assertThat(rest.at("items", 0, "id")).isEqualTo(first);
        assertThat(rest.json().get("nextCursor")).isNull();
    }

    @Test
    void takesTheWordsOfALevelOnlyAsTheyAre() {
        for (var level : List.of("Province", "nation")) {
            var answer = grant(Fixture.certificate(product, 4, "78.5", level, "\"22\"", today));

            assertThat(answer.at("errors", 0, "pointer")).isEqualTo("/level");
        }
        var producer =
                RunningCatalog.get()
                        .account("producer")
                        .post(
                                "/api/v1/producers",
                                "{\"name\":\"x\",\"kind\":\"HouseHold\",\"region\":\"22\"}");
        assertThat(producer.at("errors", 0, "pointer")).isEqualTo("/kind");
    }

    @Test
    void cannotBeRewritten() throws SQLException {
        var certificate = grant(Fixture.fourStars(product, today)).at("id");

        try (var connection = RunningCatalog.get().connection();
                var statement = connection.createStatement()) {
            assertThatThrownBy(() ->
                            statement.execute(
                                    "UPDATE certificates SET stars = 5 WHERE id = '"
                                            + certificate
                                            + "'"))
                    .hasMessageContaining("is history");
            assertThatThrownBy(() ->
                            statement.execute(
                                    "DELETE FROM certificates WHERE id = '" + certificate + "'"))
                    .hasMessageContaining("is history");
        }
    }

    @ParameterizedTest
    @CsvSource({
        // the bounds belong to the higher band
        "3, 50, province, 22, 2026-11-01, 201",
        "3, 49.99, province, 22, 2026-11-01, /score",
        "3, 70, province, 22, 2026-11-01, /score",
        "4, 89.99, province, 22, 2026-11-01, 201",
        "5, 100, centre, , 2026-11-01, 201",
        "5, 100.01, centre, , 2026-11-01, /score",
        "6, 95, centre, , 2026-11-01, /stars",
        // three stars were the district's from February 2023 to July 2025
        "3, 60, district, 202, 2025-07-01, /issuingRegion",
        "3, 60, district, 202, 2025-06-30, 201",
        "3, 60, province, 22, 2025-06-30, /level",
        "3, 60, district, 202, 2025-07-06, /level",
        "4, 80, centre, , 2026-11-01, /level",
        "4, 80, province, 2222, 2026-11-01, /issuingRegion",
        "4, 80, province, 06978, 2026-11-01, /issuingRegion",
        "4, 80, province, , 2026-11-01, /issuingRegion",
        // a code of the former map counts on its days only
        "4, 80, province, 62, 2025-06-30, 201",
        "4, 80, province, 62, 2025-07-01, /issuingRegion",
        "4, 80, province, 22, 2026-11-23, /issuedOn",
        "4, 80, province, 22, 2019-08-20, /issuedOn",
    })
    void followsTheRulesOfItsDay(
            int stars, String score, String level, String region, LocalDate day, String outcome) {
        var answer =
                grant(
                        Fixture.certificate(
                                product,
                                stars,
                                score,
                                level,
                                region == null ? "null" : "\"" + region + "\"",
                                day));

        if (outcome.startsWith("/")) {
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.at("errors", 0, "pointer")).isEqualTo(outcome);
        } else {
            assertThat(answer.status()).as(answer.text()).isEqualTo(Integer.parseInt(outcome));
        }
    }

    @Test
    void namesTheEditionThatWasInForce() {
        var body =
                Fixture.fourStars(product, today)
                        .replace("{\"productId\"", "{\"edition\": \"148/2023\", \"productId\"");

        var answer = grant(body);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text()).contains("/edition", "26/2026");
        assertThat(grant(body.replace("148/2023", "26/2026/QĐ-TTg")).status()).isEqualTo(201);
    }

    @Test
    void isForCertifiersOnly() {
        var body = Fixture.fourStars(product, today);

        assertThat(producer.post("/api/v1/certificates", body).problem()).isEqualTo("forbidden");
        assertThat(RunningCatalog.get().stranger().post("/api/v1/certificates", body).problem())
                .isEqualTo("unauthenticated");
        assertThat(grant(body.replace(product, "01890000-0000-7000-8000-0000000000ff")).problem())
                .isEqualTo("product-not-found");
    }

    private Answer grant(String body) {
        return certifier.post("/api/v1/certificates", body);
    }

    private Answer revoke(String certificate, String reason) {
        return certifier.post(
                "/api/v1/certificates/" + certificate + "/revocation",
                "{\"reason\":\"" + reason + "\"}");
    }

    private Answer history(String query) {
        return RunningCatalog.get()
                .stranger()
                .get("/api/v1/products/" + product + "/certificates?" + query);
    }
}
