package chosao.gateway.admin;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An invitation as the database has it.
 *
 * @param grants JSON
 * @param endedAt when it was accepted or withdrawn; null while it is open
 */
@MappedEntity("invitations")
record InvitationRow(
        @Id UUID id,
        String email,
        String grants,
        UUID invitedBy,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant endedAt) {

    @Override
    public String toString() {
        return "InvitationRow[" + id + ']';
    }
}
