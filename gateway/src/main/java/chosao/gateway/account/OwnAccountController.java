package chosao.gateway.account;

import static chosao.gateway.GatewayProblem.EMAIL_TAKEN;
import static chosao.kernel.problem.KernelProblem.INVALID_REQUEST;
import static chosao.kernel.problem.KernelProblem.UNAUTHENTICATED;

import chosao.gateway.limit.SignInLimits;
import chosao.kernel.security.Caller;
import chosao.kernel.security.IgnoresToken;
import chosao.kernel.security.RequiresActiveToken;
import chosao.kernel.text.EmailAddress;
import chosao.kernel.text.PlainText;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
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
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/** Lets people look after their own accounts. */
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Identity")
class OwnAccountController {

    private final Accounts accounts;
    private final OwnAccounts own;
    private final SignInLimits limits;

    /**
     * A new name.
     *
     * @param name one line
     */
    @Serdeable
    @Schema(
            name = "NewName",
            example =
                    """
                    {"name": "Nguyễn Thị An"}
                    """)
    record NewName(
            @NotBlank
                    @Size(max = 100)
                    @Pattern(regexp = PlainText.LINE, message = PlainText.LINE_MESSAGE)
                    String name) {

        NewName {
            name = PlainText.of(name);
        }
    }

    /** A new address, and the password as a proof that the owner asks. */
    @Serdeable
    @Schema(
            name = "NewEmail",
            example =
                    """
                    {"email": "an@example.org", "currentPassword": "ba con mèo trên mái"}
                    """)
    record NewEmail(
            @NotNull @Schema(format = "email", maxLength = EmailAddress.MAX_LENGTH) String email,
            @NotNull @Size(max = 1000) @Schema(format = "password") String currentPassword) {

        @Override
        public String toString() {
            return "NewEmail[…]";
        }
    }

    /** What came with a mail. */
    @Serdeable
    @Schema(
            name = "EmailProof",
            example =
                    """
                    {"token": "what stands behind email-proof= in the link"}
                    """)
    record TokenOfMail(@NotNull @Size(max = 200) String token) {

        @Override
        public String toString() {
            return "TokenOfMail[…]";
        }
    }

    OwnAccountController(Accounts accounts, OwnAccounts own, SignInLimits limits) {
        this.accounts = accounts;
        this.own = own;
        this.limits = limits;
    }

    @Operation(operationId = "renameOwnAccount", summary = "Change one's name")
    @Put("/accounts/me/name")
    @Secured(SecurityRule.IS_AUTHENTICATED)
    @RequiresActiveToken
    Account rename(Caller caller, @Body @Valid NewName wanted) {
        own.rename(caller.accountId(), wanted.name());
        return accounts.find(caller.accountId()).orElseThrow(UNAUTHENTICATED::with);
    }

    @Operation(
            operationId = "changeOwnEmail",
            summary = "Change one's e-mail address",
            description =
                    "A mail goes to the new address. It becomes the account's once the token in it is"
                            + " confirmed; until then the old one stays.")
    @ApiResponse(responseCode = "409", description = "`email-taken`")
    @Put("/accounts/me/email")
    @Secured(SecurityRule.IS_AUTHENTICATED)
    @RequiresActiveToken
    @Status(HttpStatus.ACCEPTED)
    void changeEmail(Caller caller, @Body @Valid NewEmail wanted) {
        var account = accounts.find(caller.accountId()).orElseThrow(UNAUTHENTICATED::with);
        var email =
                Email.parse(wanted.email())
                        .orElseThrow(() -> INVALID_REQUEST.with().field("/email", "field.email"));
        limits.passwordOf(account.id());
        if (accounts.authenticate(Email.parse(account.email()), wanted.currentPassword())
                .isEmpty()) {
            throw INVALID_REQUEST.with().field("/currentPassword", "field.wrong-password");
        }
        if (accounts.find(email).filter(other -> !other.id().equals(account.id())).isPresent()) {
            throw EMAIL_TAKEN.with();
        }
        own.askForProof(account.id(), email.value());
    }

    @Operation(
            operationId = "askForEmailProof",
            summary = "Send the mail that proves one's e-mail address again",
            description = "At most one each minute.")
    @Post("/accounts/me/email-proofs")
    @Secured(SecurityRule.IS_AUTHENTICATED)
    @RequiresActiveToken
    @Status(HttpStatus.ACCEPTED)
    void askForProof(Caller caller) {
        var account = accounts.find(caller.accountId()).orElseThrow(UNAUTHENTICATED::with);
        own.askForProof(account.id(), account.email());
    }

    @Operation(
            operationId = "confirmEmail",
            summary = "Prove an e-mail address",
            description =
                    "With the token of the mail that went there. It is good once, for seven days.")
    @ApiResponse(
            responseCode = "409",
            description = "`email-taken`: meanwhile another account has the address.")
    @Post("/email-proofs/confirmation")
    @Secured(SecurityRule.IS_ANONYMOUS)
    @IgnoresToken
    @Status(HttpStatus.NO_CONTENT)
    void confirm(@Body @Valid TokenOfMail proof) {
        switch (own.prove(proof.token())) {
            case PROVED -> {}
            case TOKEN_NOT_GOOD ->
                    throw INVALID_REQUEST.with().field("/token", "field.mailed-token");
            case EMAIL_TAKEN -> throw EMAIL_TAKEN.with();
        }
    }
}
