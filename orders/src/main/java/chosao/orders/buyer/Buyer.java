package chosao.orders.buyer;

import static java.nio.charset.StandardCharsets.UTF_8;

import chosao.kernel.security.Caller;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who buys. Whoever is signed in may hold the token of a cart from before as well; whoever is
 * neither signed in nor holds a token is nobody, and owns nothing.
 *
 * @param accountId the account, if signed in
 * @param tokenHash the SHA-256 of the cart's token, if there is one
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; it goes to the database as it is
public record Buyer(@Nullable UUID accountId, byte @Nullable [] tokenHash) {

    /** The header that carries a cart's token. */
    public static final String TOKEN_HEADER = "X-Cart-Token";

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int TOKEN_BYTES = 32;

    public static Buyer of(@Nullable Caller caller, @Nullable String token) {
        return new Buyer(
                caller == null ? null : caller.accountId(),
                token == null || token.isEmpty() ? null : hash(token));
    }

    /** A token that nobody can guess. */
    public static String newToken() {
        var bytes = new byte[TOKEN_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Whether nothing tells who it is. */
    public boolean isNobody() {
        return accountId == null && tokenHash == null;
    }

    /** A name for this buyer that no other has. */
    public String name() {
        if (accountId != null) {
            return "account:" + accountId;
        }
        return tokenHash == null ? "nobody" : "cart:" + HexFormat.of().formatHex(tokenHash);
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
