package chosao.orders.order;

import static chosao.kernel.problem.KernelProblem.NOT_FOUND;

import chosao.kernel.page.Cursor;
import chosao.kernel.page.Page;
import chosao.kernel.problem.KernelProblem;
import chosao.kernel.security.Caller;
import chosao.kernel.security.Roles;
import chosao.orders.buyer.Buyer;
import chosao.orders.order.OrderAnswer.Address;
import chosao.orders.order.OrderAnswer.Item;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Buyers look at their orders, producers at what they have to ship. */
@Tag(name = "Orders")
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
class OrderController {

    private final Orders orders;
    private final OrderAnswers answers;

    OrderController(Orders orders, OrderAnswers answers) {
        this.orders = orders;
        this.answers = answers;
    }

    @Operation(
            operationId = "getOrder",
            summary = "Get an order",
            description = "One's own; signed out, the order of the cart whose token goes along.")
    @Get("/orders/{id}")
    @Secured(SecurityRule.IS_ANONYMOUS)
    OrderAnswer find(
            UUID id, @Header(Buyer.TOKEN_HEADER) @Nullable String token, @Nullable Caller caller) {
        return orders.find(id, Buyer.of(caller, token))
                .map(answers::of)
                .orElseThrow(NOT_FOUND::with);
    }

    @Operation(
            operationId = "listOrders",
            summary = "List one's own orders",
            description = "Newest first.")
    @Get("/orders")
    @Secured(SecurityRule.IS_AUTHENTICATED)
    Page<OrderAnswer> list(
            @QueryValue(defaultValue = Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAXIMUM_LIMIT)
                    int limit,
            @QueryValue @Nullable String cursor,
            Caller caller) {
        var found = orders.of(caller.accountId(), placeOf(cursor), limit + 1);
        return Page.of(found, limit, order -> cursorOf(order.createdAt(), order.id()))
                .map(answers::of);
    }

    /** What a producer has to ship, and where to. */
    @Serdeable
    @Schema(name = "Shipment")
    record Shipment(
            UUID id,
            UUID orderId,
            String orderNumber,
            OrderAnswer.Producer producer,
            List<Item> items,
            String state,
            @Schema(description = OrderAnswer.ON_HOLD) boolean onHold,
            Contact contact,
            Address shippingAddress,
            Instant createdAt) {}

    @Operation(
            operationId = "listConsignments",
            summary = "List what has to be shipped",
            description =
                    "The consignments of the producers that one acts for that were paid for, newest"
                            + " first; those called off after that too. Of buyers who never paid a"
                            + " producer learns nothing.")
    @Get("/consignments")
    @Secured({Roles.BUYER, Roles.PRODUCER})
    Page<Shipment> consignments(
            @QueryValue(defaultValue = Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAXIMUM_LIMIT)
                    int limit,
            @QueryValue @Nullable String cursor,
            Caller caller) {
        var found = orders.consignmentsOf(caller, placeOf(cursor), limit + 1);
        return Page.of(
                        found,
                        limit,
                        one -> cursorOf(one.order().createdAt(), one.consignment().id()))
                .map(this::shipmentOf);
    }

    private Shipment shipmentOf(Orders.Consigned consigned) {
        var order = consigned.order();
        var consignment = consigned.consignment();
        return new Shipment(
                consignment.id(),
                order.id(),
                order.number().value(),
                new OrderAnswer.Producer(consignment.producerId(), consignment.producerName()),
                consignment.lines().stream().map(Item::of).toList(),
                consignment.state(),
                order.isOnHold(),
                order.contact(),
                answers.addressOf(order.shippingAddress()),
                order.createdAt());
    }

    private static String cursorOf(Orders.Place place) {
        return cursorOf(place.at(), place.id());
    }

    private static String cursorOf(Instant at, UUID id) {
        return Cursor.of(at.toString(), id.toString());
    }

    private static Orders.@Nullable Place placeOf(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        var parts = Cursor.parts(cursor, 2);
        try {
            var place =
                    new Orders.Place(
                            Instant.parse(parts.getFirst()), UUID.fromString(parts.getLast()));
            // Both are read leniently; what we gave out is what they are written as.
            if (cursorOf(place).equals(cursor)) {
                return place;
            }
        } catch (DateTimeParseException | IllegalArgumentException none) {
            throw KernelProblem.BAD_CURSOR.with();
        }
        throw KernelProblem.BAD_CURSOR.with();
    }
}
