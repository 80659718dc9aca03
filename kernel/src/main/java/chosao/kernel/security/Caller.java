package chosao.kernel.security;

import chosao.kernel.id.CanonicalUuid;
import io.micronaut.security.authentication.Authentication;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Who is calling, as the access token says. A controller method takes it as a parameter,
 * {@code @Nullable} where callers who have not signed in are welcome too.
 */
public record Caller(UUID accountId, Set<String> roles) {

    public Caller {
        roles = Set.copyOf(roles);
    }

    /** The account that has signed in; nothing for another service, which has none. */
    static Optional<Caller> of(Authentication authentication) {
        return CanonicalUuid.parse(authentication.getName())
                .map(account -> new Caller(account, Set.copyOf(authentication.getRoles())));
    }

    public boolean is(String role) {
        return roles.contains(role);
    }
}
