package chosao.orders.offer;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.serde.annotation.Serdeable;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A star certificate of a product.
 *
 * @param issuedOn the first day on which it holds; it may lie ahead
 * @param expiresOn the last day on which it holds: where a later decision supersedes it, the day
 *     before that one begins
 * @param revokedOn the day it was withdrawn, null while it stands
 */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = true)
public record Certificate(
        UUID id,
        int stars,
        LocalDate issuedOn,
        LocalDate expiresOn,
        @Nullable LocalDate revokedOn) {

    /** Fewer stars are a result of screening and open nothing (Decision 26/2026/QĐ-TTg). */
    static final int MINIMUM_STARS = 3;

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
}
