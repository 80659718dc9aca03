package chosao.gateway.audit;

import chosao.kernel.page.Cursor;
import chosao.kernel.page.Page;
import chosao.kernel.security.RequiresActiveToken;
import chosao.kernel.security.Roles;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lets admins look at what was done to roles. */
@Controller("/api/v1/audit")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Roles.ADMIN)
@RequiresActiveToken
@Tag(name = "Identity")
class AuditController {

    private final AuditEvents events;

    AuditController(AuditEvents events) {
        this.events = events;
    }

    @Operation(
            operationId = "listAuditEvents",
            summary = "List what was done to roles",
            description =
                    "Newest first; of one account with `account`. Nothing of it ever changes.")
    @Get
    Page<AuditEvent> list(
            @Nullable @QueryValue UUID account,
            @QueryValue(defaultValue = Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAXIMUM_LIMIT)
                    int limit,
            @Nullable @QueryValue String cursor) {
        var before = Cursor.idIn(cursor);
        return Page.of(
                events.list(account, before, limit + 1),
                limit,
                last -> Cursor.of(last.id().toString()));
    }
}
