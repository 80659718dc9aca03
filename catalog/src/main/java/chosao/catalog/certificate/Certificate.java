package chosao.catalog.certificate;

import static java.util.Comparator.comparing;

import chosao.kernel.clock.MarketCalendar;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a council decided about a product. Recorded once; at most one thing happens to it later: it
 * is revoked.
 *
 * @param score null where only the stars are known
 * @param level who signed: {@code district}, {@code province} or {@code centre}
 * @param expiresOn the last day on which it is valid
 * @param expiryReason why it is that day
 * @param opensGate false for a screening result, whose stars are too few for a certificate
 * @param recordedAt when we learned of it
 * @param revokedOn the day from which it is void
 * @param revocationRecordedAt when we learned that it is void
 */
@MappedEntity("certificates")
public record Certificate(
        @Id UUID id,
        UUID productId,
        String edition,
        int stars,
        @Nullable BigDecimal score,
        String level,
        @Nullable String issuingRegionEdition,
        @Nullable String issuingRegionCode,
        @Nullable String decisionNumber,
        LocalDate issuedOn,
        LocalDate expiresOn,
        String expiryReason,
        boolean opensGate,
        Instant recordedAt,
        @Nullable UUID recordedBy,
        @Nullable LocalDate revokedOn,
        @Nullable String revocationReason,
        @Nullable Instant revocationRecordedAt,
        @Nullable UUID revokedBy,
        boolean sample) {

    /** From the earliest decision to the latest; of one day's, as we learned of them. */
    public static final Comparator<Certificate> BY_DECISION =
            comparing(Certificate::issuedOn).thenComparing(Certificate::recordedAt);

    public boolean isRevoked() {
        return revokedOn != null;
    }

    /** Whether its days take in the given one, whatever its stars and whether or not it is void. */
    boolean spans(LocalDate day) {
        return !day.isBefore(issuedOn) && !day.isAfter(expiresOn);
    }

    /** Whether it lets its product be sold on a day. */
    boolean covers(LocalDate day) {
        return opensGate && !isRevoked() && spans(day);
    }

    /** Whether it was recorded before its first day, so that it begins without a write. */
    public boolean isRecordedAhead() {
        return LocalDate.ofInstant(recordedAt, MarketCalendar.ZONE).isBefore(issuedOn);
    }

    /** How it stands on a day. */
    public CertificateStatus statusOn(LocalDate day) {
        if (day.isBefore(issuedOn)) {
            return CertificateStatus.NOT_YET_ISSUED;
        }
        if (revokedOn != null && !day.isBefore(revokedOn)) {
            return CertificateStatus.REVOKED;
        }
        if (!opensGate) {
            return CertificateStatus.BELOW_MINIMUM;
        }
        return day.isAfter(expiresOn) ? CertificateStatus.EXPIRED : CertificateStatus.VALID;
    }

    /**
     * The certificate as it was known before a moment: without a revocation that came to light
     * later.
     */
    public Certificate asKnownBefore(Instant moment) {
        if (revocationRecordedAt == null || revocationRecordedAt.isBefore(moment)) {
            return this;
        }
        return new Certificate(
                id,
                productId,
                edition,
                stars,
                score,
                level,
                issuingRegionEdition,
                issuingRegionCode,
                decisionNumber,
                issuedOn,
                expiresOn,
                expiryReason,
                opensGate,
                recordedAt,
                recordedBy,
                null,
                null,
                null,
                null,
                sample);
    }
}
