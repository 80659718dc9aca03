package chosao.orders.offer;

import static chosao.orders.offer.Withholding.CERTIFICATE_BELOW_MINIMUM;
import static chosao.orders.offer.Withholding.CERTIFICATE_EXPIRED;
import static chosao.orders.offer.Withholding.CERTIFICATE_MISSING;
import static chosao.orders.offer.Withholding.CERTIFICATE_REVOKED;
import static chosao.orders.offer.Withholding.UNLISTED;
import static org.assertj.core.api.Assertions.assertThat;

import chosao.kernel.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OfferTest {

    private static final LocalDate ISSUED = LocalDate.of(2024, 3, 1);
    private static final LocalDate LAST = LocalDate.of(2027, 3, 1);

    @Test
    void isSoldFromTheFirstDayOfItsCertificateToTheLast() {
        var offer = offer(certificate(4, null));

        assertThat(offer.withheldOn(ISSUED)).isEmpty();
        assertThat(offer.withheldOn(LAST)).isEmpty();
        assertThat(offer.withheldOn(LAST.plusDays(1))).contains(CERTIFICATE_EXPIRED);
        assertThat(offer.withheldOn(ISSUED.minusDays(1))).contains(CERTIFICATE_MISSING);
    }

    @Test
    void saysWhyNoCertificateCoversTheDay() {
        assertThat(offer().withheldOn(LAST)).contains(CERTIFICATE_MISSING);
        assertThat(offer(certificate(2, null)).withheldOn(LAST))
                .contains(CERTIFICATE_BELOW_MINIMUM);
        assertThat(offer(certificate(5, ISSUED.plusDays(9))).withheldOn(LAST))
                .contains(CERTIFICATE_REVOKED);
        assertThat(offer(certificate(3, null)).withheldOn(LAST)).isEmpty();
    }

    @Test
    void isSoldByTheCertificateThatCoversTheDayWhateverBecameOfOthers() {
        var revoked = certificate(4, ISSUED.plusDays(9));
        var renewed =
                new Certificate(
                        UUID.randomUUID(), 5, LAST.plusDays(1), LAST.plusYears(3), null, null);

        assertThat(offer(revoked, renewed).withheldOn(LAST.plusDays(1))).isEmpty();
    }

    @Test
    void isSoldOnEachDayAcrossAPromotion() {
        var first = LAST.minusYears(1);
        var offer =
                offer(
                        new Certificate(
                                UUID.randomUUID(), 4, ISSUED, first.minusDays(1), null, null),
                        new Certificate(
                                UUID.randomUUID(), 5, first, first.plusYears(3), null, null));

        assertThat(offer.withheldOn(first.minusDays(1))).isEmpty();
        assertThat(offer.withheldOn(first)).isEmpty();
        assertThat(offer.withheldOn(first.plusDays(1))).isEmpty();
        assertThat(offer.withheldOn(first.plusYears(3).plusDays(1))).contains(CERTIFICATE_EXPIRED);
    }

    @Test
    void isNotSoldBeforeACertificateThatIsRecordedAheadBegins() {
        assertThat(offer(certificate(5, null)).withheldOn(ISSUED.minusDays(1)))
                .contains(CERTIFICATE_MISSING);
    }

    @Test
    void whatWasRevokedBeforeItBeganSaysNothing() {
        var first = LAST.minusYears(1);
        var neverBegan =
                new Certificate(
                        UUID.randomUUID(), 5, first, first.plusYears(3), first.minusDays(9), null);

        assertThat(offer(neverBegan).withheldOn(first)).contains(CERTIFICATE_MISSING);
        assertThat(offer(certificate(4, null), neverBegan).withheldOn(first)).isEmpty();
        assertThat(offer(certificate(4, null), neverBegan).withheldOn(LAST.plusDays(1)))
                .contains(CERTIFICATE_EXPIRED);
    }

    @Test
    void theLatestDecisionSaysWhyNoCertificateCoversTheDay() {
        var expired =
                new Certificate(UUID.randomUUID(), 4, ISSUED, ISSUED.plusYears(1), null, null);
        var revoked =
                new Certificate(
                        UUID.randomUUID(),
                        4,
                        ISSUED.plusDays(400),
                        LAST,
                        ISSUED.plusDays(500),
                        null);
        var tooFew = new Certificate(UUID.randomUUID(), 2, LAST, LAST.plusYears(1), null, null);

        assertThat(offer(revoked, expired).withheldOn(LAST)).contains(CERTIFICATE_REVOKED);
        assertThat(offer(revoked, expired).withheldOn(LAST.plusYears(5)))
                .contains(CERTIFICATE_REVOKED);
        assertThat(offer(tooFew, revoked, expired).withheldOn(LAST))
                .contains(CERTIFICATE_BELOW_MINIMUM);
        assertThat(offer(tooFew, revoked, expired).withheldOn(ISSUED.plusDays(390)))
                .contains(CERTIFICATE_EXPIRED);
    }

    @Test
    void ofDecisionsOfOneDayTheOneRecordedLastSaysWhy() {
        var tooFew = certificate(2, null);
        var revoked = certificate(4, ISSUED.plusDays(9));

        assertThat(offer(tooFew, revoked).withheldOn(LAST)).contains(CERTIFICATE_REVOKED);
        assertThat(offer(revoked, tooFew).withheldOn(LAST)).contains(CERTIFICATE_BELOW_MINIMUM);
    }

    @Test
    void isNotSoldOnceItsProducerTookItOff() {
        var listed = offer(certificate(4, null));
        var offer =
                new Offer(
                        listed.sku(),
                        listed.productId(),
                        listed.productName(),
                        listed.variantName(),
                        listed.price(),
                        listed.producerId(),
                        listed.producerName(),
                        false,
                        listed.certificates());

        assertThat(offer.withheldOn(LAST)).contains(UNLISTED);
        assertThat(offer.withheldOn(LAST.plusDays(1))).contains(CERTIFICATE_EXPIRED);
    }

    @Test
    void coveredAMomentUntilItsRevocationWasRecordedWhateverDayThatNames() {
        var recorded = Instant.parse("2026-03-01T05:00:00Z");
        var revoked =
                new Certificate(
                        UUID.randomUUID(),
                        4,
                        LocalDate.parse("2026-01-01"),
                        LocalDate.parse("2026-12-31"),
                        LocalDate.parse("2026-01-15"),
                        recorded);

        assertThat(revoked.covered(recorded.minusMillis(1))).isTrue();
        assertThat(revoked.covered(recorded)).isFalse();
        assertThat(revoked.covered(recorded.plusSeconds(60))).isFalse();
    }

    @Test
    void coveredTheMarketsDaysAndNoOthers() {
        var certificate =
                new Certificate(
                        UUID.randomUUID(),
                        3,
                        LocalDate.parse("2026-01-01"),
                        LocalDate.parse("2026-12-31"),
                        null,
                        null);

        assertThat(certificate.covered(Instant.parse("2025-12-31T16:59:59Z"))).isFalse();
        assertThat(certificate.covered(Instant.parse("2025-12-31T17:00:00Z"))).isTrue();
        assertThat(certificate.covered(Instant.parse("2026-12-31T16:59:59Z"))).isTrue();
        assertThat(certificate.covered(Instant.parse("2026-12-31T17:00:00Z"))).isFalse();
    }

    private static Certificate certificate(int stars, @Nullable LocalDate revokedOn) {
        return new Certificate(UUID.randomUUID(), stars, ISSUED, LAST, revokedOn, null);
    }

    private static Offer offer(Certificate... certificates) {
        return new Offer(
                "TRA-HOA-VANG",
                UUID.randomUUID(),
                "Trà hoa vàng",
                "Hộp 100 g",
                Money.vnd(125_000),
                UUID.randomUUID(),
                "Hợp tác xã",
                true,
                List.of(certificates));
    }
}
