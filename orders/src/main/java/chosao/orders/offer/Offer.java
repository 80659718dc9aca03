package chosao.orders.offer;

import chosao.kernel.money.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One thing that can be bought: a variant of a product.
 *
 * @param certificates every certificate the product ever had
 */
public record Offer(
        String sku,
        UUID productId,
        String productName,
        String variantName,
        Money price,
        UUID producerId,
        String producerName,
        boolean listed,
        List<Certificate> certificates) {

    /** Goods are shipped from the producer's warehouse, whose id is the producer's own. */
    public UUID warehouse() {
        return producerId;
    }

    /** Why it may not be sold on that day, or nothing if it may. */
    public Optional<Withholding> withheldOn(LocalDate day) {
        return listed ? uncoveredOn(day) : Optional.of(Withholding.UNLISTED);
    }

    /** Why no certificate covers that day, or nothing if one does. */
    public Optional<Withholding> uncoveredOn(LocalDate day) {
        if (certificates.stream().anyMatch(certificate -> certificate.covers(day))) {
            return Optional.empty();
        }
        var spanning = certificates.stream().filter(certificate -> certificate.spans(day)).toList();
        if (spanning.stream().anyMatch(certificate -> certificate.revokedOn() != null)) {
            return Optional.of(Withholding.CERTIFICATE_REVOKED);
        }
        if (!spanning.isEmpty()) {
            return Optional.of(Withholding.CERTIFICATE_BELOW_MINIMUM);
        }
        return certificates.stream().anyMatch(certificate -> certificate.expiresOn().isBefore(day))
                ? Optional.of(Withholding.CERTIFICATE_EXPIRED)
                : Optional.of(Withholding.CERTIFICATE_MISSING);
    }
}
