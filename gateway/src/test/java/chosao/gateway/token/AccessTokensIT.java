package chosao.gateway.token;

import static chosao.gateway.testing.RunningGateway.member;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chosao.gateway.testing.RunningGateway;
import chosao.kernel.security.Grant;
import chosao.local.postgres.PostgresCluster.Database;
import chosao.local.testing.TestPostgres;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.micronaut.security.annotation.Secured;
import io.micronaut.web.router.Router;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AccessTokensIT {

    private static final UUID BUYER = UUID.fromString("01890000-0000-7000-8000-000000000001");

    private static RunningGateway gateway;

    @BeforeAll
    static void open() {
        gateway = new RunningGateway(Map.of("gateway.sample-accounts", true));
        gateway.update(
                """
                INSERT INTO sessions (id, account_id, created_at, last_used_at, expires_at)
                VALUES (?, ?, now(), now(), now() + interval '1 day')
                """,
                BUYER,
                BUYER);
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    @Test
    void knowsTheSampleAccounts() {
        for (var role : List.of("buyer", "producer", "fair", "certifier", "admin")) {
            var session =
                    gateway.post(
                            "/api/v1/sessions",
                            """
                            {"email": "%s@sample.local", "password": "sample-password"}
                            """
                                    .formatted(role));
            assertThat(session.statusCode()).isEqualTo(200);
            var me = me(member(session.body(), "accessToken"));
            assertThat(me.body()).contains("\"" + role + "\"");
        }
        var buyer =
                gateway.bean(AccessTokens.class)
                        .issue(BUYER, "x", Set.of(Grant.of("buyer")), BUYER);
        assertThat(me(buyer).body()).contains("buyer@sample.local");
    }

    @Test
    void refusesATokenThatIsForgedExpiredOrUnsigned() throws Exception {
        var key = gateway.bean(SigningKeys.class).signing();
        var stranger = new RSAKeyGenerator(2048).keyID(key.getKeyID()).generate();
        var good = claims(Instant.now().plusSeconds(60)).build();

        assertThat(me(signed(key, good)).statusCode()).isEqualTo(200);
        assertRefused(signed(stranger, good));
        assertRefused(signed(key, claims(Instant.now().minusSeconds(1)).build()));
        assertRefused(signed(key, claims(Instant.now().plusSeconds(60)).issuer("else").build()));
        assertRefused(signed(key, claims(Instant.now().plusSeconds(60)).audience("else").build()));
        assertRefused(new PlainJWT(good).serialize());
        assertRefused(signedBySecret(key, good));
        assertRefused(signed(key, good) + "x");
        assertRefused("nonsense");
    }

    @Test
    void letsABadTokenBeExchangedForAGoodOne() {
        var bad = "Bearer nonsense";
        var email = UUID.randomUUID() + "@example.vn";
        var credentials =
                """
                "email": "%s", "password": "correct horse battery"\
                """
                        .formatted(email);

        var signedUp =
                gateway.post(
                        "/api/v1/accounts",
                        "{" + credentials + ", \"name\": \"An\"}",
                        "Authorization",
                        bad);
        var session =
                gateway.post("/api/v1/sessions", "{" + credentials + "}", "Authorization", bad);
        var refreshed =
                gateway.post(
                        "/api/v1/sessions/refresh",
                        "{\"refreshToken\": \"" + member(session.body(), "refreshToken") + "\"}",
                        "Authorization",
                        bad);

        assertThat(signedUp.statusCode()).isEqualTo(201);
        assertThat(session.statusCode()).isEqualTo(200);
        assertThat(refreshed.statusCode()).isEqualTo(200);
        for (var path : List.of("/.well-known/jwks.json", "/api/v1/.well-known/jwks.json")) {
            assertThat(gateway.get(path, "Authorization", bad).statusCode()).isEqualTo(200);
        }
        assertThat(gateway.get("/api/v1/openapi.yaml", "Authorization", bad).statusCode())
                .isEqualTo(401);
    }

    @Test
    void knowsATokenInOneSpellingOnly() throws Exception {
        var tokens = gateway.bean(AccessTokens.class);
        var good =
                signed(
                        gateway.bean(SigningKeys.class).signing(),
                        claims(Instant.now().plusSeconds(60)).build());
        assertThat(tokens.check(good)).isPresent();

        // The last character of the signature has four bits that say nothing.
        var unusedBits =
                good.substring(0, good.length() - 1) + successor(good.charAt(good.length() - 1));
        for (var spelling :
                List.of(
                        good + '!',
                        good + "=",
                        good + "!!!!",
                        good + '.',
                        good.replace(".", ".!"),
                        unusedBits)) {
            assertThat(tokens.check(spelling)).as(spelling).isEmpty();
            assertThat(tokens.recall(spelling)).as(spelling).isEmpty();
        }
        assertThat(tokens.recall(good)).isPresent();
    }

    private static char successor(char digit) {
        var digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        return digits.charAt(digits.indexOf(digit) + 1);
    }

    @Test
    void saysOfEveryRouteWhoMayCallIt() {
        assertThat(
                        gateway.bean(Router.class)
                                .uriRoutes()
                                .filter(route ->
                                        route.getTargetMethod()
                                                .getDeclaringType()
                                                .getName()
                                                .startsWith("chosao")))
                .isNotEmpty()
                .allMatch(route -> route.getTargetMethod().hasAnnotation(Secured.class));
    }

    @Test
    void publishesAKeyBeforeItSignsAndAfterItHasSigned() {
        var database = TestPostgres.database("keys");

        var today = keysAt(database, "PT0S");
        var due = keysAt(database, "P91D");
        var later = keysAt(database, "P91DT10M");

        assertThat(today.published()).containsExactly(today.signing());
        assertThat(due.signing()).isEqualTo(today.signing());
        assertThat(due.published()).hasSize(2).contains(today.signing());
        assertThat(later.published()).isEqualTo(due.published());
        assertThat(later.signing()).isNotEqualTo(today.signing());
    }

    private record Keys(String signing, Set<String> published) {}

    /** What a gateway has that runs so far from today. */
    private static Keys keysAt(Database database, String offset) {
        var settings =
                Map.of(
                        "datasources.default.url", database.url(),
                        "datasources.default.username", database.user(),
                        "datasources.default.password", database.password(),
                        "market.clock.offset", offset);
        try (var copy = new RunningGateway(settings)) {
            var keys = copy.bean(SigningKeys.class);
            return new Keys(
                    keys.signing().getKeyID(),
                    keys.published().getKeys().stream()
                            .map(JWK::getKeyID)
                            .collect(Collectors.toSet()));
        }
    }

    private static void assertRefused(String token) {
        var answer = me(token);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
        assertThat(answer.headers().firstValue("WWW-Authenticate"))
                .hasValue("Bearer error=\"invalid_token\"");
    }

    private static java.net.http.HttpResponse<String> me(String token) {
        return gateway.get("/api/v1/accounts/me", "Authorization", "Bearer " + token);
    }

    private static JWTClaimsSet.Builder claims(Instant expires) {
        return new JWTClaimsSet.Builder()
                .issuer("chosao")
                .audience("chosao")
                .subject(BUYER.toString())
                .claim("name", "Người mua mẫu")
                .claim("roles", List.of("buyer"))
                .claim("sid", BUYER.toString())
                .expirationTime(Date.from(expires));
    }

    private static String signed(RSAKey key, JWTClaimsSet claims) throws Exception {
        var token =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
                        claims);
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    /** The old trick: the public key, which everybody has, taken for a shared secret. */
    private static String signedBySecret(RSAKey key, JWTClaimsSet claims) throws Exception {
        var token =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(key.getKeyID()).build(),
                        claims);
        token.sign(new MACSigner(key.toPublicJWK().toJSONString().getBytes(UTF_8)));
        return token.serialize();
    }
}
