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
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
    void letsOneOfTwentyDecisionsOfOneDayThrough() throws Exception {
        var first = grant(Fixture.fourStars(product, today.minusYears(2))).at("id");
        producer.put("/api/v1/products/" + product + "/listing");

        var answers = atOnce(20, _ -> grant(Fixture.fourStars(product, today)));

        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 409)
                .hasSize(19)
                .allMatch(answer -> answer.problem().equals("certificate-overlap"));
        assertThat(history("").at("items", 1, "id")).isEqualTo(first);
        assertThat(daysOfCover(today.minusYears(2), today.plusMonths(36))).containsOnly(1);
    }

    @Test
    void leavesNoDayWithoutCoverAndNoneWithTwoHoweverRenewalsAndRevocationsMeet() throws Exception {
        grant(Fixture.fourStars(product, today.minusYears(1)));
        producer.put("/api/v1/products/" + product + "/listing");
        var shown = RunningCatalog.get().stranger();

        var answers =
                atOnce(
                        40,
                        i -> {
                            var renewal =
                                    grant(Fixture.fourStars(product, today.plusDays(1 + i % 10)));
                            if (renewal.status() == 201 && i % 3 != 0) {
                                revoke(renewal.at("id"), "Recorded by mistake");
                            }
                            return shown.get("/api/v1/products/" + product);
                        });

        assertThat(answers).allMatch(answer -> answer.status() == 200);
        assertThat(daysOfCover(today.minusYears(1), today.plusMonths(24))).containsOnly(1);
        assertThat(daysOfCover(today.plusMonths(24), today.plusYears(4)))
                .allMatch(count -> count <= 1);
    }

    /** Runs the same in many threads at once, which all begin together. */
    private static List<Answer> atOnce(int threads, IntFunction<Answer> attempt) throws Exception {
        var barrier = new CyclicBarrier(threads);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var attempts = new ArrayList<Callable<Answer>>();
            for (int i = 0; i < threads; i++) {
                int number = i;
                attempts.add(() -> {
                    barrier.await(10, TimeUnit.SECONDS);
                    return attempt.apply(number);
                });
            }
            var answers = new ArrayList<Answer>();
            for (var done : executor.invokeAll(attempts)) {
                answers.add(done.get());
            }
            return answers;
        }
    }

    /** How many certificates cover each day, as the gate counts. */
    private List<Integer> daysOfCover(LocalDate from, LocalDate to) throws SQLException {
        try (var connection = RunningCatalog.get().connection();
                var statement = connection.createStatement();
                var days =
                        statement.executeQuery(
                                """
                                SELECT count(c.id)
                                  FROM generate_series('%s'::date, '%s'::date, interval '1 day') AS day
                                  LEFT JOIN certificates c
                                    ON c.product_id = '%s' AND c.opens_gate AND c.revoked_on IS NULL
                                   AND day BETWEEN c.issued_on AND c.expires_on
                                 GROUP BY day ORDER BY day
                                """
                                        .formatted(from, to, product))) {
            var counts = new ArrayList<Integer>();
            while (days.next()) {
                counts.add(days.getInt(1));
            }
            return counts;
        }
    }

    @Test
    void isSupersededByALaterDecisionWithoutADayBetween() {
        var first = grant(Fixture.fourStars(product, today.minusYears(1))).at("id");
        producer.put("/api/v1/products/" + product + "/listing");

        var promotion = grant(fiveStars(today));

        assertThat(promotion.status()).as(promotion.text()).isEqualTo(201);
        assertThat(promotion.at("kind")).isEqualTo("promotion");
        assertThat(promotion.at("expiresOn")).isEqualTo(today.plusMonths(36).toString());
        var old = history("");
        assertThat(old.at("items", 1, "id")).isEqualTo(first);
        assertThat(old.at("items", 1, "kind")).isEqualTo("first");
        assertThat(old.at("items", 1, "expiresOn")).isEqualTo(today.minusDays(1).toString());
        assertThat(old.at("items", 1, "expiryReason"))
                .isEqualTo("superseded by decision 12/QĐ-UBND of " + today);
        assertThat(old.at("items", 1, "supersededBy", "id")).isEqualTo(promotion.at("id"));
        assertThat(old.at("items", 1, "supersededBy", "issuedOn")).isEqualTo(today.toString());
        assertThat(old.at("items", 1, "status")).isEqualTo("expired");
        assertThat(page().at("certificate", "stars")).isEqualTo("5");
        assertThat(page().at("listed")).isEqualTo("true");
    }

    @Test
    void isRecordedAheadAndBeginsByItself() {
        grant(Fixture.fourStars(product, today.minusYears(1)));
        producer.put("/api/v1/products/" + product + "/listing");
        var first = today.plusDays(10);

        var promotion = grant(fiveStars(first));

        assertThat(promotion.at("status")).isEqualTo("not-yet-issued");
        var before = page();
        assertThat(before.at("certificate", "stars")).isEqualTo("4");
        assertThat(before.at("certificate", "expiresOn")).isEqualTo(first.minusDays(1).toString());
        assertThat(before.at("certificate", "supersededBy", "id")).isEqualTo(promotion.at("id"));
        assertThat(history("").node("items").size()).isEqualTo(1);
        assertThat(history("asOf=" + first).at("items", 0, "status")).isEqualTo("valid");
        clock.moveTo(first.minusDays(1));
        assertThat(page().at("certificate", "stars")).isEqualTo("4");
        assertThat(page("If-None-Match", before.etag()).status()).isEqualTo(304);

        clock.moveTo(first);

        var after = page("If-None-Match", before.etag());
        assertThat(after.status()).isEqualTo(200);
        assertThat(after.at("certificate", "stars")).isEqualTo("5");
        assertThat(after.at("listed")).isEqualTo("true");
        assertThat(page("If-None-Match", after.etag()).status()).isEqualTo(304);
        var repriced =
                producer.patch(
                        "/api/v1/products/" + product,
                        "{\"description\":\"Mùa mới\"}",
                        "If-Match",
                        after.etag());
        assertThat(repriced.status()).as(repriced.text()).isEqualTo(200);
    }

    @Test
    void isRecordedTwelveMonthsAheadAtTheMost() {
        var tooFar = grant(Fixture.fourStars(product, today.plusMonths(12).plusDays(1)));
        assertThat(tooFar.status()).isEqualTo(422);
        assertThat(tooFar.at("errors", 0, "pointer")).isEqualTo("/issuedOn");
        assertThat(grant(Fixture.fourStars(product, today.plusMonths(12))).status()).isEqualTo(201);
        assertThat(producer.put("/api/v1/products/" + product + "/listing").problem())
                .isEqualTo("certificate-missing");
    }

    @Test
    void conflictsWithADecisionOfItsDayOrALaterOne() {
        grant(Fixture.fourStars(product, today.plusDays(5)));

        for (var day : List.of(today.plusDays(5), today.plusDays(4), today.minusYears(2))) {
            var refused = grant(fiveStars(day));

            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.problem()).isEqualTo("certificate-overlap");
            assertThat(refused.at("detail")).contains("12/QĐ-UBND", today.plusDays(5).toString());
        }
        assertThat(grant(Fixture.fourStars(product, today.minusYears(4))).status()).isEqualTo(201);
    }

    @Test
    void givesTheEarlierOneItsDaysBackWhenItIsRevokedBeforeItBegins() {
        clock.moveTo(today.minusDays(20));
        grant(Fixture.fourStars(product, today.minusYears(1)));
        producer.put("/api/v1/products/" + product + "/listing");
        var ownLastDay = today.minusYears(1).plusMonths(36).toString();
        clock.moveTo(today.minusDays(10));
        var promotion = grant(fiveStars(today.plusDays(10)));
        assertThat(page().at("certificate", "expiresOn")).isEqualTo(today.plusDays(9).toString());
        clock.moveTo(today);

        var revoked = revoke(promotion.at("id"), "Recorded by mistake");

        assertThat(revoked.at("status")).isEqualTo("revoked");
        assertThat(page().at("certificate", "expiresOn")).isEqualTo(ownLastDay);
        assertThat(page().node("certificate").get("supersededBy")).isNull();
        var item = List.of("items", 0, "expiresOn");
        assertThat(history("").at(item.toArray())).isEqualTo(ownLastDay);
        assertThat(history("").at("items", 0, "expiryReason"))
                .isEqualTo("36 months under 148/QĐ-TTg as amended by 1489/QĐ-TTg (6/7/2025)");
        // what was known at each moment stays answerable
        assertThat(history("knownOn=" + today.minusDays(11)).at(item.toArray()))
                .isEqualTo(ownLastDay);
        assertThat(history("knownOn=" + today.minusDays(1)).at(item.toArray()))
                .isEqualTo(today.plusDays(9).toString());
        assertThat(history("knownOn=" + today.minusDays(1)).at("items", 0, "supersededBy", "id"))
                .isEqualTo(promotion.at("id"));
        var later = "asOf=" + today.plusDays(20);
        assertThat(history(later + "&knownOn=" + today.minusDays(1)).at("items", 0, "status"))
                .isEqualTo("valid");
        assertThat(history(later).at("items", 0, "status")).isEqualTo("revoked");
        assertThat(history(later).at("items", 1, "status")).isEqualTo("valid");
        clock.moveTo(today.plusDays(20));
        assertThat(page().at("certificate", "stars")).isEqualTo("4");
        clock.moveTo(LocalDate.parse(ownLastDay).plusDays(1));
        assertThat(producer.get("/api/v1/products/" + product).at("withheld"))
                .isEqualTo("certificate-expired");
    }

    @Test
    void leavesTheProductWithoutCoverWhenItIsRevokedAfterItBegan() {
        grant(Fixture.fourStars(product, today.minusYears(1)));
        producer.put("/api/v1/products/" + product + "/listing");
        var promotion = grant(fiveStars(today));

        revoke(promotion.at("id"), "Residues");

        assertThat(page().status()).isEqualTo(404);
        assertThat(producer.get("/api/v1/products/" + product).at("withheld"))
                .isEqualTo("certificate-revoked");
        assertThat(history("").at("items", 1, "expiresOn"))
                .isEqualTo(today.minusDays(1).toString());
        assertThat(grant(Fixture.fourStars(product, today)).at("kind")).isEqualTo("renewal");
        assertThat(page().at("certificate", "stars")).isEqualTo("4");
    }

    @Test
    void givesDaysBackOnlyAsFarAsNoThirdDecisionHasThem() throws SQLException {
        grant(Fixture.fourStars(product, today.minusYears(1)));
        var second = grant(Fixture.fourStars(product, today.plusDays(10))).at("id");
        var third = grant(fiveStars(today.plusDays(20))).at("id");

        revoke(second, "Recorded by mistake");

        assertThat(history("").at("items", 0, "supersededBy", "id")).isEqualTo(third);
        assertThat(history("").at("items", 0, "expiryReason"))
                .isEqualTo(
                        "superseded by decision 12/QĐ-UBND of %s, as decision 12/QĐ-UBND of %s was revoked before it began"
                                .formatted(today.plusDays(20), today.plusDays(10)));
        assertThat(daysOfCover(today.minusYears(1), today.plusYears(3))).containsOnly(1);

        revoke(third, "Recorded by mistake");

        assertThat(history("").at("items", 0, "expiresOn"))
                .isEqualTo(today.minusYears(1).plusMonths(36).toString());
    }

    @Test
    void isNotEndedByAScreeningResult() {
        grant(Fixture.fourStars(product, today.minusYears(1)));

        var screened = grant(Fixture.certificate(product, 2, "45", "province", "\"22\"", today));

        assertThat(screened.at("kind")).isEqualTo("screening");
        assertThat(history("").at("items", 1, "status")).isEqualTo("valid");
    }

    @Test
    void isOfFourStarsWhileAProvincesPointsOfFiveWaitForTheCentre() {
        var potential = grant(Fixture.certificate(product, 4, "93", "province", "\"22\"", today));
        producer.put("/api/v1/products/" + product + "/listing");

        assertThat(potential.at("potentialFiveStar")).isEqualTo("true");
        assertThat(page().at("certificate", "stars")).isEqualTo("4");
        assertThat(page().at("certificate", "potentialFiveStar")).isEqualTo("true");

        grant(fiveStars(today.plusDays(1)));
        clock.moveTo(today.plusDays(1));

        assertThat(page().at("certificate", "stars")).isEqualTo("5");
        assertThat(page().at("certificate", "potentialFiveStar")).isEqualTo("false");
        assertThat(history("").at("items", 1, "potentialFiveStar")).isEqualTo("true");
    }

    private String fiveStars(LocalDate issuedOn) {
        return Fixture.certificate(product, 5, "93", "centre", "null", issuedOn);
    }

    private Answer page(String... headers) {
        return RunningCatalog.get().stranger().get("/api/v1/products/" + product, headers);
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
    void mayFollowOnTheDayAfterAnotherOrAfterARevocationOfItsDay() {
        var first = grant(Fixture.fourStars(product, today.minusMonths(36).minusDays(1)));
        var second = grant(Fixture.fourStars(product, today));
        assertThat(first.at("expiresOn")).isEqualTo(today.minusDays(1).toString());
        assertThat(second.status()).isEqualTo(201);

        revoke(second.at("id"), "Five stars were meant");

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE certificates SET stars = 5 WHERE id = '%1$s'",
                "UPDATE certificates SET expires_on = expires_on - 1, superseded_by = '%2$s' WHERE id = '%1$s'",
                "UPDATE certificates SET superseded_by = '%1$s' WHERE id = '%1$s'",
                "UPDATE certificates SET term_ends_on = expires_on WHERE id = '%1$s'",
                "UPDATE certificates SET expires_on = term_ends_on, superseded_by = NULL WHERE id = '%1$s'",
                "UPDATE certificates SET expiry_reason = 'other' WHERE id = '%1$s'",
                "DELETE FROM certificates WHERE id = '%1$s'",
                "UPDATE certificate_supersessions SET superseded_by = NULL WHERE certificate_id = '%1$s'",
                "DELETE FROM certificate_supersessions WHERE certificate_id = '%1$s'",
            })
    void cannotBeRewritten(String statement) throws SQLException {
        var first = grant(Fixture.fourStars(product, today.minusYears(1))).at("id");
        var third = grant(Fixture.fourStars(product, today)).at("id");

        try (var connection = RunningCatalog.get().connection();
                var rewriting = connection.createStatement()) {
            assertThatThrownBy(() -> rewriting.execute(statement.formatted(first, third)))
                    .hasMessageContaining("is history");
        }
    }

    @Test
    void isSupersededOnlyByALaterDecisionOnTheSameProduct() throws SQLException {
        var first = grant(Fixture.fourStars(product, today.minusYears(1))).at("id");
        var second = grant(Fixture.fourStars(product, today)).at("id");
        var other = Fixture.aProductOf(producer).at("id");
        var foreign = grant(Fixture.fourStars(other, today)).at("id");

        try (var connection = RunningCatalog.get().connection();
                var statement = connection.createStatement()) {
            for (var pair : List.of(List.of(first, foreign), List.of(second, first))) {
                assertThatThrownBy(() ->
                                statement.execute(
                                        """
                                        INSERT INTO certificate_supersessions
                                            (id, certificate_id, superseded_by, reason, recorded_at)
                                        VALUES (gen_random_uuid(), '%s', '%s', 'none', now())
                                        """
                                                .formatted(pair.getFirst(), pair.getLast())))
                        .hasMessageContaining("is no later decision");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        // the bounds belong to the higher band
        "3, 50, province, 22, 2026-11-01, 201",
        "3, 49.99, province, 22, 2026-11-01, /score",
        "3, 70, province, 22, 2026-11-01, /score",
        "4, 89.99, province, 22, 2026-11-01, 201",
        // the points of five stars give four from a province, and only there
        "4, 90, province, 22, 2026-11-01, 201",
        "4, 100, province, 22, 2025-08-01, 201",
        "4, 93, province, 22, 2023-03-01, 201",
        "4, 93, province, 22, 2020-03-01, 201",
        "5, 93, province, 22, 2026-11-01, /level",
        "4, 93, centre, , 2026-11-01, /level",
        "3, 93, province, 22, 2026-11-01, /score",
        "3, 70, district, 202, 2025-06-30, /score",
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
        "4, 80, province, 22, 2027-11-22, 201",
        "4, 80, province, 22, 2027-11-23, /issuedOn",
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
