package chosao.orders.buyer;

import chosao.kernel.security.Caller;
import chosao.kernel.security.SecretToken;
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

    public static Buyer of(@Nullable Caller caller, @Nullable String token) {
        return new Buyer(
                caller == null ? null : caller.accountId(),
                token == null || token.isEmpty() ? null : SecretToken.hash(token));
    }

    /** A token that nobody can guess. */
    public static String newToken() {
        return SecretToken.random();
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
}
