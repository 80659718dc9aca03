package chosao.orders.payment;

import chosao.kernel.money.Money;
import chosao.kernel.page.Cursor;
import chosao.kernel.page.Page;
import chosao.kernel.problem.KernelProblem;
import chosao.kernel.security.Roles;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Staff looks at disputes. They are answered at the provider, in its dashboard. */
@Tag(name = "Orders")
@Controller("/api/v1/disputes")
@Secured({Roles.ADMIN, Roles.FINANCE})
@ExecuteOn(TaskExecutors.BLOCKING)
class DisputeController {

    private final Disputes disputes;

    DisputeController(Disputes disputes) {
        this.disputes = disputes;
    }

    /**
     * A dispute.
     *
     * @param reason why the holder of the card objects, in Stripe's word
     * @param status how far it is, in Stripe's word
     * @param evidenceDueBy until when Stripe takes evidence
     */
    @Serdeable
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Dispute")
    record DisputeView(
            @Schema(description = "Stripe's id of the dispute.") String id,
            UUID orderId,
            String orderNumber,
            Money amount,
            @Schema(
                            description = "Why the holder of the card objects, in Stripe's word.",
                            example = "fraudulent")
                    String reason,
            @Schema(description = "In Stripe's word.", example = "needs_response") String status,
            @Schema(implementation = DisputeState.class) String state,
            Instant openedAt,
            @Schema(description = "Until when Stripe takes evidence.")
                    @Nullable Instant evidenceDueBy,
            @Nullable Instant closedAt) {

        static DisputeView of(Disputes.Known dispute) {
            return new DisputeView(
                    dispute.id(),
                    dispute.orderId(),
                    dispute.orderNumber(),
                    dispute.amount(),
                    dispute.reason(),
                    dispute.status(),
                    dispute.state().code(),
                    dispute.openedAt(),
                    dispute.evidenceDueBy(),
                    dispute.closedAt());
        }
    }

    @Operation(
            operationId = "listDisputes",
            summary = "List disputes",
            description =
                    "Objections of card holders to payments of orders, newest first. While one is open, its"
                            + " order is neither shipped nor given back. Evidence is handed in at Stripe.")
    @Get
    Page<DisputeView> list(
            @QueryValue
                    @Nullable
                    @Parameter(
                            schema =
                                    @Schema(
                                            type = "string",
                                            allowableValues = {"open", "won", "lost"}))
                    String state,
            @QueryValue(defaultValue = Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAXIMUM_LIMIT)
                    int limit,
            @QueryValue @Nullable String cursor) {
        var found = disputes.list(stateOf(state), placeOf(cursor), limit + 1);
        return Page.of(
                        found,
                        limit,
                        dispute -> Cursor.of(dispute.openedAt().toString(), dispute.id()))
                .map(DisputeView::of);
    }

    private static @Nullable DisputeState stateOf(@Nullable String state) {
        return state == null
                ? null
                : DisputeState.of(state)
                        .orElseThrow(() ->
                                KernelProblem.BAD_PARAMETER.with("state", "field.not-choice"));
    }

    private static Disputes.@Nullable Place placeOf(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        var parts = Cursor.parts(cursor, 2);
        try {
            var openedAt = Instant.parse(parts.getFirst());
            // Both ends are times that PostgreSQL and Stripe know.
            if (openedAt.toString().equals(parts.getFirst())
                    && openedAt.getEpochSecond() >= 0
                    && openedAt.getEpochSecond() < LATEST) {
                return new Disputes.Place(openedAt, parts.getLast());
            }
        } catch (DateTimeParseException none) {
            throw KernelProblem.BAD_CURSOR.with();
        }
        throw KernelProblem.BAD_CURSOR.with();
    }

    /** The year 10000, in seconds since the epoch. */
    private static final long LATEST = 253_402_300_800L;
}
