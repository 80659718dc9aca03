package chosao.gateway.admin;

import static chosao.kernel.problem.KernelProblem.INVALID_REQUEST;

import chosao.gateway.account.Account;
import chosao.gateway.account.Accounts;
import chosao.gateway.account.Email;
import chosao.gateway.admin.Invitations.NewAccount;
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
import chosao.kernel.text.EmailAddress;
import chosao.kernel.text.PlainText;
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
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lets admins invite people to roles, and people accept. */
@Controller("/api/v1/invitations")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Identity")
class InvitationController {

    private final Invitations invitations;
    private final Accounts accounts;
    private final Scopes scopes;
    private final SignInLimits limits;

    /**
     * Whom to invite.
     *
     * @param roles what they are to have beside what they have
     */
    @Serdeable
    @Schema(
            name = "NewInvitation",
            example =
                    """
                    {"email": "binh@example.com", "roles": [{"role": "certifier", "region": "22"}]}
                    """)
    record NewInvitation(
            @NotNull @Schema(format = "email", maxLength = EmailAddress.MAX_LENGTH) String email,
            @NotEmpty @Size(max = GrantList.MOST) List<@NotNull Grant> roles) {}

    /**
     * How an invitation is accepted.
     *
     * @param name needed, as the password is, where the e-mail has no account yet
     */
    @Serdeable
    @Schema(
            name = "InvitationAcceptance",
            example =
                    """
                    {"token": "the token of the invitation", "name": "Trần Bình",
                     "password": "ba con mèo trên mái"}
                    """)
    record Acceptance(
            @NotNull @Size(max = 200) String token,
            @Nullable
                    @Size(max = 100)
                    @Pattern(regexp = PlainText.LINE, message = PlainText.LINE_MESSAGE)
                    String name,
            @Nullable @Schema(format = "password") String password) {

        Acceptance {
            name = PlainText.ifGiven(name);
        }

        @Override
        public String toString() {
            return "Acceptance[…]";
        }
    }

    InvitationController(
            Invitations invitations, Accounts accounts, Scopes scopes, SignInLimits limits) {
        this.invitations = invitations;
        this.accounts = accounts;
        this.scopes = scopes;
        this.limits = limits;
    }

    @Operation(
            operationId = "invite",
            summary = "Invite somebody to roles",
            description =
                    "A mail with a link goes to the address, in the language of `Accept-Language`. The"
                            + " answer has the `token` too, once, for where no mail is sent: they"
                            + " accept with it within seven days.")
    @Status(HttpStatus.CREATED)
    @Post
    @Secured(Roles.ADMIN)
    @RequiresActiveToken
    HttpResponse<Invitation> invite(
            HttpRequest<?> request, Caller caller, @Body @Valid NewInvitation wanted) {
        var email =
                Email.parse(wanted.email())
                        .orElseThrow(() -> INVALID_REQUEST.with().field("/email", "field.email"));
        var roles = GrantList.checked(wanted.roles());
        scopes.check(wanted.roles());
        return HttpResponse.created(
                invitations.invite(email, roles, caller.accountId(), Language.of(request)));
    }

    @Operation(
            operationId = "listInvitations",
            summary = "List open invitations",
            description = "Newest first.")
    @Get
    @Secured(Roles.ADMIN)
    @RequiresActiveToken
    Page<Invitation> list(
            @QueryValue(defaultValue = Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAXIMUM_LIMIT)
                    int limit,
            @Nullable @QueryValue String cursor) {
        var before = Cursor.idIn(cursor);
        return Page.of(
                invitations.open(before, limit + 1),
                limit,
                last -> Cursor.of(last.id().toString()));
    }

    @Operation(operationId = "withdrawInvitation", summary = "Withdraw an open invitation")
    @Delete("/{id}")
    @Status(HttpStatus.NO_CONTENT)
    @Secured(Roles.ADMIN)
    @RequiresActiveToken
    void withdraw(UUID id, Caller caller) {
        invitations.withdraw(id, caller.accountId());
    }

    @Operation(
            operationId = "acceptInvitation",
            summary = "Accept an invitation",
            description =
                    "The roles go to the account with the e-mail that was invited. If there is none yet,"
                            + " it is made: with `name` and `password`, which are passed over otherwise.")
    @ApiResponse(
            responseCode = "409",
            description =
                    "`invitation-ended`, or `email-taken`: an account was made at the same time; accept"
                            + " again.")
    @Post("/acceptance")
    @Secured(SecurityRule.IS_ANONYMOUS)
    @IgnoresToken
    HttpResponse<Account> accept(HttpRequest<?> request, @Body @Valid Acceptance acceptance) {
        limits.signUp(ClientOrigin.of(request));
        return HttpResponse.ok(invitations.accept(acceptance.token(), newAccount(acceptance)));
    }

    private @Nullable NewAccount newAccount(Acceptance acceptance) {
        var name = acceptance.name();
        var password = acceptance.password();
        if (name == null || password == null || invitations.isForKnown(acceptance.token())) {
            return null;
        }
        if (!accounts.acceptsPassword(password)) {
            throw INVALID_REQUEST.with().field("/password", "field.password");
        }
        return new NewAccount(accounts.hash(password), name);
    }
}
