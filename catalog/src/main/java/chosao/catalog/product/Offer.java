package chosao.catalog.product;

import static java.util.Comparator.comparingInt;

import chosao.catalog.certificate.Certificate;
import chosao.catalog.certificate.Standing;
import chosao.catalog.producer.Producer;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** A product with all that belongs to it. */
public record Offer(
        Product product,
        Producer producer,
        List<Variant> variants,
        List<Certificate> certificates) {

    public Offer {
        variants = variants.stream().sorted(comparingInt(Variant::position)).toList();
        certificates = List.copyOf(certificates);
    }

    /** Whether it is on sale on a day. */
    public Listing listing(LocalDate day) {
        return Listing.of(Standing.of(certificates, day), product.listedAt() != null);
    }

    /**
     * How many certificates that were recorded ahead have begun by a day: so often has what it
     * shows changed without a write.
     */
    long turnsBy(LocalDate day) {
        return certificates.stream()
                .filter(each -> each.isRecordedAhead() && !each.issuedOn().isAfter(day))
                .count();
    }

    /** The certificate to show: the one that covers the day, else the latest. */
    Optional<Certificate> certificate(LocalDate day) {
        return Standing.of(certificates, day).decidedBy();
    }
}
