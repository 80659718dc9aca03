package chosao.gateway.session;

import static chosao.gateway.GatewayProblem.SESSION_ENDED;
import static chosao.gateway.GatewayProblem.WRONG_CREDENTIALS;

import chosao.gateway.account.Account;
import chosao.gateway.account.Accounts;
import chosao.gateway.account.Email;
import chosao.gateway.limit.ClientOrigin;
import chosao.gateway.limit.FamiliarAddresses;
import chosao.gateway.limit.SignInLimits;
import chosao.gateway.token.AccessTokens;
import chosao.kernel.page.Cursor;
import chosao.kernel.page.Page;
import chosao.kernel.problem.KernelProblem;
import chosao.kernel.problem.ProblemException;
import chosao.kernel.security.Caller;
import chosao.kernel.security.IgnoresToken;
import chosao.kernel.security.RequiresActiveToken;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
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
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signing in and out. */
@Controller("/api/v1/sessions")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Identity")
class SessionController {

    private static final Logger LOG = LoggerFactory.getLogger(SessionController.class);

    private static final int CLIENT_LENGTH = 100;

    private final Accounts accounts;
    private final Sessions sessions;
    private final AccessTokens tokens;
    private final SignInLimits limits;
    private final Counter succeeded;
    private final Counter failed;
    private final FamiliarAddresses familiarAddresses;

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

    /**
     * A session as its owner sees it.
     *
     * @param lastUsedAt when it began or was last refreshed
     * @param client what the client said of itself ({@code User-Agent}), shortened
     * @param current whether the request came in it
     */
    @Serdeable
    @Schema(name = "Session")
    record SessionView(
            UUID id,
            Instant createdAt,
            Instant lastUsedAt,
            @Nullable String client,
            boolean current) {}

    SessionController(
            Accounts accounts,
            Sessions sessions,
            AccessTokens tokens,
            SignInLimits limits,
            FamiliarAddresses familiarAddresses,
            MeterRegistry meters) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.tokens = tokens;
        this.limits = limits;
        this.succeeded = meters.counter("market.sign.ins", "result", "succeeded");
        this.failed = meters.counter("market.sign.ins", "result", "failed");
        this.familiarAddresses = familiarAddresses;
    }

    @Operation(operationId = "signIn", summary = "Sign in")
    @ApiResponse(responseCode = "401", description = "`wrong-credentials`")
    @Post
    @Secured(SecurityRule.IS_ANONYMOUS)
    @IgnoresToken
    HttpResponse<TokenPair> signIn(HttpRequest<?> request, @Body @Valid SignIn signIn) {
        var email = Email.parse(signIn.email());
        var address = ClientOrigin.of(request);
        var spelling = email.map(Email::value).orElse("");
        limits.signIn(address, spelling);
        boolean familiar = familiarAddresses.isFamiliar(spelling, address);
        if (!familiar) {
            limits.unfamiliarSignIn(spelling);
        }
        var account =
                accounts.authenticate(email, signIn.password()).orElseThrow(this::wrongCredentials);
        succeeded.increment();
        if (!familiar) {
            limits.rightPassword(spelling);
        }
        familiarAddresses.remember(account.id(), address);
        var begun = sessions.begin(account.id(), clientOf(request));
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
        sessions.signOut(Sessions.idOf(authentication));
    }

    @Operation(
            operationId = "listSessions",
            summary = "List one's own sessions",
            description = "Those that go on, newest first.")
    @Get
    @Secured(SecurityRule.IS_AUTHENTICATED)
    @RequiresActiveToken
    Page<SessionView> list(
            Caller caller,
            Authentication authentication,
            @QueryValue(defaultValue = Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAXIMUM_LIMIT)
                    int limit,
            @Nullable @QueryValue String cursor) {
        var before = Cursor.idIn(cursor);
        var current = Sessions.idOf(authentication);
        return Page.of(
                        sessions.active(caller.accountId(), before, limit + 1),
                        limit,
                        last -> Cursor.of(last.id().toString()))
                .map(session ->
                        new SessionView(
                                session.id(),
                                session.createdAt(),
                                session.lastUsedAt(),
                                session.client(),
                                session.id().equals(current)));
    }

    @Operation(
            operationId = "endSession",
            summary = "End one of one's sessions",
            description =
                    "Here its access token is refused at once, and where roles, certificates and money"
                            + " are at stake; elsewhere it is good for what is left of its life.")
    @Delete("/{id}")
    @Secured(SecurityRule.IS_AUTHENTICATED)
    @RequiresActiveToken
    @Status(HttpStatus.NO_CONTENT)
    void end(UUID id, Caller caller) {
        if (!sessions.end(id, caller.accountId())) {
            throw KernelProblem.NOT_FOUND.with();
        }
    }

    @Operation(operationId = "endOtherSessions", summary = "End all of one's sessions but this one")
    @Delete
    @Secured(SecurityRule.IS_AUTHENTICATED)
    @RequiresActiveToken
    @Status(HttpStatus.NO_CONTENT)
    void endOthers(Caller caller, Authentication authentication) {
        sessions.endOthers(
                caller.accountId(), Sessions.idOf(authentication), Sessions.End.ENDED_ELSEWHERE);
    }

    /** What the client says of itself, as far as it is fit to be shown. */
    private static @Nullable String clientOf(HttpRequest<?> request) {
        return request.getHeaders()
                .findFirst(HttpHeaders.USER_AGENT)
                .map(client -> client.replaceAll("[^ -~]", ""))
                .map(client ->
                        client.length() > CLIENT_LENGTH
                                ? client.substring(0, CLIENT_LENGTH - 1) + "…"
                                : client)
                .orElse(null);
    }

    private HttpResponse<TokenPair> answer(Account account, UUID sessionId, RefreshToken refresh) {
        var access = tokens.issue(account.id(), account.name(), account.grants(), sessionId);
        return HttpResponse.ok(
                new TokenPair(access, refresh.value(), tokens.lifetime().toSeconds()));
    }
}
