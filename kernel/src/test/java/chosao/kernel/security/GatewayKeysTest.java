package chosao.kernel.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chosao.kernel.problem.KernelProblem;
import chosao.kernel.problem.ProblemException;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import io.micronaut.context.annotation.Property;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Nothing answers at the address of the service that runs; the others ask a gateway of the test's.
 */
@MicronautTest
@Property(name = "market.keys.url", value = "http://127.0.0.1:1/.well-known/jwks.json")
class GatewayKeysTest {

    private static RSAKey key;
    private static RSAKey other;

    private final AtomicInteger readings = new AtomicInteger();
    private volatile List<RSAKey> published = List.of();
    private volatile boolean down;
    private HttpServer gateway;
    private GatewayKeys keys;

    @Inject EmbeddedServer server;

    @BeforeAll
    static void makeKeys() throws JOSEException {
        key = new RSAKeyGenerator(2048).keyID("key").generate();
        other = new RSAKeyGenerator(2048).keyID("other").generate();
    }

    @BeforeEach
    void openGateway() throws IOException {
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext(
                "/",
                exchange -> {
                    readings.incrementAndGet();
                    if (down) {
                        // As where an idle connection is closed while a request is on its way.
                        exchange.close();
                        return;
                    }
                    var set =
                            new JWKSet(
                                            published.stream()
                                                    .map(one -> (JWK) one.toPublicJWK())
                                                    .toList())
                                    .toString()
                                    .getBytes(UTF_8);
                    exchange.sendResponseHeaders(200, set.length);
                    exchange.getResponseBody().write(set);
                    exchange.close();
                });
        gateway.start();
        keys = new GatewayKeys(URI.create("http:/" + gateway.getAddress() + "/"));
    }

    @AfterEach
    void closeGateway() {
        gateway.stop(0);
    }

    @Test
    void readsTheKeysWhenTheFirstTokenComes() throws Exception {
        published = List.of(other, key);

        assertThat(isGood(signedWith(key))).isTrue();
        assertThat(isGood(signedWith(other))).isTrue();
        assertThat(readings).hasValue(1);
    }

    @Test
    void knowsItsKeysWhileTheGatewayIsAway() throws Exception {
        published = List.of(key);
        keys.read().join();
        loseGateway();

        assertThat(isGood(signedWith(key))).isTrue();
    }

    @Test
    void callsNoTokenBadWhileItCannotAskForItsKey() throws Exception {
        published = List.of(other);
        keys.read().join();
        loseGateway();
        var token = signedWith(key);

        assertThatThrownBy(() -> isGood(token))
                .cause()
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem ->
                                assertThat(problem.type())
                                        .isEqualTo(KernelProblem.SERVICE_UNAVAILABLE));
    }

    @Test
    void forgetsAKeyThatWasWithdrawn() throws Exception {
        published = List.of(key, other);
        keys.read().join();
        published = List.of(other);
        keys.read().join();

        assertThat(isGood(signedWith(key))).isFalse();
    }

    @Test
    void believesNobodyWhoOnlyNamesAKnownKey() throws Exception {
        published = List.of(key);
        var forged = new RSAKeyGenerator(2048).keyID(key.getKeyID()).generate();

        assertThat(isGood(signedWith(forged))).isFalse();
        assertThat(isGood(signedWith(key))).isTrue();
    }

    @Test
    void isNotSentToTheGatewayByEveryInventedKey() throws Exception {
        published = List.of(key);
        var invented = signedWith(other);
        var start = System.nanoTime();

        for (int i = 0; i < 200; i++) {
            assertThat(isGood(invented)).isFalse();
        }

        long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
        assertThat((long) readings.get()).isBetween(1L, 1 + seconds);
    }

    @Test
    void asksToTryAgainWhereNoKeyCouldBeReadYet() throws Exception {
        var request =
                HttpRequest.newBuilder(server.getURI().resolve("/open"))
                        .header("Authorization", "Bearer " + signedWith(key).serialize())
                        .build();

        var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("/problems/service-unavailable");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }

    private void loseGateway() {
        down = true;
        assertThatThrownBy(() -> keys.read().join()).isInstanceOf(CompletionException.class);
    }

    private boolean isGood(SignedJWT token) {
        return keys.isGood(token).join();
    }

    private static SignedJWT signedWith(RSAKey key) throws JOSEException {
        var claims =
                new JWTClaimsSet.Builder()
                        .subject("01a21787-5dce-7eb6-a30e-40f7d11f5f34")
                        .issuer("chosao")
                        .audience("chosao")
                        .build();
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build();
        var token = new SignedJWT(header, claims);
        token.sign(new RSASSASigner(key));
        return token;
    }
}
