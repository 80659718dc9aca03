package chosao.gateway.account;

import static chosao.gateway.GatewayProblem.EMAIL_TAKEN;
import static chosao.kernel.problem.KernelProblem.INVALID_REQUEST;
import static chosao.kernel.problem.KernelProblem.UNAUTHENTICATED;

import chosao.gateway.limit.ClientOrigin;
import chosao.gateway.limit.SignInLimits;
import chosao.kernel.http.Language;
import chosao.kernel.page.Cursor;
import chosao.kernel.page.Page;
import chosao.kernel.security.Caller;
import chosao.kernel.security.Grant;
import chosao.kernel.security.IgnoresToken;
import chosao.kernel.security.RequiresActiveToken;
import chosao.kernel.security.Roles;
import chosao.kernel.text.PlainText;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Signing up, and finding accounts. */
@Controller("/api/v1/accounts")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Identity")
class AccountController {

    private final Accounts accounts;
    private final OwnAccounts own;
    private final SignInLimits limits;

    AccountController(Accounts accounts, OwnAccounts own, SignInLimits limits) {
        this.accounts = accounts;
        this.own = own;
        this.limits = limits;
    }

    @Operation(
            operationId = "signUp",
            summary = "Sign up",
            description =
                    "A mail goes to the address, in the language of `Accept-Language`, to prove it.")
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
                own.signUp(
                                email,
                                accounts.hash(signUp.password()),
                                signUp.name(),
                                roles(signUp),
                                languageOf(request))
                        .orElseThrow(EMAIL_TAKEN::with);
        return HttpResponse.created(account, URI.create("/api/v1/accounts/me"));
    }

    /** Most people here are Vietnamese; who says nothing of languages gets mails that they read. */
    private static Language languageOf(HttpRequest<?> request) {
        return request.getHeaders().contains(HttpHeaders.ACCEPT_LANGUAGE)
                ? Language.of(request)
                : Language.VIETNAMESE;
    }

    private static Set<Grant> roles(SignUp signUp) {
        return Roles.PRODUCER.equals(signUp.role())
                ? Set.of(Grant.of(Roles.BUYER), Grant.of(Roles.PRODUCER))
                : Set.of(Grant.of(Roles.BUYER));
    }

    @Operation(
            operationId = "searchAccounts",
            summary = "Find accounts",
            description =
                    "By a part of the e-mail or the name, with or without marks; oldest first.")
    @Get
    @Secured({Roles.ADMIN, Roles.SUPPORT})
    @RequiresActiveToken
    Page<Account> search(
            @QueryValue
                    @Size(min = 2, max = 100)
                    @Pattern(regexp = PlainText.LINE, message = PlainText.LINE_MESSAGE)
                    String q,
            @QueryValue(defaultValue = Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAXIMUM_LIMIT)
                    int limit,
            @Nullable @QueryValue String cursor) {
        var after = Cursor.idIn(cursor);
        return Page.of(
                accounts.search(q, after, limit + 1),
                limit,
                last -> Cursor.of(last.id().toString()));
    }

    @Operation(operationId = "getOwnAccount", summary = "Get the account that is signed in")
    @Get("/me")
    @Secured(SecurityRule.IS_AUTHENTICATED)
    @RequiresActiveToken
    Account me(Caller caller) {
        return accounts.find(caller.accountId()).orElseThrow(UNAUTHENTICATED::with);
    }
}
