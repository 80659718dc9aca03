package chosao.catalog.certificate;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Optional;

/**
 * Whether a product's certificates let it be sold on a day. This is the gate: the one rule of the
 * market, decided from dates whenever it is asked and never stored.
 */
public sealed interface Standing {

    /** It may be sold: the certificate covers the day. */
    record Certified(Certificate certificate) implements Standing {}

    /** No council has ever decided about it. */
    record Uncertified() implements Standing {}

    /** Its latest certificate was revoked. */
    record Revoked(Certificate certificate) implements Standing {}

    /** Its latest result has too few stars. */
    record BelowMinimum(Certificate certificate) implements Standing {}

    /** Its latest certificate has run out. */
    record Expired(Certificate certificate) implements Standing {}

    /** The certificate that settles it. */
    default Optional<Certificate> decidedBy() {
        return switch (this) {
            case Certified(var covering) -> Optional.of(covering);
            case Uncertified() -> Optional.empty();
            case Revoked(var latest) -> Optional.of(latest);
            case BelowMinimum(var latest) -> Optional.of(latest);
            case Expired(var latest) -> Optional.of(latest);
        };
    }

    /**
     * Decides. A certificate that covers the day settles it; failing one, the latest decision says
     * why not, where it began at all.
     */
    static Standing of(Collection<Certificate> certificates, LocalDate day) {
        var covering = certificates.stream().filter(each -> each.covers(day)).findFirst();
        if (covering.isPresent()) {
            return new Certified(covering.get());
        }
        return certificates.stream()
                .filter(each -> !day.isBefore(each.issuedOn()) && !each.neverBegan())
                .max(Certificate.BY_DECISION)
                .<Standing>map(latest -> why(latest))
                .orElseGet(Uncertified::new);
    }

    private static Standing why(Certificate latest) {
        if (latest.isRevoked()) {
            return new Revoked(latest);
        }
        return latest.opensGate() ? new Expired(latest) : new BelowMinimum(latest);
    }
}
