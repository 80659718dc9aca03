package chosao.search.index;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The half of a document that comes from catalog. Texts are folded already: words parted by blanks.
 *
 * @param version of the product in catalog
 * @param listed whether the producer wishes to sell; the certificate's part is asked of the day
 * @param place all names of where it comes from, former ones too
 * @param regions codes of the commune and the province
 * @param categories codes of the set, its group and its sector
 */
public record ProductFields(
        long version,
        boolean listed,
        @Nullable String id,
        @Nullable Validity validity,
        @Nullable Name name,
        @Nullable String place,
        @Nullable String category,
        @Nullable String producer,
        @Nullable String description,
        List<String> regions,
        @Nullable String province,
        List<String> categories,
        @Nullable String set,
        @Nullable String producerKind,
        @Nullable Long price,
        @Nullable String listedAt,
        @JsonSerialize(using = PackedCard.Packer.class) @Nullable Card card) {

    /**
     * Stands before the first word of a name, so that a phrase can be asked to begin there. Folding
     * leaves no such sign in a text.
     */
    public static final String START = "^";

    /**
     * The name in both forms of {@link chosao.kernel.text.Vietnamese}, each after {@link #START}.
     */
    public record Name(String marked, String plain) {}

    /** The days on which a certificate holds, of any stars and of each number of them. */
    public record Validity(
            List<Days> any, List<Days> stars3, List<Days> stars4, List<Days> stars5) {}

    /**
     * From one day to another, both included. The names are those of Elasticsearch's date_range.
     */
    public record Days(String gte, String lte) {}

    /**
     * A product that catalog deleted. Its version stays, so that no older change brings it back.
     */
    public static ProductFields deleted(long version) {
        return new ProductFields(
                version, false, null, null, null, null, null, null, null, List.of(), null,
                List.of(), null, null, null, null, null);
    }
}
