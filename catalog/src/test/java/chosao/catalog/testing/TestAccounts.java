package chosao.catalog.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import chosao.kernel.security.Grant;
import chosao.local.testing.LoopbackServer;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Signs access tokens as the gateway does, and publishes the key to verify them with. */
public final class TestAccounts {

    private final RSAKey key;
    private final LoopbackServer server = new LoopbackServer();
    private final Set<String> withdrawn = ConcurrentHashMap.newKeySet();

    TestAccounts() throws JOSEException {
        key = new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate();
        var keys = new JWKSet(key.toPublicJWK()).toString().getBytes(UTF_8);
        server.answering(
                "/.well-known/jwks.json",
                exchange -> {
                    exchange.getResponseHeaders().add("Content-Type", "application/json");
                    exchange.sendResponseHeaders(200, keys.length);
                    try (var body = exchange.getResponseBody()) {
                        body.write(keys);
                    }
                });
        server.answering(
                "/internal/introspection",
                exchange -> {
                    var question = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
                    var answer =
                            "{\"active\":%s}"
                                    .formatted(withdrawn.stream().noneMatch(question::contains))
                                    .getBytes(UTF_8);
                    exchange.getResponseHeaders().add("Content-Type", "application/json");
                    exchange.sendResponseHeaders(200, answer.length);
                    try (var body = exchange.getResponseBody()) {
                        body.write(answer);
                    }
                });
    }

    String url() {
        return server.url().toString();
    }

    /** A token for an account with these roles, good however far a test moves the clock. */
    public String token(UUID account, String... roles) {
        return token(account, Instant.now().plus(Duration.ofDays(3_650)), roles);
    }

    /** A token that was good until then. */
    String token(UUID account, Instant expiresAt, String... roles) {
        return token(account, expiresAt, Arrays.stream(roles).map(Grant::of).toList());
    }

    /** A token for an account with these roles and their scopes. */
    String token(UUID account, Grant... grants) {
        return token(account, Instant.now().plus(Duration.ofDays(3_650)), List.of(grants));
    }

    /** From now on the token counts no more: its session has ended, or a role was withdrawn. */
    void withdraw(String token) {
        withdrawn.add(token);
    }

    private String token(UUID account, Instant expiresAt, List<Grant> grants) {
        var token =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
                        new JWTClaimsSet.Builder()
                                .subject(account.toString())
                                .issuer("chosao")
                                .audience("chosao")
                                .claim(
                                        "roles",
                                        grants.stream().map(Grant::role).distinct().toList())
                                .claim(Grant.CLAIM, grants.stream().map(Grant::toClaim).toList())
                                .issueTime(Date.from(expiresAt.minusSeconds(900)))
                                .expirationTime(Date.from(expiresAt))
                                .build());
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
        return token.serialize();
    }
}
