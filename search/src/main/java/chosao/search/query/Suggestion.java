package chosao.search.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the beginning of a text may become.
 *
 * @param id of the product or producer, or the code of the category or region
 */
@Serdeable
@JsonInclude(JsonInclude.Include.NON_NULL)
record Suggestion(String text, Kind kind, @Nullable String id) {

    /** What the text names. */
    @Serdeable
    @Schema(
            name = "SuggestionKind",
            type = "string",
            allowableValues = {"product", "category", "region", "producer"})
    enum Kind {
        PRODUCT,
        CATEGORY,
        REGION,
        PRODUCER;

        @JsonValue
        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Some suggestions, the likeliest first within each kind. */
    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "Suggestions")
    record Some(List<Suggestion> items) {}
}
