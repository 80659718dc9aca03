package chosao.kernel.security;

import chosao.kernel.id.CanonicalUuid;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A role with its scope. A role takes one kind of scope at the most; see {@link Roles} for what a
 * role means without one.
 *
 * @param region the code of a present province, for a certifier
 * @param producerId for a producer's staff
 * @param organiserId for the operator of an organiser's fairs
 */
@Serdeable
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "RoleGrant")
public record Grant(
        @Schema(
                        type = "string",
                        allowableValues = {
                            Roles.BUYER,
                            Roles.PRODUCER,
                            Roles.FAIR,
                            Roles.CERTIFIER,
                            Roles.FINANCE,
                            Roles.SUPPORT,
                            Roles.ADMIN
                        })
                String role,
        @Nullable @Schema(pattern = Grant.PROVINCE) String region,
        @Nullable UUID producerId,
        @Nullable UUID organiserId) {

    /** What a province's code looks like. */
    static final String PROVINCE = "[0-9]{2}";

    /** The claim of an access token that lists the grants. */
    public static final String CLAIM = "grants";

    private static final Pattern PROVINCE_CODE = Pattern.compile(PROVINCE);

    /** A role without a scope. */
    public static Grant of(String role) {
        return new Grant(role, null, null, null);
    }

    /** Which field makes this a grant that nobody can have; nothing if it is fine. */
    public Optional<String> wrongField() {
        if (!Roles.OF_ACCOUNTS.contains(role)) {
            return Optional.of("role");
        }
        if (region != null
                && !(role.equals(Roles.CERTIFIER) && PROVINCE_CODE.matcher(region).matches())) {
            return Optional.of("region");
        }
        if (producerId != null && !role.equals(Roles.PRODUCER)) {
            return Optional.of("producerId");
        }
        if (organiserId != null && !role.equals(Roles.FAIR)) {
            return Optional.of("organiserId");
        }
        return Optional.empty();
    }

    /** The grant as a token carries it. */
    public Map<String, Object> toClaim() {
        var claim = new LinkedHashMap<String, Object>();
        claim.put("role", role);
        if (region != null) {
            claim.put("region", region);
        }
        if (producerId != null) {
            claim.put("producerId", producerId.toString());
        }
        if (organiserId != null) {
            claim.put("organiserId", organiserId.toString());
        }
        return claim;
    }

    /**
     * Reads the grants of a token whose signature was found good.
     *
     * @param claim what {@link #toClaim()} made, in a list; null where the token has none
     * @throws IllegalArgumentException for anything else
     */
    public static List<Grant> fromClaim(@Nullable Object claim) {
        if (claim == null) {
            return List.of();
        }
        if (!(claim instanceof List<?> list)) {
            throw new IllegalArgumentException("grants: " + claim + " (expected: a list)");
        }
        return list.stream().map(Grant::read).toList();
    }

    private static Grant read(Object element) {
        if (!(element instanceof Map<?, ?> members)
                || !(members.get("role") instanceof String role)) {
            throw new IllegalArgumentException("grant: " + element + " (expected: a role)");
        }
        var region = members.get("region");
        return new Grant(
                role,
                region == null ? null : region.toString(),
                id(members.get("producerId")),
                id(members.get("organiserId")));
    }

    private static @Nullable UUID id(@Nullable Object text) {
        return text == null
                ? null
                : CanonicalUuid.parse(text.toString())
                        .orElseThrow(() -> new IllegalArgumentException("id: " + text));
    }
}
