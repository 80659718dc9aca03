package chosao.gateway.role;

import chosao.kernel.id.TimeOrderedId;
import chosao.kernel.security.Grant;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A grant as the database has it.
 *
 * @param grantedBy the account that granted it; null for the market itself
 */
@MappedEntity("role_grants")
record GrantRow(
        @Id UUID id,
        UUID accountId,
        String role,
        @Nullable String region,
        @Nullable UUID producerId,
        @Nullable UUID organiserId,
        Instant grantedAt,
        @Nullable UUID grantedBy) {

    static GrantRow of(UUID account, Grant grant, Instant at, @Nullable UUID by) {
        return new GrantRow(
                TimeOrderedId.next(),
                account,
                grant.role(),
                grant.region(),
                grant.producerId(),
                grant.organiserId(),
                at,
                by);
    }

    Grant grant() {
        return new Grant(role, region, producerId, organiserId);
    }
}
