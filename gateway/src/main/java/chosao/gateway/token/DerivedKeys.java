package chosao.gateway.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * Makes of {@code KEY_ENCRYPTION_SECRET} a key for each purpose (HKDF, RFC 5869), so that one
 * secret is enough to operate the gateway and no key can be used for anything else. All copies of
 * the gateway derive the same keys. Thread-safe.
 */
@Singleton
public final class DerivedKeys {

    private static final int BYTES = 32;

    private final TokenConfig config;

    DerivedKeys(TokenConfig config) {
        this.config = config;
    }

    /**
     * A key of 256 bits.
     *
     * @param algorithm what it is for, as {@code javax.crypto} names it: {@code AES}, {@code
     *     HmacSHA256}
     * @param purpose never changes, or what the key was used for cannot be read any more
     */
    public SecretKey derive(String algorithm, String purpose) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            algorithm,
                            HKDFParameterSpec.ofExtract()
                                    .addIKM(config.keySecret().getBytes(UTF_8))
                                    .thenExpand(purpose.getBytes(UTF_8), BYTES));
        } catch (GeneralSecurityException unsupported) {
            throw new IllegalStateException(unsupported);
        }
    }
}
