package chosao.gateway.token;

import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;

/** Keeps private keys unreadable in the database and its backups. */
@Singleton
final class KeyCipher {

    private final SecretBox box;

    KeyCipher(DerivedKeys keys) {
        box = new SecretBox(keys.derive("AES", "chosao signing keys"));
    }

    /**
     * @param label what the content is; only with the same label it is opened again
     */
    String seal(byte[] content, String label) {
        return box.seal(content, label);
    }

    /**
     * @throws IllegalStateException if it was sealed under another secret or label, or changed
     */
    byte[] open(String sealed, String label) {
        try {
            return box.open(sealed, label);
        } catch (GeneralSecurityException wrong) {
            throw new IllegalStateException(
                    "signing key "
                            + label
                            + " cannot be decrypted: KEY_ENCRYPTION_SECRET is not the one it was"
                            + " encrypted with",
                    wrong);
        }
    }
}
