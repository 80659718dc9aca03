package chosao.gateway.password;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;

/** Somebody forgot the password of the account with this e-mail, if there is one. */
@MappedEntity("password_reset_requests")
record ResetRequest(@Id UUID id, String email, Instant requestedAt) {

    @Override
    public String toString() {
        return "ResetRequest[" + id + ']';
    }
}
