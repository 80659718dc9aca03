package chosao.gateway.audit;

import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Locale;

/** What was done. */
@Serdeable
@Schema(
        type = "string",
        allowableValues = {
            "account-opened",
            "account-erased",
            "roles-changed",
            "admin-created",
            "invited",
            "invitation-withdrawn",
            "invitation-accepted",
            "samples-opened",
            "samples-closed"
        })
public enum AuditAction {
    /** Somebody signed up. */
    ACCOUNT_OPENED,
    /** By its owner. */
    ACCOUNT_ERASED,
    ROLES_CHANGED,
    /** By the operator of the market: the command, or the first admin of the settings. */
    ADMIN_CREATED,
    INVITED,
    INVITATION_WITHDRAWN,
    INVITATION_ACCEPTED,
    SAMPLES_OPENED,
    SAMPLES_CLOSED;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static AuditAction of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
