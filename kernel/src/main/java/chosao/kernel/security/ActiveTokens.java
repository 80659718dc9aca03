package chosao.kernel.security;

import java.util.concurrent.CompletionStage;

/** Knows whether an access token still counts, beside its signature and its end. */
public interface ActiveTokens {

    /**
     * Whether the session of a token goes on and every role in it is still granted.
     *
     * @param token one whose signature was found good
     * @return fails with {@code service-unavailable} where that cannot be asked now
     */
    CompletionStage<Boolean> isActive(String token);
}
