package chosao.orders;

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
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.UUID;

/**
 * The services that orders reads from, as far as it reads them: the gateway's keys, and catalog's
 * feed with whatever a test publishes.
 */
final class Neighbours {

    private static final String KEY = "test";

    private final LoopbackServer server = new LoopbackServer();
    private final RSAKey key;
    private final List<String> feed = new ArrayList<>();
    private volatile boolean catalogAway;

    Neighbours() {
        try {
            key = new RSAKeyGenerator(2048).keyID(KEY).generate();
        } catch (JOSEException noKey) {
            throw new IllegalStateException(noKey);
        }
        server.answering(
                        "/.well-known/jwks.json",
                        exchange -> answer(exchange, new JWKSet(key.toPublicJWK()).toString()))
                .answering("/internal/changes", this::changes);
    }

    URI url() {
        return server.url();
    }

    /** A token of the account, as the gateway signs it, good however far a test moves the clock. */
    String token(UUID account, String... roles) {
        return token(account, Arrays.stream(roles).map(Grant::of).toArray(Grant[]::new));
    }

    /** The same with the scopes of the roles. */
    String token(UUID account, Grant... grants) {
        var claims =
                new JWTClaimsSet.Builder()
                        .subject(account.toString())
                        .issuer("chosao")
                        .audience("chosao")
                        .claim("name", "Somebody")
                        .claim("roles", Arrays.stream(grants).map(Grant::role).distinct().toList())
                        .claim(Grant.CLAIM, Arrays.stream(grants).map(Grant::toClaim).toList())
                        .expirationTime(Date.from(Instant.now().plus(Duration.ofDays(3_650))))
                        .build();
        var token =
                new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(KEY).build(), claims);
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException unsigned) {
            throw new IllegalStateException(unsigned);
        }
        return token.serialize();
    }

    /** Adds a change of a product to catalog's feed. */
    void publish(UUID product, long version, String data) {
        synchronized (feed) {
            int number = feed.size() + 1;
            feed.add(
                    """
                    {"cursor": "1-%d", "kind": "product", "id": "%s", "version": %d,
                     "at": "2026-11-22T00:00:00Z", "data": %s}
                    """
                            .formatted(number, product, version, data));
            feed.notifyAll();
        }
    }

    /** Has catalog answer nothing, or answer again. */
    void catalogAway(boolean away) {
        catalogAway = away;
        synchronized (feed) {
            feed.notifyAll();
        }
    }

    private void changes(HttpExchange exchange) throws IOException {
        var query = exchange.getRequestURI().getQuery();
        var after = query.replaceFirst(".*after=\\d+-(\\d+).*", "$1");
        var page = page(Integer.parseInt(after));
        if (catalogAway) {
            // As a process that was killed: the connection ends in the middle of it.
            exchange.close();
            return;
        }
        answer(exchange, page);
    }

    private String page(int after) {
        synchronized (feed) {
            if (after >= feed.size() && !catalogAway) {
                try {
                    feed.wait(5_000);
                } catch (InterruptedException ended) {
                    Thread.currentThread().interrupt();
                }
            }
            int end = Math.min(feed.size(), after + 500);
            int begin = Math.min(after, end);
            return "{\"items\": [%s], \"next\": \"1-%d\"}"
                    .formatted(String.join(",", feed.subList(begin, end)), Math.max(after, end));
        }
    }

    private static void answer(HttpExchange exchange, String body) throws IOException {
        try (exchange) {
            var bytes = body.getBytes(UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
