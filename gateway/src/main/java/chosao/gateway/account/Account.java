package chosao.gateway.account;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * Somebody who can sign in.
 *
 * @param roles what the account may act as: {@code buyer}, {@code producer}, {@code fair}, {@code
 *     certifier}, {@code admin}
 */
@Serdeable
public record Account(UUID id, String email, String name, Set<String> roles, Instant createdAt) {

    public Account {
        roles = Set.copyOf(roles);
    }
}
