package chosao.gateway.account;

import static chosao.gateway.GatewayProblem.EMAIL_TAKEN;
import static chosao.kernel.problem.KernelProblem.INVALID_REQUEST;
import static chosao.kernel.problem.KernelProblem.UNAUTHENTICATED;

import chosao.gateway.limit.ClientOrigin;
import chosao.gateway.limit.SignInLimits;
import chosao.kernel.security.Caller;
import chosao.kernel.security.IgnoresToken;
import chosao.kernel.security.Roles;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.Set;

/** Signing up. */
@Controller("/api/v1/accounts")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Identity")
class AccountController {

    private final Accounts accounts;
    private final SignInLimits limits;

    AccountController(Accounts accounts, SignInLimits limits) {
        this.accounts = accounts;
        this.limits = limits;
    }

    @Operation(operationId = "signUp", summary = "Sign up")
    @ApiResponse(responseCode = "409", description = "`email-taken`")
    @Status(HttpStatus.CREATED)
    @Post
    @Secured(SecurityRule.IS_ANONYMOUS)
    @IgnoresToken
    HttpResponse<Account> signUp(HttpRequest<?> request, @Body @Valid SignUp signUp) {
        limits.signUp(ClientOrigin.of(request));
        var email =
                Email.parse(signUp.email())
                        .orElseThrow(() -> INVALID_REQUEST.with().field("/email", "field.email"));
        if (!Passwords.isAcceptable(signUp.password())) {
            throw INVALID_REQUEST.with().field("/password", "field.password");
        }
        var account =
                accounts.open(email, signUp.password(), signUp.name(), roles(signUp))
                        .orElseThrow(EMAIL_TAKEN::with);
        return HttpResponse.created(account, URI.create("/api/v1/accounts/me"));
    }

    private static Set<String> roles(SignUp signUp) {
        return Roles.PRODUCER.equals(signUp.role())
                ? Set.of(Roles.BUYER, Roles.PRODUCER)
                : Set.of(Roles.BUYER);
    }

    @Operation(operationId = "getOwnAccount", summary = "Get the account that is signed in")
    @Get("/me")
    @Secured(SecurityRule.IS_AUTHENTICATED)
    Account me(Caller caller) {
        return accounts.find(caller.accountId()).orElseThrow(UNAUTHENTICATED::with);
    }
}
