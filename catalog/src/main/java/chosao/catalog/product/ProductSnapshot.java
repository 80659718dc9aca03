package chosao.catalog.product;

import chosao.catalog.category.Categories;
import chosao.catalog.certificate.Certificate;
import chosao.catalog.producer.Producer;
import chosao.catalog.region.Level;
import chosao.catalog.region.Region;
import chosao.catalog.region.Regions;
import chosao.kernel.money.Money;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A product as the feed tells of it: whole, so that a reader needs nothing else. Other services
 * read these fields; they may grow in number and keep their meaning.
 *
 * @param placeAtAward where it came from in the words of the decision
 * @param listed whether its producer offers it. Whether it may be sold on a day follows from the
 *     certificates' dates, which is for the reader to decide when it is asked
 * @param withheld why it was not on sale when this was told; null when it was
 */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
record ProductSnapshot(
        UUID id,
        String name,
        String description,
        String categoryCode,
        ProductSet category,
        Place region,
        @Nullable String placeAtAward,
        Maker producer,
        List<Form> variants,
        List<Award> certificates,
        boolean listed,
        @Nullable String withheld,
        List<Image> images,
        Instant createdAt,
        @Nullable Instant listedAt,
        boolean sample) {

    static ProductSnapshot of(
            Offer offer, LocalDate today, Regions regions, Categories categories) {
        var product = offer.product();
        return new ProductSnapshot(
                product.id(),
                product.name(),
                product.description(),
                product.categoryCode(),
                ProductSet.of(product.categoryCode(), categories),
                Place.of(regions.get(product.region()), product.origin(), regions),
                product.placeAtAward(),
                Maker.of(offer.producer()),
                offer.variants().stream().map(Form::of).toList(),
                offer.certificates().stream().map(Award::of).toList(),
                product.listedAt() != null,
                offer.listing(today).withheld(),
                List.of(),
                product.createdAt(),
                product.listedAt(),
                product.sample());
    }

    /** The product set, with the sector and group that it belongs to. */
    @Serdeable
    record ProductSet(
            String code,
            String name,
            String nameEn,
            String sector,
            String sectorName,
            String group) {

        static ProductSet of(String code, Categories categories) {
            var set =
                    categories
                            .set(code)
                            .orElseThrow(() -> new IllegalStateException("no set " + code));
            var group = categories.parentOf(set);
            var sector = categories.parentOf(group);
            return new ProductSet(
                    set.code(),
                    set.name(),
                    set.nameEn(),
                    sector.code(),
                    sector.name(),
                    group.name());
        }
    }

    /**
     * Where the product comes from, on today's map.
     *
     * @param formerNames of the former units that it came from, as far as that is known
     * @param formerCodes of the same units
     */
    @Serdeable
    record Place(
            String code,
            String name,
            Level level,
            String provinceCode,
            String provinceName,
            List<String> formerNames,
            List<FormerCode> formerCodes) {

        static Place of(Region region, Region.@Nullable Id origin, Regions regions) {
            var province = regions.provinceOf(region);
            var cameFrom = regions.cameFrom(region, origin);
            return new Place(
                    region.code(),
                    region.name(),
                    region.level(),
                    province.code(),
                    province.name(),
                    regions.formerNames(region, cameFrom),
                    cameFrom.stream()
                            .map(unit -> new FormerCode(unit.code(), unit.id().edition()))
                            .toList());
        }
    }

    /** The code of a former unit, with the edition of the map that it belongs to. */
    @Serdeable
    record FormerCode(String code, String edition) {}

    /** The producer as far as a product shows it. */
    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Maker(UUID id, String name, String kind, @Nullable UUID ownerAccount, String region) {

        static Maker of(Producer producer) {
            return new Maker(
                    producer.id(),
                    producer.name(),
                    producer.kind(),
                    producer.ownerAccount(),
                    producer.regionCode());
        }
    }

    /** A variant. */
    @Serdeable
    record Form(String sku, String name, Money price, int weightGrams) {

        static Form of(Variant variant) {
            return new Form(variant.sku(), variant.name(), variant.money(), variant.weightGrams());
        }
    }

    /**
     * A certificate; it may be a screening result of fewer than three stars, and it may begin on a
     * day that is still to come.
     *
     * @param potentialFiveStar whether a province gave the points of five stars; its stars are four
     * @param expiresOn the last day on which it is valid: where a later decision supersedes it, the
     *     day before that one begins
     * @param revokedOn the day from which it is void, null unless revoked
     * @param revokedAt the moment at which the revocation was recorded, null unless revoked
     */
    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Award(
            UUID id,
            int stars,
            @Nullable BigDecimal score,
            boolean potentialFiveStar,
            String level,
            @Nullable String decisionNumber,
            LocalDate issuedOn,
            LocalDate expiresOn,
            @Nullable LocalDate revokedOn,
            @Nullable Instant revokedAt) {

        static Award of(Certificate certificate) {
            return new Award(
                    certificate.id(),
                    certificate.stars(),
                    certificate.score(),
                    certificate.potentialFiveStar(),
                    certificate.level(),
                    certificate.decisionNumber(),
                    certificate.issuedOn(),
                    certificate.expiresOn(),
                    certificate.revokedOn(),
                    certificate.revocationRecordedAt());
        }
    }

    /** A picture. */
    @Serdeable
    record Image(String url) {}
}
