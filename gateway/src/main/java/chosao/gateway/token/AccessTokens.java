package chosao.gateway.token;

import chosao.kernel.security.Grant;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import jakarta.inject.Singleton;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Issues the JWTs that the services believe, and checks those that come back. */
@Singleton
public final class AccessTokens {

    private static final String ISSUER = "chosao";
    private static final String AUDIENCE = "chosao";
    private static final long REMEMBERED_CHARACTERS = 16L * 1024 * 1024;

    private final SigningKeys keys;
    private final TokenConfig config;
    private final Clock clock;

    /**
     * Tokens that were found good: checking a signature costs more than carrying a request. A
     * forged token is never kept, so a flood of them pushes nobody out.
     */
    private final Cache<String, Bearer> checked =
            Caffeine.newBuilder()
                    .maximumWeight(REMEMBERED_CHARACTERS)
                    .weigher((String token, Bearer bearer) -> token.length())
                    .build();

    /**
     * Who a token says its bearer is.
     *
     * @param sessionId the session that it was issued in
     */
    public record Bearer(
            UUID accountId, String name, Set<Grant> grants, UUID sessionId, Instant expiresAt) {

        public Bearer {
            grants = Set.copyOf(grants);
        }
    }

    AccessTokens(SigningKeys keys, TokenConfig config, Clock clock) {
        this.keys = keys;
        this.config = config;
        this.clock = clock;
    }

    public Duration lifetime() {
        return config.accessLifetime();
    }

    public String issue(UUID accountId, String name, Set<Grant> grants, UUID sessionId) {
        var key = keys.signing();
        var now = clock.instant();
        var token =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.RS256)
                                .type(JOSEObjectType.JWT)
                                .keyID(key.getKeyID())
                                .build(),
                        new JWTClaimsSet.Builder()
                                .issuer(ISSUER)
                                .audience(AUDIENCE)
                                .subject(accountId.toString())
                                .claim("name", name)
                                .claim("roles", rolesOf(grants))
                                .claim(Grant.CLAIM, grants.stream().map(Grant::toClaim).toList())
                                .claim("sid", sessionId.toString())
                                .issueTime(Date.from(now))
                                .expirationTime(Date.from(now.plus(config.accessLifetime())))
                                .build());
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException unsupported) {
            throw new IllegalStateException(unsupported);
        }
        return token.serialize();
    }

    /** Each role once, whatever its scopes. */
    static List<String> rolesOf(Set<Grant> grants) {
        return grants.stream().map(Grant::role).distinct().sorted().toList();
    }

    /** Who bears the token; nobody if it is not ours, not genuine or no longer good. */
    public Optional<Bearer> check(String token) {
        var known = checked.getIfPresent(token);
        if (known == null) {
            known = read(token).orElse(null);
            if (known != null) {
                checked.put(token, known);
            }
        }
        return Optional.ofNullable(known).filter(this::isGood);
    }

    /**
     * Who bears the token, if it was found genuine before and is still good; costs next to nothing.
     */
    public Optional<Bearer> recall(String token) {
        return Optional.ofNullable(checked.getIfPresent(token)).filter(this::isGood);
    }

    private boolean isGood(Bearer bearer) {
        return clock.instant().isBefore(bearer.expiresAt());
    }

    private Optional<Bearer> read(String token) {
        try {
            var jwt = SignedJWT.parse(token);
            // What is signed is compared as it was written, the signature as it is decoded: a
            // decoder that skips odd characters would let one token have any number of spellings.
            var parts = jwt.getParsedParts();
            if (!parts[2].equals(Base64URL.encode(parts[2].decode()))
                    || !token.equals(jwt.serialize())) {
                return Optional.empty();
            }
            // The algorithm is ours to choose, never the token's.
            if (!JWSAlgorithm.RS256.equals(jwt.getHeader().getAlgorithm())) {
                return Optional.empty();
            }
            var id = jwt.getHeader().getKeyID();
            var key = id == null ? Optional.<RSAKey>empty() : keys.find(id);
            if (key.isEmpty() || !jwt.verify(new RSASSAVerifier(key.get().toRSAPublicKey()))) {
                return Optional.empty();
            }
            var claims = jwt.getJWTClaimsSet();
            if (!ISSUER.equals(claims.getIssuer()) || !claims.getAudience().contains(AUDIENCE)) {
                return Optional.empty();
            }
            return Optional.of(
                    new Bearer(
                            UUID.fromString(claims.getSubject()),
                            claims.getStringClaim("name"),
                            Set.copyOf(Grant.fromClaim(claims.getListClaim(Grant.CLAIM))),
                            UUID.fromString(claims.getStringClaim("sid")),
                            claims.getExpirationTime().toInstant()));
        } catch (ParseException | JOSEException | IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
