package chosao.catalog.council;

import chosao.catalog.certificate.Certificate;
import chosao.catalog.certificate.CertificateStatus;
import chosao.catalog.certificate.DecisionKind;
import chosao.catalog.certificate.History;
import chosao.catalog.certificate.Successor;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A certificate as clients see it, with how it stood on a day.
 *
 * @param kind what it was beside the decisions before it
 * @param edition the rules it was made by
 * @param potentialFiveStar whether a province of four stars gave the points of five, which only the
 *     centre may grant; it is never counted as five
 * @param expiresOn the last day on which it is valid
 * @param expiryReason why it is that day
 * @param supersededBy the later decision that ends it early, absent where it runs to the end of its
 *     term
 * @param status how it stood on the day that was asked for
 * @param recordedAt when we learned of it
 */
@Serdeable
record CertificateView(
        UUID id,
        UUID productId,
        DecisionKind kind,
        String edition,
        int stars,
        @Nullable BigDecimal score,
        boolean potentialFiveStar,
        String level,
        @Nullable String issuingRegion,
        @Nullable String decisionNumber,
        LocalDate issuedOn,
        LocalDate expiresOn,
        String expiryReason,
        @Nullable Successor supersededBy,
        CertificateStatus status,
        @Nullable LocalDate revokedOn,
        @Nullable String revocationReason,
        @Nullable Instant revocationRecordedAt,
        Instant recordedAt) {

    static CertificateView of(Certificate certificate, History history, LocalDate day) {
        return new CertificateView(
                certificate.id(),
                certificate.productId(),
                history.kindOf(certificate),
                certificate.edition(),
                certificate.stars(),
                certificate.score(),
                certificate.potentialFiveStar(),
                certificate.level(),
                certificate.issuingRegionCode(),
                certificate.decisionNumber(),
                certificate.issuedOn(),
                certificate.expiresOn(),
                history.expiryReasonOf(certificate),
                Successor.of(certificate, history.certificates()),
                certificate.statusOn(day),
                certificate.revokedOn(),
                certificate.revocationReason(),
                certificate.revocationRecordedAt(),
                certificate.recordedAt());
    }
}
