package chosao.kernel.security;

import io.micronaut.security.authentication.Authentication;
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

    static Caller of(Authentication authentication) {
        return new Caller(
                UUID.fromString(authentication.getName()), Set.copyOf(authentication.getRoles()));
    }

    public boolean is(String role) {
        return roles.contains(role);
    }
}
