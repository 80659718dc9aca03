package chosao.gateway.admin;

import static chosao.kernel.problem.KernelProblem.INVALID_REQUEST;

import chosao.gateway.account.Accounts;
import chosao.gateway.account.Email;
import chosao.kernel.security.Roles;
import chosao.kernel.text.PlainText;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes an admin for who operates the market: reached from the same machine only, with the secret
 * of the services.
 */
@Hidden
@Controller("/internal/admins")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Roles.INTERNAL)
class OperatorController {

    private final Admins admins;
    private final Accounts accounts;

    OperatorController(Admins admins, Accounts accounts) {
        this.admins = admins;
        this.accounts = accounts;
    }

    /**
     * @param name one line; left out, the mailbox of the e-mail
     */
    @Serdeable
    record NewAdmin(
            @NotNull String email,
            @NotNull String password,
            @Nullable
                    @Size(max = 100)
                    @Pattern(regexp = PlainText.LINE, message = PlainText.LINE_MESSAGE)
                    String name) {

        NewAdmin {
            name = PlainText.ifGiven(name);
        }

        @Override
        public String toString() {
            return "NewAdmin[…]";
        }
    }

    /**
     * @param existed whether there was an account with this e-mail before; it has the new password
     *     now
     */
    @Serdeable
    record MadeAdmin(UUID id, boolean existed) {}

    @Post
    HttpResponse<MadeAdmin> make(@Body @Valid NewAdmin wanted) {
        var email =
                Email.parse(wanted.email())
                        .orElseThrow(() -> INVALID_REQUEST.with().field("/email", "field.email"));
        if (!accounts.acceptsPassword(wanted.password())) {
            throw INVALID_REQUEST.with().field("/password", "field.password");
        }
        var name = wanted.name();
        var made =
                admins.make(
                        email,
                        accounts.hash(wanted.password()),
                        name == null ? email.mailbox() : name);
        return HttpResponse.created(new MadeAdmin(made.account().id(), made.existed()));
    }
}
