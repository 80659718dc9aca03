package chosao.gateway.password;

import static chosao.kernel.problem.KernelProblem.INVALID_REQUEST;
import static chosao.kernel.problem.KernelProblem.UNAUTHENTICATED;

import chosao.gateway.account.Accounts;
import chosao.gateway.account.Email;
import chosao.gateway.limit.ClientOrigin;
import chosao.gateway.limit.FamiliarAddresses;
import chosao.gateway.limit.SignInLimits;
import chosao.gateway.session.Sessions;
import chosao.kernel.security.Caller;
import chosao.kernel.security.IgnoresToken;
import chosao.kernel.security.RequiresActiveToken;
import chosao.kernel.text.EmailAddress;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import java.util.UUID;

/** Lets people change their password, also one that they have forgotten. */
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Identity")
class PasswordController {

    private final Accounts accounts;
    private final PasswordResets resets;
    private final SignInLimits limits;
    private final FamiliarAddresses familiarAddresses;

    /**
     * A new password, and the old one as a proof that the owner asks.
     *
     * @param newPassword 8 characters to 128 bytes
     */
    @Serdeable
    @Schema(
            name = "PasswordChange",
            example =
                    """
                    {"currentPassword": "ba con mèo trên mái", "newPassword": "bốn con mèo dưới sân"}
                    """)
    record PasswordChange(
            @NotNull @Size(max = 1000) @Schema(format = "password") String currentPassword,
            @NotNull @Size(max = 1000) @Schema(format = "password") String newPassword) {

        @Override
        public String toString() {
            return "PasswordChange[…]";
        }
    }

    /** Whose password was forgotten. */
    @Serdeable
    @Schema(
            name = "PasswordReset",
            example =
                    """
                    {"email": "an@example.com"}
                    """)
    record Reset(
            @NotNull @Schema(format = "email", maxLength = EmailAddress.MAX_LENGTH) String email) {

        @Override
        public String toString() {
            return "Reset[…]";
        }
    }

    /**
     * A new password, with what came by mail.
     *
     * @param newPassword 8 characters to 128 bytes
     */
    @Serdeable
    @Schema(
            name = "PasswordResetConfirmation",
            example =
                    """
                    {"token": "what stands behind password-reset= in the link",
                     "newPassword": "bốn con mèo dưới sân"}
                    """)
    record Confirmation(
            @NotNull @Size(max = 200) String token,
            @NotNull @Size(max = 1000) @Schema(format = "password") String newPassword) {

        @Override
        public String toString() {
            return "Confirmation[…]";
        }
    }

    PasswordController(
            Accounts accounts,
            PasswordResets resets,
            SignInLimits limits,
            FamiliarAddresses familiarAddresses) {
        this.accounts = accounts;
        this.resets = resets;
        this.limits = limits;
        this.familiarAddresses = familiarAddresses;
    }

    @Operation(
            operationId = "changePassword",
            summary = "Change one's password",
            description = "All other sessions of the account end.")
    @Put("/accounts/me/password")
    @Secured(SecurityRule.IS_AUTHENTICATED)
    @RequiresActiveToken
    @Status(HttpStatus.NO_CONTENT)
    void change(Caller caller, Authentication authentication, @Body @Valid PasswordChange change) {
        var account = accounts.find(caller.accountId()).orElseThrow(UNAUTHENTICATED::with);
        requireAcceptable(change.newPassword());
        limits.passwordOf(account.id());
        if (accounts.authenticate(Email.parse(account.email()), change.currentPassword())
                .isEmpty()) {
            throw INVALID_REQUEST.with().field("/currentPassword", "field.wrong-password");
        }
        resets.change(
                account.id(), accounts.hash(change.newPassword()), Sessions.idOf(authentication));
    }

    @Operation(
            operationId = "resetPassword",
            summary = "Ask for a new password",
            description =
                    "If there is an account with this e-mail, a mail goes there with a token that is good"
                            + " once, for an hour. The answer is the same if there is none. One account"
                            + " gets at most one such mail in five minutes.")
    @Post("/password-resets")
    @Secured(SecurityRule.IS_ANONYMOUS)
    @IgnoresToken
    @Status(HttpStatus.ACCEPTED)
    void reset(HttpRequest<?> request, @Body @Valid Reset reset) {
        limits.mail(ClientOrigin.of(request));
        resets.request(
                Email.parse(reset.email())
                        .orElseThrow(() -> INVALID_REQUEST.with().field("/email", "field.email")));
    }

    @Operation(
            operationId = "confirmPasswordReset",
            summary = "Choose a new password",
            description =
                    "With the token of the mail. All sessions of the account end; sign in again.")
    @Post("/password-resets/confirmation")
    @Secured(SecurityRule.IS_ANONYMOUS)
    @IgnoresToken
    @Status(HttpStatus.NO_CONTENT)
    void confirm(HttpRequest<?> request, @Body @Valid Confirmation confirmation) {
        requireAcceptable(confirmation.newPassword());
        // Hashing costs on purpose: not for a token that anybody could invent.
        var account =
                resets.isGood(confirmation.token())
                        ? resets.complete(
                                confirmation.token(), accounts.hash(confirmation.newPassword()))
                        : Optional.<UUID>empty();
        familiarAddresses.remember(
                account.orElseThrow(
                        () -> INVALID_REQUEST.with().field("/token", "field.mailed-token")),
                ClientOrigin.of(request));
    }

    private void requireAcceptable(String newPassword) {
        if (!accounts.acceptsPassword(newPassword)) {
            throw INVALID_REQUEST.with().field("/newPassword", "field.password");
        }
    }
}
