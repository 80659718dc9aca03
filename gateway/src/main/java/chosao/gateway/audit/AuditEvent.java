package chosao.gateway.audit;

import chosao.kernel.security.Grant;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was done to an account's roles.
 *
 * @param actor the account that did it; absent for the market itself
 * @param accountId to whom; absent for an invitation that nobody has accepted yet
 */
@Serdeable
record AuditEvent(
        UUID id,
        Instant at,
        AuditAction action,
        @Nullable UUID actor,
        @Nullable UUID accountId,
        @Nullable UUID invitationId,
        List<Grant> before,
        List<Grant> after) {}
