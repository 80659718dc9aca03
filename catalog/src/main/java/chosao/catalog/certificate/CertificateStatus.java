package chosao.catalog.certificate;

import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Locale;

/** How a certificate stands on a day. */
@Serdeable
@Schema(
        type = "string",
        allowableValues = {"not-yet-issued", "valid", "expired", "revoked", "below-minimum"})
public enum CertificateStatus {
    NOT_YET_ISSUED,
    VALID,
    EXPIRED,
    REVOKED,
    BELOW_MINIMUM;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
