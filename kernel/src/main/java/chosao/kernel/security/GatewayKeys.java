package chosao.kernel.security;

import static java.util.concurrent.CompletableFuture.completedFuture;

import chosao.kernel.problem.KernelProblem;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.security.token.jwt.signature.ReactiveSignatureConfiguration;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.text.ParseException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks the signatures of access tokens with the keys that the gateway publishes.
 *
 * <p>They are read when a token names a key that is not known, and anew each minute. A key that is
 * known needs no gateway: where it cannot be read, the keys stay as they are. Only a token of an
 * unknown key must wait for it then, and is told so (503); a token is called bad only if the
 * gateway, asked for it, does not know its key either. Thread-safe.
 */
@Singleton
@Requires(property = "micronaut.security.token.jwt.enabled", notEquals = "false")
class GatewayKeys implements ReactiveSignatureConfiguration<SignedJWT> {

    private static final Logger LOG = LoggerFactory.getLogger(GatewayKeys.class);

    /** For a document of a kilobyte on the same network. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** What is between two readings, however many tokens of invented keys arrive. */
    private static final Duration REST = Duration.ofSeconds(1);

    private final HttpRequest request;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(PATIENCE)
                    .build();

    private volatile Map<String, JWSVerifier> known = Map.of();
    private CompletableFuture<Map<String, JWSVerifier>> lastReading = completedFuture(Map.of());
    private long lastReadingAt = System.nanoTime() - REST.toNanos();

    GatewayKeys(@Property(name = "market.keys.url") URI url) {
        this.request = HttpRequest.newBuilder(url).timeout(PATIENCE).build();
    }

    @Override
    public Publisher<Boolean> verify(SignedJWT token) {
        return Publishers.fromCompletableFuture(() -> isGood(token));
    }

    CompletableFuture<Boolean> isGood(SignedJWT token) {
        var key = token.getHeader().getKeyID();
        if (key == null) {
            return completedFuture(false);
        }
        var verifier = known.get(key);
        if (verifier != null) {
            return completedFuture(hasSigned(verifier, token));
        }
        return newest().handle((keys, _) -> {
            if (keys == null) {
                throw KernelProblem.SERVICE_UNAVAILABLE.with();
            }
            return hasSigned(keys.get(key), token);
        });
    }

    /** Takes over what the gateway has published since, and forgets what it has withdrawn. */
    @Scheduled(fixedDelay = "1m", initialDelay = "1m")
    void renew() {
        // A service that nobody has sent a token to need not know any.
        if (!known.isEmpty()) {
            // What fails is in the log.
            var _ = read();
        }
    }

    @PreDestroy
    void close() {
        client.shutdownNow();
    }

    private synchronized CompletableFuture<Map<String, JWSVerifier>> newest() {
        return lastReading.isDone() && System.nanoTime() - lastReadingAt >= REST.toNanos()
                ? read()
                : lastReading;
    }

    /** Asks the gateway now. */
    synchronized CompletableFuture<Map<String, JWSVerifier>> read() {
        lastReadingAt = System.nanoTime();
        lastReading =
                client.sendAsync(request, BodyHandlers.ofString())
                        .thenApply(GatewayKeys::keysIn)
                        .whenComplete(this::keep);
        return lastReading;
    }

    private void keep(@Nullable Map<String, JWSVerifier> keys, @Nullable Throwable failure) {
        if (keys != null) {
            known = keys;
        } else {
            LOG.warn(
                    "The keys of access tokens cannot be read from {}; those read before stay: {}",
                    request.uri(),
                    String.valueOf(failure));
        }
    }

    private static Map<String, JWSVerifier> keysIn(HttpResponse<String> answer) {
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("answered " + answer.statusCode());
        }
        try {
            var verifiers = new HashMap<String, JWSVerifier>();
            for (JWK key : JWKSet.parse(answer.body()).getKeys()) {
                verifiers.put(key.getKeyID(), new RSASSAVerifier(key.toRSAKey()));
            }
            return Map.copyOf(verifiers);
        } catch (ParseException | JOSEException unreadable) {
            throw new CompletionException(unreadable);
        }
    }

    private static boolean hasSigned(@Nullable JWSVerifier key, SignedJWT token) {
        try {
            return key != null && token.verify(key);
        } catch (JOSEException unsupported) {
            return false;
        }
    }
}
