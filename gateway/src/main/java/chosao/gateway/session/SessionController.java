package chosao.gateway.session;

import static chosao.gateway.GatewayProblem.SESSION_ENDED;
import static chosao.gateway.GatewayProblem.WRONG_CREDENTIALS;

import chosao.gateway.account.Account;
import chosao.gateway.account.Accounts;
import chosao.gateway.account.Email;
import chosao.gateway.limit.ClientOrigin;
import chosao.gateway.limit.SignInLimits;
import chosao.gateway.token.AccessTokens;
import chosao.kernel.problem.ProblemException;
import chosao.kernel.security.IgnoresToken;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signing in and out. */
@Controller("/api/v1/sessions")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Identity")
class SessionController {

    private static final Logger LOG = LoggerFactory.getLogger(SessionController.class);

    private final Accounts accounts;
    private final Sessions sessions;
    private final AccessTokens tokens;
    private final SignInLimits limits;
    private final Counter succeeded;
    private final Counter failed;

    /** What somebody signs in with. */
    @Serdeable
    @Schema(
            name = "SignIn",
            example =
                    """
                    {"email": "producer@sample.local", "password": "sample-password"}
                    """)
    record SignIn(
            @NotNull @Size(max = 1000) String email, @NotNull @Size(max = 1000) String password) {

        @Override
        public String toString() {
            return "SignIn[…]";
        }
    }

    /** What a session is carried on with. */
    @Serdeable
    @Schema(
            name = "Refresh",
            example =
                    """
                    {"refreshToken": "the refreshToken of the session"}
                    """)
    record RefreshRequest(@NotNull @Size(max = 1000) String refreshToken) {

        @Override
        public String toString() {
            return "RefreshRequest[…]";
        }
    }

    /**
     * What a signed-in client keeps.
     *
     * @param accessToken goes along as {@code Authorization: Bearer …}
     * @param refreshToken good for one refresh, which may be repeated for some seconds
     * @param expiresIn seconds that the access token is good for
     */
    @Serdeable
    @Schema(name = "TokenPair")
    record TokenPair(String accessToken, String refreshToken, long expiresIn) {

        @Override
        public String toString() {
            return "TokenPair[…]";
        }
    }

    SessionController(
            Accounts accounts,
            Sessions sessions,
            AccessTokens tokens,
            SignInLimits limits,
            MeterRegistry meters) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.tokens = tokens;
        this.limits = limits;
        this.succeeded = meters.counter("market.sign.ins", "result", "succeeded");
        this.failed = meters.counter("market.sign.ins", "result", "failed");
    }

    @Operation(operationId = "signIn", summary = "Sign in")
    @ApiResponse(responseCode = "401", description = "`wrong-credentials`")
    @Post
    @Secured(SecurityRule.IS_ANONYMOUS)
    @IgnoresToken
    HttpResponse<TokenPair> signIn(HttpRequest<?> request, @Body @Valid SignIn signIn) {
        var email = Email.parse(signIn.email());
        limits.signIn(ClientOrigin.of(request), email.map(Email::value).orElse(""));
        var account =
                accounts.authenticate(email, signIn.password()).orElseThrow(this::wrongCredentials);
        succeeded.increment();
        var begun = sessions.begin(account.id());
        return answer(account, begun.sessionId(), begun.token());
    }

    private ProblemException wrongCredentials() {
        failed.increment();
        return WRONG_CREDENTIALS.with();
    }

    @Operation(
            operationId = "refreshSession",
            summary = "Carry a session on",
            description =
                    "Each refresh token is good once. Used again within ten seconds, as by two tabs, it"
                            + " gives the same `refreshToken` again. After that it ends its session:"
                            + " no refresh token of it is good any more, and access tokens run out.")
    @ApiResponse(responseCode = "401", description = "`session-ended`: sign in again.")
    @Post("/refresh")
    @Secured(SecurityRule.IS_ANONYMOUS)
    @IgnoresToken
    HttpResponse<TokenPair> refresh(@Body @Valid RefreshRequest request) {
        return switch (sessions.refresh(new RefreshToken(request.refreshToken()))) {
            case Refresh.Continued(var sessionId, var accountId, var next) ->
                    answer(
                            accounts.find(accountId).orElseThrow(SESSION_ENDED::with),
                            sessionId,
                            next);
            case Refresh.Reused(var sessionId, var accountId) -> {
                LOG.warn(
                        "A used refresh token came back: session {} of account {} ended",
                        sessionId,
                        accountId);
                throw SESSION_ENDED.with();
            }
            case Refresh.Refused() -> throw SESSION_ENDED.with();
        };
    }

    @Operation(operationId = "signOut", summary = "Sign out")
    @Delete("/current")
    @Secured(SecurityRule.IS_AUTHENTICATED)
    @Status(HttpStatus.NO_CONTENT)
    void signOut(Authentication authentication) {
        sessions.signOut(UUID.fromString((String) authentication.getAttributes().get("sid")));
    }

    private HttpResponse<TokenPair> answer(Account account, UUID sessionId, RefreshToken refresh) {
        var access = tokens.issue(account.id(), account.name(), account.grants(), sessionId);
        return HttpResponse.ok(
                new TokenPair(access, refresh.value(), tokens.lifetime().toSeconds()));
    }
}
