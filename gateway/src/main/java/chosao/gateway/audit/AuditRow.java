package chosao.gateway.audit;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An event as the database has it; {@code before} and {@code after} are JSON. */
@MappedEntity("audit_events")
record AuditRow(
        @Id UUID id,
        Instant at,
        String action,
        @Nullable UUID actor,
        @Nullable UUID accountId,
        @Nullable UUID invitationId,
        String before,
        String after) {}
