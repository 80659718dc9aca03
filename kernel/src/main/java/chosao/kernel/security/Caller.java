package chosao.kernel.security;

import static java.util.stream.Collectors.toUnmodifiableSet;

import chosao.kernel.id.CanonicalUuid;
import io.micronaut.security.authentication.Authentication;
import java.security.Principal;
import java.util.Objects;
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
public record Caller(UUID accountId, Set<Grant> grants) implements Principal {

    public Caller {
        grants = Set.copyOf(grants);
    }

    /** The account that has signed in; nothing for another service, which has none. */
    static Optional<Caller> of(Authentication authentication) {
        return CanonicalUuid.parse(authentication.getName())
                .map(account -> new Caller(account, grantsOf(authentication)));
    }

    /** A token lists its grants; one that lists roles alone has them without a scope. */
    private static Set<Grant> grantsOf(Authentication authentication) {
        var listed = authentication.getAttributes().get(Grant.CLAIM);
        return listed == null
                ? authentication.getRoles().stream().map(Grant::of).collect(toUnmodifiableSet())
                : Set.copyOf(Grant.fromClaim(listed));
    }

    @Override
    public String getName() {
        return accountId.toString();
    }

    /** Whether the account has the role, whatever its scope. */
    public boolean is(String role) {
        return grants.stream().anyMatch(grant -> grant.role().equals(role));
    }

    /** The producers whose staff the account belongs to; its own producer is not among them. */
    public Set<UUID> staffOf() {
        return grants.stream()
                .filter(grant -> grant.role().equals(Roles.PRODUCER))
                .map(Grant::producerId)
                .filter(Objects::nonNull)
                .collect(toUnmodifiableSet());
    }

    /** Whether the account belongs to the staff of a producer. */
    public boolean isStaffOf(UUID producer) {
        return staffOf().contains(producer);
    }

    /**
     * Whether the account may record decisions about goods of a province: it is a certifier of that
     * province or of the centre.
     *
     * @param province the code of a present province
     */
    public boolean certifiesFor(String province) {
        return grants.stream()
                .filter(grant -> grant.role().equals(Roles.CERTIFIER))
                .anyMatch(grant -> grant.region() == null || grant.region().equals(province));
    }
}
