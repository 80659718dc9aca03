package chosao.catalog.region;

import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Locale;

/** A level of the map, from the top. Since 1 July 2025 there are no districts. */
@Serdeable
@Schema(
        type = "string",
        allowableValues = {"province", "district", "commune"})
public enum Level {
    PROVINCE,
    DISTRICT,
    COMMUNE;

    /** The word on the wire and in the database. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Level of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
