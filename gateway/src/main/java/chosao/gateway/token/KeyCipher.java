package chosao.gateway.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Keeps private keys unreadable in the database and its backups: AES-256-GCM (NIST SP 800-38D)
 * under a key derived by HKDF (RFC 5869).
 */
@Singleton
final class KeyCipher {

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    private final SecretKey key;

    KeyCipher(DerivedKeys keys) {
        key = keys.derive("AES", "chosao signing keys");
    }

    /**
     * @param label what the content is; only with the same label it is opened again
     */
    String seal(byte[] content, String label) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            var sealed = cipher(Cipher.ENCRYPT_MODE, nonce, label).doFinal(content);
            return Base64.getEncoder()
                    .encodeToString(
                            ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                                    .put(nonce)
                                    .put(sealed)
                                    .array());
        } catch (GeneralSecurityException unsupported) {
            throw new IllegalStateException(unsupported);
        }
    }

    /**
     * @throws IllegalStateException if it was sealed under another secret or label, or changed
     */
    byte[] open(String sealed, String label) {
        var buffer = ByteBuffer.wrap(Base64.getDecoder().decode(sealed));
        var nonce = new byte[NONCE_BYTES];
        buffer.get(nonce);
        var content = new byte[buffer.remaining()];
        buffer.get(content);
        try {
            return cipher(Cipher.DECRYPT_MODE, nonce, label).doFinal(content);
        } catch (GeneralSecurityException wrong) {
            throw new IllegalStateException(
                    "signing key "
                            + label
                            + " cannot be decrypted: KEY_ENCRYPTION_SECRET is not the one it was"
                            + " encrypted with",
                    wrong);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String label) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(label.getBytes(UTF_8));
        return cipher;
    }
}
