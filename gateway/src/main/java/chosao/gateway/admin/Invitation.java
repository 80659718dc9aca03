package chosao.gateway.admin;

import chosao.kernel.security.Grant;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Roles that wait for somebody.
 *
 * @param token what the invited person accepts it with; told once, when it is made
 */
@Serdeable
record Invitation(
        UUID id,
        String email,
        List<Grant> roles,
        UUID invitedBy,
        Instant createdAt,
        Instant expiresAt,
        @Nullable String token) {

    @Override
    public String toString() {
        return "Invitation[" + id + ']';
    }
}
