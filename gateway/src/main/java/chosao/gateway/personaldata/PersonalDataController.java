package chosao.gateway.personaldata;

import static chosao.kernel.problem.KernelProblem.INVALID_REQUEST;
import static chosao.kernel.problem.KernelProblem.SERVICE_UNAVAILABLE;
import static chosao.kernel.problem.KernelProblem.UNAUTHENTICATED;

import chosao.gateway.GatewayProblem;
import chosao.gateway.account.Accounts;
import chosao.gateway.account.Email;
import chosao.gateway.limit.SignInLimits;
import chosao.kernel.security.Caller;
import chosao.kernel.security.RequiresActiveToken;
import chosao.kernel.security.Roles;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives people a copy of their personal data, and erases it. */
@Controller("/api/v1/accounts/me")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(SecurityRule.IS_AUTHENTICATED)
@Tag(name = "Identity")
class PersonalDataController {

    private static final Logger LOG = LoggerFactory.getLogger(PersonalDataController.class);

    /** What anybody may be. Every other role is a duty that somebody has to take over first. */
    private static final Set<String> ROLES_OF_ALL = Set.of(Roles.BUYER, Roles.PRODUCER);

    private final Erasures erasures;
    private final Neighbours neighbours;
    private final Accounts accounts;
    private final SignInLimits limits;

    /** The password, as a proof that the owner asks. */
    @Serdeable
    @Schema(
            name = "AccountErasure",
            example =
                    """
                    {"currentPassword": "ba con mèo trên mái"}
                    """)
    record AccountErasure(
            @NotNull @Size(max = 1000) @Schema(format = "password") String currentPassword) {

        @Override
        public String toString() {
            return "AccountErasure[…]";
        }
    }

    PersonalDataController(
            Erasures erasures, Neighbours neighbours, Accounts accounts, SignInLimits limits) {
        this.erasures = erasures;
        this.neighbours = neighbours;
        this.accounts = accounts;
        this.limits = limits;
    }

    @Operation(
            operationId = "exportOwnAccount",
            summary = "Get a copy of one's personal data",
            description =
                    "All that is kept of the account, its sessions (the newest thousand), its mails and"
                            + " what was done with its roles, with the fields as they are stored."
                            + " `orders` is the route that lists the orders of the account, with their"
                            + " contact data.")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Object.class)))
    @Get("/export")
    @RequiresActiveToken
    HttpResponse<String> export(Caller caller) {
        return HttpResponse.ok(
                        erasures.export(caller.accountId()).orElseThrow(UNAUTHENTICATED::with))
                .contentType(MediaType.APPLICATION_JSON_TYPE)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"account-" + caller.accountId() + ".json\"");
    }

    @Operation(
            operationId = "eraseOwnAccount",
            summary = "Erase one's account",
            description =
                    "Name, e-mail, password, sessions and mails go at once, carts soon after. Orders stay"
                            + " with their numbers and amounts; their contact data goes when they have"
                            + " ended, but for the name and address of those that were paid, which the law"
                            + " on accounting keeps. It cannot be undone.")
    @ApiResponse(
            responseCode = "409",
            description =
                    "`account-keeps-producer` or `account-holds-roles`: somebody has to take over first.")
    @Post("/erasure")
    @RequiresActiveToken
    @Status(HttpStatus.NO_CONTENT)
    void erase(HttpRequest<?> request, Caller caller, @Body @Valid AccountErasure erasure) {
        var account = accounts.find(caller.accountId()).orElseThrow(UNAUTHENTICATED::with);
        limits.passwordOf(account.id());
        if (accounts.authenticate(Email.parse(account.email()), erasure.currentPassword())
                .isEmpty()) {
            throw INVALID_REQUEST.with().field("/currentPassword", "field.wrong-password");
        }
        if (!ROLES_OF_ALL.containsAll(account.roles())) {
            throw GatewayProblem.ACCOUNT_HOLDS_ROLES.with();
        }
        if (keepsProducer(request)) {
            throw GatewayProblem.ACCOUNT_KEEPS_PRODUCER.with();
        }
        erasures.erase(account);
        LOG.info("Account {} was erased by its owner", account.id());
    }

    private boolean keepsProducer(HttpRequest<?> request) {
        var credentials = request.getHeaders().getAuthorization().orElseThrow();
        try {
            return neighbours.keepsProducer(credentials.substring(credentials.indexOf(' ') + 1));
        } catch (IOException away) {
            LOG.warn(
                    "Catalog does not say whether an account keeps a producer: {}",
                    away.toString());
            throw SERVICE_UNAVAILABLE.with();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw SERVICE_UNAVAILABLE.with();
        }
    }
}
