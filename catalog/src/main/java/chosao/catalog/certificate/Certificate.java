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
 * What a council decided about a product. Recorded once; later it may be revoked, once, and a later
 * decision on the product may end it early.
 *
 * @param score null where only the stars are known
 * @param potentialFiveStar whether a province gave the points of five stars, which only the centre
 *     may grant: until then it is one of four
 * @param level who signed: {@code district}, {@code province} or {@code centre}
 * @param expiresOn the last day on which it is valid: of its term, or the day before that on which
 *     the decision that superseded it begins
 * @param termEndsOn the last day that it was granted for
 * @param supersededBy the later decision that ends it early, null where it runs to the end of its
 *     term
 * @param expiryReason why its term ends on that day
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
        boolean potentialFiveStar,
        String level,
        @Nullable String issuingRegionEdition,
        @Nullable String issuingRegionCode,
        @Nullable String decisionNumber,
        LocalDate issuedOn,
        LocalDate expiresOn,
        LocalDate termEndsOn,
        @Nullable UUID supersededBy,
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
        return isInForce() && spans(day);
    }

    /** Whether there is a day from this one on, perhaps later, on which it lets it be sold. */
    public boolean coversFrom(LocalDate day) {
        return isInForce() && !day.isAfter(expiresOn);
    }

    /** Whether its days count: it has enough stars and was not revoked. */
    boolean isInForce() {
        return opensGate && !isRevoked();
    }

    /** Whether it was revoked by a day. */
    boolean isVoidOn(LocalDate day) {
        return revokedOn != null && !day.isBefore(revokedOn);
    }

    /** Whether it was revoked before its first day, so that it never was valid. */
    boolean neverBegan() {
        return revokedOn != null && revokedOn.isBefore(issuedOn);
    }

    /** Whether it was recorded before its first day, so that it begins without a write. */
    public boolean isRecordedAhead() {
        return LocalDate.ofInstant(recordedAt, MarketCalendar.ZONE).isBefore(issuedOn);
    }

    /** Whether some day belongs to both. */
    boolean overlaps(Certificate other) {
        return !issuedOn.isAfter(other.expiresOn) && !other.issuedOn.isAfter(expiresOn);
    }

    /** How it stands on a day. */
    public CertificateStatus statusOn(LocalDate day) {
        if (isVoidOn(day)) {
            return CertificateStatus.REVOKED;
        }
        if (day.isBefore(issuedOn)) {
            return CertificateStatus.NOT_YET_ISSUED;
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
    Certificate asKnownBefore(Instant moment) {
        if (revocationRecordedAt == null || revocationRecordedAt.isBefore(moment)) {
            return this;
        }
        return with(expiresOn, supersededBy, null, null, null, null);
    }

    /** The certificate with the end that a later decision gives it, or with that of its term. */
    Certificate endedBy(@Nullable Certificate later) {
        if (later == null) {
            return ending(termEndsOn, null);
        }
        var eve = later.issuedOn.minusDays(1);
        return ending(eve.isBefore(termEndsOn) ? eve : termEndsOn, later.id);
    }

    private Certificate ending(LocalDate lastDay, @Nullable UUID later) {
        return with(lastDay, later, revokedOn, revocationReason, revocationRecordedAt, revokedBy);
    }

    private Certificate with(
            LocalDate lastDay,
            @Nullable UUID later,
            @Nullable LocalDate voidFrom,
            @Nullable String voidReason,
            @Nullable Instant voidRecordedAt,
            @Nullable UUID voidedBy) {
        return new Certificate(
                id,
                productId,
                edition,
                stars,
                score,
                potentialFiveStar,
                level,
                issuingRegionEdition,
                issuingRegionCode,
                decisionNumber,
                issuedOn,
                lastDay,
                termEndsOn,
                later,
                expiryReason,
                opensGate,
                recordedAt,
                recordedBy,
                voidFrom,
                voidReason,
                voidRecordedAt,
                voidedBy,
                sample);
    }
}
