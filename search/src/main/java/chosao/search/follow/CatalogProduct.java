package chosao.search.follow;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What search reads of a product in catalog's feed. */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = true)
record CatalogProduct(
        String id,
        String name,
        @Nullable String description,
        String categoryCode,
        Region region,
        @Nullable String placeAtAward,
        Producer producer,
        @Nullable List<Variant> variants,
        @Nullable List<Certificate> certificates,
        boolean listed,
        @Nullable List<Image> images,
        @Nullable Instant createdAt,
        @Nullable Instant listedAt) {

    /**
     * Where it comes from: a commune, or a province where no more is known.
     *
     * @param formerNames of the former units that it came from, as far as that is known
     * @param formerCodes of the same units
     */
    @Serdeable
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Region(
            String code,
            String name,
            @Nullable String provinceCode,
            @Nullable String provinceName,
            @Nullable List<String> formerNames,
            @Nullable List<Former> formerCodes) {}

    /** A unit of a map before today's. */
    @Serdeable
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Former(String code) {}

    @Serdeable
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Producer(String id, String name, String kind) {}

    @Serdeable
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Variant(Price price) {}

    @Serdeable
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Price(long amount) {}

    @Serdeable
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Certificate(
            int stars, LocalDate issuedOn, LocalDate expiresOn, @Nullable LocalDate revokedOn) {}

    @Serdeable
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Image(String url) {}
}
