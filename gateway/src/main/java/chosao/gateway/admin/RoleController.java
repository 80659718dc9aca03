package chosao.gateway.admin;

import chosao.gateway.role.RoleGrants;
import chosao.gateway.role.RoleGrants.Granted;
import chosao.kernel.http.EntityTag;
import chosao.kernel.security.Caller;
import chosao.kernel.security.RequiresActiveToken;
import chosao.kernel.security.Roles;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lets admins grant and withdraw roles. */
@Controller("/api/v1/accounts/{id}/roles")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Roles.ADMIN)
@RequiresActiveToken
@Tag(name = "Identity")
class RoleController {

    private final RoleGrants grants;
    private final Scopes scopes;

    RoleController(RoleGrants grants, Scopes scopes) {
        this.grants = grants;
        this.scopes = scopes;
    }

    @Operation(operationId = "getRoles", summary = "Get the roles of an account")
    @Get
    HttpResponse<GrantList> of(UUID id) {
        return answer(grants.versioned(id));
    }

    @Operation(
            operationId = "setRoles",
            summary = "Grant and withdraw roles",
            description =
                    "The account has these roles from now on and no others. A `certifier` has a"
                            + " province as `region`, or none for the office at the centre; the staff"
                            + " of a producer are `producer` with its `producerId`; the operator of an"
                            + " organiser's fairs is `fair` with its `organiserId`. Where certificates,"
                            + " money or roles are concerned a withdrawn role ends at once, elsewhere"
                            + " when the access token runs out.")
    @ApiResponse(responseCode = "409", description = "`last-admin`: no admin would be left.")
    @Put
    HttpResponse<GrantList> replace(
            UUID id,
            Caller caller,
            @Nullable @Header(HttpHeaders.IF_MATCH) String ifMatch,
            @Body @Valid GrantList wanted) {
        var roles = wanted.checked();
        scopes.check(wanted.roles());
        return answer(grants.replace(id, ifMatch, roles, caller.accountId()));
    }

    private static HttpResponse<GrantList> answer(Granted granted) {
        return HttpResponse.ok(GrantList.of(granted.grants()))
                .header(HttpHeaders.ETAG, EntityTag.of(granted.version()));
    }
}
