package chosao.gateway.session;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A session as the database has it.
 *
 * @param endReason the code of its {@link Sessions.End}; null while it goes on
 * @param lastUsedAt when it began or was last refreshed
 * @param client what the client said of itself when it signed in
 */
@MappedEntity("sessions")
record SessionRow(
        @Id UUID id,
        UUID accountId,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant endedAt,
        @Nullable String endReason,
        Instant lastUsedAt,
        @Nullable String client) {}
