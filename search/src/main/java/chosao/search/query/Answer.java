package chosao.search.query;

import chosao.kernel.money.Money;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of what was found.
 *
 * @param total how many there are on all pages, exactly
 * @param facets how many there would be by region, category, stars and price
 * @param didYouMean a text that may have been meant, where nothing was found
 * @param nextCursor what to send as cursor for the next page; absent on the last one
 */
@Serdeable
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "SearchAnswer")
record Answer(
        long total,
        List<Item> items,
        Facets facets,
        @Nullable String didYouMean,
        @Nullable String nextCursor) {

    /**
     * A product as a list shows it.
     *
     * @param stars of the certificate that holds today
     * @param price of the cheapest variant
     * @param highlight the name as HTML, the words of the search in {@code em} elements; everything
     *     else is escaped
     * @param explanation why it stands where it stands, on request
     */
    @Serdeable
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "SearchItem")
    record Item(
            String id,
            String name,
            int stars,
            Region region,
            Label category,
            @Nullable Money price,
            Producer producer,
            @Nullable String image,
            boolean inStock,
            @Nullable String highlight,
            @Nullable Explanation explanation) {}

    /**
     * @param province the name of the province where the region is a commune
     */
    @Serdeable
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "SearchRegion")
    record Region(String code, String name, @Nullable String province) {}

    @Serdeable
    @Schema(name = "SearchLabel")
    record Label(String code, String name) {}

    @Serdeable
    @Schema(name = "SearchProducer")
    record Producer(String id, String name, String kind) {}

    /**
     * Each facet counts as if it were not filtered by itself, so that it shows what another choice
     * would give.
     *
     * @param region provinces, those with most first
     * @param category product sets, those with most first
     * @param stars from five to three
     * @param price from low to high
     */
    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "SearchFacets")
    record Facets(
            List<Choice> region,
            List<Choice> category,
            List<Choice> stars,
            List<PriceChoice> price) {}

    /**
     * @param code what to send as the parameter of the facet's name
     */
    @Serdeable
    @Schema(name = "SearchChoice")
    record Choice(String code, String name, long count) {}

    /**
     * @param priceMin what to send as the parameter of that name, as with {@code priceMax}; absent
     *     where the range is open
     */
    @Serdeable
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "SearchPriceChoice")
    record PriceChoice(
            String code,
            String name,
            @Nullable Long priceMin,
            @Nullable Long priceMax,
            long count) {}

    /**
     * The points of a product, and where they come from.
     *
     * @param score the sum
     */
    @Serdeable
    @Schema(name = "SearchExplanation")
    record Explanation(double score, List<Reason> reasons) {}

    /**
     * @param signal a key that stays the same
     * @param points what it gave
     * @param most what it can give
     * @param text the same in words
     */
    @Serdeable
    @Schema(name = "SearchReason")
    record Reason(String signal, double points, double most, String text) {}
}
