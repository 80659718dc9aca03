package chosao.gateway.token;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The keys that access tokens are signed with. They live in the database, so that all copies of the
 * gateway sign alike and a restart signs nobody out.
 *
 * <p>A new key is published before it signs, and an old one is published until the last token
 * signed with it has expired; so no service ever meets a token whose key it cannot find.
 */
@Singleton
public class SigningKeys {

    private static final int KEY_BITS = 2048;

    /** How long a new key is only published. More than the time between two {@link #reload}s. */
    private static final Duration INTRODUCTION = Duration.ofMinutes(5);

    /** How long an old key is still published. Far more than any token lives. */
    private static final Duration FAREWELL = Duration.ofDays(1);

    private final StoredKeyRepository stored;
    private final KeyMaking making;
    private final KeyCipher cipher;
    private final Clock clock;

    private volatile List<DatedKey> keys = List.of();

    private record DatedKey(RSAKey key, Instant createdAt) {}

    SigningKeys(StoredKeyRepository stored, KeyMaking making, KeyCipher cipher, Clock clock) {
        this.stored = stored;
        this.making = making;
        this.cipher = cipher;
        this.clock = clock;
    }

    @EventListener
    void onStartup(StartupEvent event) {
        reload();
    }

    /** Takes over what other copies of the gateway have made, and makes a key when it is time. */
    @Scheduled(fixedDelay = "1m", initialDelay = "1m")
    void reload() {
        making.makeIfDue();
        keys = stored.findAllOrderByCreatedAt().stream().map(this::open).toList();
    }

    /** The key to sign with now: the newest that everybody had time to hear of. */
    RSAKey signing() {
        var introduced = clock.instant().minus(INTRODUCTION);
        var known = keys;
        for (var dated : known.reversed()) {
            if (!dated.createdAt().isAfter(introduced)) {
                return dated.key();
            }
        }
        return known.getFirst().key();
    }

    Optional<RSAKey> find(String id) {
        for (var dated : keys) {
            if (dated.key().getKeyID().equals(id)) {
                return Optional.of(dated.key());
            }
        }
        return Optional.empty();
    }

    /** What anyone may know of the keys: RFC 7517. */
    public JWKSet published() {
        return new JWKSet(keys.stream().map(dated -> (JWK) dated.key()).toList()).toPublicJWKSet();
    }

    private DatedKey open(StoredKey key) {
        try {
            var factory = KeyFactory.getInstance("RSA");
            var rsa =
                    new RSAKey.Builder(
                                    (RSAPublicKey)
                                            factory.generatePublic(
                                                    new X509EncodedKeySpec(
                                                            Base64.getDecoder()
                                                                    .decode(key.publicKey()))))
                            .privateKey(
                                    factory.generatePrivate(
                                            new PKCS8EncodedKeySpec(
                                                    cipher.open(key.privateKey(), key.id()))))
                            .keyID(key.id())
                            .keyUse(KeyUse.SIGNATURE)
                            .algorithm(JWSAlgorithm.RS256)
                            .build();
            return new DatedKey(rsa, key.createdAt());
        } catch (GeneralSecurityException unreadable) {
            throw new IllegalStateException("signing key " + key.id(), unreadable);
        }
    }

    /** Makes keys, one copy of the gateway at a time. */
    @Singleton
    static class KeyMaking {

        private final StoredKeyRepository stored;
        private final KeyCipher cipher;
        private final TokenConfig config;
        private final Clock clock;

        KeyMaking(StoredKeyRepository stored, KeyCipher cipher, TokenConfig config, Clock clock) {
            this.stored = stored;
            this.cipher = cipher;
            this.config = config;
            this.clock = clock;
        }

        @Transactional
        void makeIfDue() {
            stored.lock();
            var now = clock.instant();
            var all = stored.findAllOrderByCreatedAt();
            if (all.isEmpty()
                    || all.getLast().createdAt().isBefore(now.minus(config.keyLifetime()))) {
                stored.save(make(now));
            }
            stored.deleteCreatedBefore(
                    now.minus(config.keyLifetime().multipliedBy(2)).minus(FAREWELL));
        }

        private StoredKey make(Instant now) {
            try {
                var generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(KEY_BITS);
                var pair = generator.generateKeyPair();
                var id = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
                return new StoredKey(
                        id,
                        cipher.seal(pair.getPrivate().getEncoded(), id),
                        Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()),
                        now);
            } catch (GeneralSecurityException unsupported) {
                throw new IllegalStateException(unsupported);
            }
        }
    }
}
