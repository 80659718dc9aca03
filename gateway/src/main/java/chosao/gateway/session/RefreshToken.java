package chosao.gateway.session;

import chosao.kernel.security.SecretToken;
import java.util.Base64;

/**
 * A secret that is good for one refresh: 256 bits that nobody can guess. The database knows only
 * its hash.
 *
 * @param value base64url, as the client keeps it
 */
record RefreshToken(String value) {

    static RefreshToken random() {
        return new RefreshToken(SecretToken.random());
    }

    static RefreshToken of(byte[] bytes) {
        return new RefreshToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    byte[] hash() {
        return SecretToken.hash(value);
    }

    @Override
    public String toString() {
        return "RefreshToken[…]";
    }
}
