package chosao.orders.offer;

import chosao.kernel.money.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One thing that can be bought: a variant of a product.
 *
 * @param certificates every certificate the product ever had; those of one day in the order in
 *     which they were recorded, as the feed lists them
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

    /**
     * Why it may not be sold on that day, or nothing if it may. As in catalog the gate comes first:
     * what no certificate covers is withheld for that, listed or not.
     */
    public Optional<Withholding> withheldOn(LocalDate day) {
        if (certificates.stream().anyMatch(certificate -> certificate.covers(day))) {
            return listed ? Optional.empty() : Optional.of(Withholding.UNLISTED);
        }
        return certificates.stream()
                .filter(certificate -> !certificate.issuedOn().isAfter(day))
                .filter(certificate -> !certificate.neverBegan())
                .reduce(Offer::later)
                .map(Offer::whyNot)
                .or(() -> Optional.of(Withholding.CERTIFICATE_MISSING));
    }

    /** Of two decisions of one day, the one that was recorded last. */
    private static Certificate later(Certificate one, Certificate recordedAfter) {
        return recordedAfter.issuedOn().isBefore(one.issuedOn()) ? one : recordedAfter;
    }

    /** The latest decision says why. */
    private static Withholding whyNot(Certificate latest) {
        if (latest.revokedOn() != null) {
            return Withholding.CERTIFICATE_REVOKED;
        }
        return latest.stars() < Certificate.MINIMUM_STARS
                ? Withholding.CERTIFICATE_BELOW_MINIMUM
                : Withholding.CERTIFICATE_EXPIRED;
    }
}
