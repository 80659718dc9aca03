package chosao.catalog.product;

import chosao.catalog.category.Categories;
import chosao.catalog.certificate.Certificate;
import chosao.catalog.certificate.CertificateStatus;
import chosao.catalog.certificate.Successor;
import chosao.catalog.product.ProductSnapshot.Form;
import chosao.catalog.product.ProductSnapshot.Image;
import chosao.catalog.product.ProductSnapshot.ProductSet;
import chosao.catalog.region.Level;
import chosao.catalog.region.Region;
import chosao.catalog.region.Regions;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A product as clients see it on a day.
 *
 * @param certificate the one that covers the day, else the latest; absent where there is none
 * @param listed whether it is on sale
 * @param withheld why it is not on sale, absent when it is
 * @param sample whether it came with the program; then price and weight are invented
 */
@Serdeable
record ProductView(
        UUID id,
        String name,
        String description,
        ProductSet category,
        Place region,
        @Nullable String placeAtAward,
        Maker producer,
        List<Form> variants,
        @Nullable CertificateSummary certificate,
        boolean listed,
        @Nullable String withheld,
        @JsonInclude(JsonInclude.Include.ALWAYS) List<Image> images,
        Instant createdAt,
        @Nullable Instant listedAt,
        boolean sample) {

    static ProductView of(Offer offer, LocalDate today, Regions regions, Categories categories) {
        var product = offer.product();
        var listing = offer.listing(today);
        return new ProductView(
                product.id(),
                product.name(),
                product.description(),
                ProductSet.of(product.categoryCode(), categories),
                Place.of(regions.get(product.region()), regions),
                product.placeAtAward(),
                new Maker(
                        offer.producer().id(),
                        offer.producer().name(),
                        offer.producer().kind(),
                        offer.producer().regionCode()),
                offer.variants().stream().map(Form::of).toList(),
                offer.certificate(today)
                        .map(certificate ->
                                CertificateSummary.of(certificate, offer.certificates(), today))
                        .orElse(null),
                listing instanceof Listing.Listed,
                listing.withheld(),
                List.of(),
                product.createdAt(),
                product.listedAt(),
                product.sample());
    }

    /** Where the product comes from, on today's map. */
    @Serdeable
    record Place(String code, String name, Level level, String provinceCode, String provinceName) {

        static Place of(Region region, Regions regions) {
            var province = regions.provinceOf(region);
            return new Place(
                    region.code(), region.name(), region.level(), province.code(), province.name());
        }
    }

    /** The producer as far as a product shows it. */
    @Serdeable
    record Maker(UUID id, String name, String kind, String region) {}

    /**
     * A certificate and how it stands on the day.
     *
     * @param potentialFiveStar whether a province of four stars gave the points of five, which only
     *     the centre may grant; it is never counted as five
     * @param expiresOn the last day on which it is valid
     * @param supersededBy the later decision that ends it early, absent where it runs to the end of
     *     its term
     */
    @Serdeable
    record CertificateSummary(
            UUID id,
            int stars,
            @Nullable BigDecimal score,
            boolean potentialFiveStar,
            String level,
            @Nullable String decisionNumber,
            LocalDate issuedOn,
            LocalDate expiresOn,
            @Nullable Successor supersededBy,
            CertificateStatus status) {

        static CertificateSummary of(
                Certificate certificate, List<Certificate> all, LocalDate today) {
            return new CertificateSummary(
                    certificate.id(),
                    certificate.stars(),
                    certificate.score(),
                    certificate.potentialFiveStar(),
                    certificate.level(),
                    certificate.decisionNumber(),
                    certificate.issuedOn(),
                    certificate.expiresOn(),
                    Successor.of(certificate, all),
                    certificate.statusOn(today));
        }
    }
}
