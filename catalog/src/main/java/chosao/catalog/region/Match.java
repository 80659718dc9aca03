package chosao.catalog.region;

import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Locale;

/** Whether a unit bears a name today, or was made of one that did. */
@Serdeable
@Schema(
        type = "string",
        allowableValues = {"present", "former"})
enum Match {
    PRESENT,
    FORMER;

    @JsonValue
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
