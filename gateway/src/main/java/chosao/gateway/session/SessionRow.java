package chosao.gateway.session;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A session as the database has it.
 *
 * @param endReason {@code signed-out} or {@code token-reused}; null while it goes on
 */
@MappedEntity("sessions")
record SessionRow(
        @Id UUID id,
        UUID accountId,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant endedAt,
        @Nullable String endReason) {}
