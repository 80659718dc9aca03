package chosao.gateway.account;

import static java.util.stream.Collectors.toUnmodifiableSet;

import chosao.kernel.security.Grant;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who can sign in.
 *
 * @param roles what the account may act as, each role once
 * @param grants the same with the scopes
 * @param emailProvedAt when its owner showed that mails to the address reach them
 */
@Serdeable
public record Account(
        UUID id,
        String email,
        String name,
        Set<String> roles,
        Set<Grant> grants,
        Instant createdAt,
        @Nullable Instant emailProvedAt) {

    public Account {
        roles = Set.copyOf(roles);
        grants = Set.copyOf(grants);
    }

    static Account of(
            UUID id,
            String email,
            String name,
            Set<Grant> grants,
            Instant createdAt,
            @Nullable Instant emailProvedAt) {
        var roles = grants.stream().map(Grant::role).collect(toUnmodifiableSet());
        return new Account(id, email, name, roles, grants, createdAt, emailProvedAt);
    }
}
