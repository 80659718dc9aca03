package chosao.orders.offer;

import chosao.kernel.clock.MarketCalendar;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A star certificate of a product.
 *
 * @param issuedOn the first day on which it holds; it may lie ahead
 * @param expiresOn the last day on which it holds: where a later decision supersedes it, the day
 *     before that one begins
 * @param revokedOn the day it was withdrawn, null while it stands
 * @param revokedAt when that was recorded; null while it stands, and where it is not known
 */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = true)
public record Certificate(
        UUID id,
        int stars,
        LocalDate issuedOn,
        LocalDate expiresOn,
        @Nullable LocalDate revokedOn,
        @Nullable Instant revokedAt) {

    /** Fewer stars are a result of screening and open nothing (Decision 26/2026/QĐ-TTg). */
    static final int MINIMUM_STARS = 3;

    /** Whether it is the same certificate, and no more revoked than that. */
    boolean isAsValidAs(Certificate other) {
        return id.equals(other.id)
                && Objects.equals(revokedOn, other.revokedOn)
                && Objects.equals(revokedAt, other.revokedAt);
    }

    boolean spans(LocalDate day) {
        return !day.isBefore(issuedOn) && !day.isAfter(expiresOn);
    }

    /** Whether it was revoked before its first day, so that it never was valid. */
    boolean neverBegan() {
        return revokedOn != null && revokedOn.isBefore(issuedOn);
    }

    public boolean covers(LocalDate day) {
        return spans(day) && revokedOn == null && stars >= MINIMUM_STARS;
    }

    /**
     * Whether it covered the market's day at that moment, by all that is known now. A revocation
     * counts from the moment at which it was recorded, whatever day it names: what was promised
     * before stands.
     */
    public boolean covered(Instant moment) {
        boolean revoked = revokedAt != null && !revokedAt.isAfter(moment);
        return spans(LocalDate.ofInstant(moment, MarketCalendar.ZONE))
                && !revoked
                && stars >= MINIMUM_STARS;
    }
}
