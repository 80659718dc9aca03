package chosao.catalog.product;

import chosao.catalog.region.Region;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Transient;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A product without its variants and certificates.
 *
 * @param categoryCode a product set
 * @param placeAtAward where it came from in the words of the decision, before the map changed
 * @param originEdition with its code the former unit that it was certified for; null where it is
 *     not known
 * @param listedAt since when its producer offers it; null while it does not
 * @param version grows with every change of anything that the feed tells of it
 * @param sample whether it came with the program
 */
@MappedEntity("products")
public record Product(
        @Id UUID id,
        UUID producerId,
        String name,
        String description,
        String categoryCode,
        String regionEdition,
        String regionCode,
        @Nullable String placeAtAward,
        @Nullable String originEdition,
        @Nullable String originCode,
        @Nullable Instant listedAt,
        long version,
        Instant createdAt,
        boolean sample) {

    @Transient
    public Region.Id region() {
        return new Region.Id(regionEdition, regionCode);
    }

    /** The former unit that it was certified for, where it is known. */
    @Transient
    public Region.@Nullable Id origin() {
        return originEdition == null || originCode == null
                ? null
                : new Region.Id(originEdition, originCode);
    }

    /** The same, as it is after a change. */
    Product atNextVersion() {
        return new Product(
                id,
                producerId,
                name,
                description,
                categoryCode,
                regionEdition,
                regionCode,
                placeAtAward,
                originEdition,
                originCode,
                listedAt,
                version + 1,
                createdAt,
                sample);
    }
}
