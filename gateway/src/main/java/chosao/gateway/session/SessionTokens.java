package chosao.gateway.session;

import chosao.gateway.role.RoleGrants;
import chosao.gateway.token.AccessTokens;
import chosao.kernel.security.ActiveTokens;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;

/** Knows from the gateway's own database whether a token still counts. Thread-safe. */
@Singleton
final class SessionTokens implements ActiveTokens {

    private final AccessTokens tokens;
    private final RoleGrants grants;
    private final ExecutorService blocking;

    SessionTokens(
            AccessTokens tokens,
            RoleGrants grants,
            @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.tokens = tokens;
        this.grants = grants;
        this.blocking = blocking;
    }

    @Override
    public CompletionStage<Boolean> isActive(String token) {
        return CompletableFuture.supplyAsync(() -> isActiveNow(token), blocking);
    }

    boolean isActiveNow(String token) {
        return tokens.check(token)
                .filter(bearer ->
                        grants.hold(bearer.sessionId(), bearer.accountId(), bearer.grants()))
                .isPresent();
    }
}
