package chosao.catalog.certificate;

import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Locale;

/** What a decision is beside those before it. */
@Serdeable
@Schema(
        type = "string",
        allowableValues = {"first", "promotion", "renewal", "screening"})
public enum DecisionKind {
    /** The first certificate, or the first after a revocation. */
    FIRST,
    /** More stars than before. */
    PROMOTION,
    /** As many stars as before, or fewer. */
    RENEWAL,
    /** Too few stars for a certificate. */
    SCREENING;

    /** The word on the wire. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
