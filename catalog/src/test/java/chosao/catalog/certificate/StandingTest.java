package chosao.catalog.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StandingTest {

    private static final LocalDate ISSUED = LocalDate.of(2025, 1, 17);
    private static final LocalDate LAST_DAY = LocalDate.of(2028, 1, 17);

    @Test
    void isCertifiedFromTheFirstDayToTheLast() {
        var certificates = List.of(certificate(4, ISSUED, LAST_DAY, null));

        assertThat(Standing.of(certificates, ISSUED)).isInstanceOf(Standing.Certified.class);
        assertThat(Standing.of(certificates, LAST_DAY)).isInstanceOf(Standing.Certified.class);
        assertThat(Standing.of(certificates, LAST_DAY.plusDays(1)))
                .isInstanceOf(Standing.Expired.class);
        assertThat(Standing.of(certificates, ISSUED.minusDays(1)))
                .isInstanceOf(Standing.Uncertified.class);
    }

    @Test
    void isUncertifiedWithoutAnyDecision() {
        assertThat(Standing.of(List.of(), ISSUED)).isInstanceOf(Standing.Uncertified.class);
    }

    @Test
    void saysWhatBecameOfTheLatestDecision() {
        var expired = certificate(3, ISSUED.minusYears(4), ISSUED.minusYears(1), null);
        var screened = certificate(2, ISSUED, LAST_DAY, null);
        var revoked = certificate(5, ISSUED, LAST_DAY, ISSUED.plusDays(30));
        var day = ISSUED.plusDays(60);

        assertThat(Standing.of(List.of(expired, screened), day))
                .isEqualTo(new Standing.BelowMinimum(screened));
        assertThat(Standing.of(List.of(revoked, expired), day))
                .isEqualTo(new Standing.Revoked(revoked));
    }

    @Test
    void letsAValidCertificateStandBesideALowLaterResult() {
        var valid = certificate(4, ISSUED, LAST_DAY, null);
        var screened = certificate(2, ISSUED.plusDays(10), LAST_DAY, null);

        assertThat(Standing.of(List.of(valid, screened), ISSUED.plusDays(20)))
                .isEqualTo(new Standing.Certified(valid));
    }

    @Test
    void forgetsARevocationThatWasNotYetKnown() {
        var revoked = certificate(5, ISSUED, LAST_DAY, ISSUED.plusDays(30));
        var before = Instant.parse("2025-01-01T00:00:00Z");

        assertThat(revoked.asKnownBefore(before).isRevoked()).isFalse();
        assertThat(revoked.asKnownBefore(Instant.parse("2027-01-01T00:00:00Z"))).isEqualTo(revoked);
    }

    private static Certificate certificate(
            int stars, LocalDate issuedOn, LocalDate expiresOn, @Nullable LocalDate revokedOn) {
        var recordedAt = Instant.parse("2026-01-01T00:00:00Z");
        return new Certificate(
                UUID.randomUUID(),
                UUID.randomUUID(),
                "148/2023",
                stars,
                null,
                false,
                "province",
                null,
                null,
                null,
                issuedOn,
                expiresOn,
                expiresOn,
                null,
                "36 months",
                stars >= 3,
                recordedAt,
                null,
                revokedOn,
                revokedOn == null ? null : "found wanting",
                revokedOn == null ? null : recordedAt,
                null,
                false);
    }
}
