package chosao.gateway.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import chosao.gateway.token.DerivedKeys;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * Knows which refresh token follows which. The successor is the HMAC of its predecessor under a key
 * of the gateway's: the same each time and at each copy of the gateway, without being stored
 * anywhere; and without the key nobody who has a token can tell the next one. Thread-safe.
 */
@Singleton
final class Succession {

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKey key;

    Succession(DerivedKeys keys) {
        key = keys.derive(ALGORITHM, "chosao refresh tokens");
    }

    RefreshToken after(RefreshToken token) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return RefreshToken.of(mac.doFinal(token.value().getBytes(UTF_8)));
        } catch (GeneralSecurityException unsupported) {
            throw new IllegalStateException(unsupported);
        }
    }
}
