package chosao.orders.payment;

import static chosao.kernel.problem.KernelProblem.NOT_FOUND;
import static chosao.kernel.problem.KernelProblem.SERVICE_UNAVAILABLE;

import chosao.kernel.security.Caller;
import chosao.orders.Nothing;
import chosao.orders.buyer.Buyer;
import chosao.orders.idempotency.Claim;
import chosao.orders.idempotency.IdempotencyKey;
import chosao.orders.order.Order;
import chosao.orders.order.OrderAnswer;
import chosao.orders.order.Orders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a buyer does about the payment of an order. Doing it twice changes nothing more, with or
 * without an Idempotency-Key; with one the first answer is given again.
 */
@Tag(name = "Orders")
@Controller("/api/v1/orders/{id}")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
class PaymentController {

    private final Orders orders;
    private final OrderRequests requests;
    private final Settlement settlement;
    private final Cashier cashier;

    PaymentController(
            Orders orders, OrderRequests requests, Settlement settlement, Cashier cashier) {
        this.orders = orders;
        this.requests = requests;
        this.settlement = settlement;
        this.cashier = cashier;
    }

    @Operation(
            operationId = "confirmPayment",
            summary = "Say that an order is paid",
            description = "The payment provider is asked, and the order as it stands is answered.")
    @Post("/payment/confirmation")
    @ApiResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = OrderAnswer.class)))
    HttpResponse<byte[]> confirm(
            UUID id,
            @Body @Nullable Nothing nothing,
            @Header(IdempotencyKey.HEADER) @Nullable String key,
            @Header(Buyer.TOKEN_HEADER) @Nullable String token,
            @Nullable Caller caller) {
        var buyer = Buyer.of(caller, token);
        var order = find(id, buyer);
        var idempotencyKey = IdempotencyKey.ofOptional(buyer.name(), key);
        return switch (requests.begin(idempotencyKey, "confirmation", id, () -> {})) {
            case Claim.Answered answer -> answer.replay();
            case Claim.Fresh _, Claim.CutOff _ -> {
                check(order, idempotencyKey);
                yield requests.answer(idempotencyKey, find(id, buyer)).response();
            }
        };
    }

    private void check(Order order, @Nullable IdempotencyKey key) {
        try {
            cashier.check(order);
        } catch (ProviderException unanswered) {
            requests.release(key);
            throw SERVICE_UNAVAILABLE.with();
        }
    }

    @Operation(
            operationId = "cancelOrder",
            summary = "Call an order off",
            description = "Before it ships: stock and money go back.")
    @ApiResponse(responseCode = "409", description = "`order-not-cancellable` or `order-disputed`")
    @Post("/cancellation")
    @ApiResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = OrderAnswer.class)))
    HttpResponse<byte[]> cancel(
            UUID id,
            @Body @Nullable Nothing nothing,
            @Header(IdempotencyKey.HEADER) @Nullable String key,
            @Header(Buyer.TOKEN_HEADER) @Nullable String token,
            @Nullable Caller caller) {
        var buyer = Buyer.of(caller, token);
        var order = find(id, buyer);
        var idempotencyKey = IdempotencyKey.ofOptional(buyer.name(), key);
        var claim =
                requests.begin(
                        idempotencyKey, "cancellation", id, () -> settlement.callOff(order.id()));
        return switch (claim) {
            case Claim.Answered answer -> answer.replay();
            case Claim.Fresh _, Claim.CutOff _ -> {
                cashier.followUp(id);
                yield requests.answer(idempotencyKey, find(id, buyer)).response();
            }
        };
    }

    private Order find(UUID id, Buyer buyer) {
        return orders.find(id, buyer).orElseThrow(NOT_FOUND::with);
    }
}
