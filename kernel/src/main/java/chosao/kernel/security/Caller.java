package chosao.kernel.security;

import chosao.kernel.id.CanonicalUuid;
import io.micronaut.security.authentication.Authentication;
import java.security.Principal;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Who is calling, as the access token says. A controller method takes it as a parameter,
 * {@code @Nullable} where callers who have not signed in are welcome too.
 *
 * <p>Being a principal, it is known to come from the connection: the description of the API counts
 * it neither as a parameter nor as a part of the body.
 */
public record Caller(UUID accountId, Set<String> roles) implements Principal {

    public Caller {
        roles = Set.copyOf(roles);
    }

    /** The account that has signed in; nothing for another service, which has none. */
    static Optional<Caller> of(Authentication authentication) {
        return CanonicalUuid.parse(authentication.getName())
                .map(account -> new Caller(account, Set.copyOf(authentication.getRoles())));
    }

    @Override
    public String getName() {
        return accountId.toString();
    }

    public boolean is(String role) {
        return roles.contains(role);
    }
}
