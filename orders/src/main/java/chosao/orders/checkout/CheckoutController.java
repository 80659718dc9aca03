package chosao.orders.checkout;

import static chosao.kernel.problem.KernelProblem.INVALID_REQUEST;

import chosao.kernel.money.Money;
import chosao.kernel.security.Caller;
import chosao.orders.OrdersProblem;
import chosao.orders.buyer.Buyer;
import chosao.orders.idempotency.Claim;
import chosao.orders.idempotency.IdempotencyKey;
import chosao.orders.order.Order;
import chosao.orders.order.OrderAnswer;
import chosao.orders.order.OrderState;
import chosao.orders.order.Payment;
import chosao.orders.order.PaymentState;
import chosao.orders.order.Regions;
import chosao.orders.payment.Cashier;
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
import jakarta.validation.Valid;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Ordering. */
@Tag(name = "Orders")
@Controller("/api/v1/orders")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
class CheckoutController {

    private final Placement placement;
    private final Cashier cashier;
    private final Regions regions;

    CheckoutController(Placement placement, Cashier cashier, Regions regions) {
        this.placement = placement;
        this.cashier = cashier;
        this.regions = regions;
    }

    @Operation(
            operationId = "placeOrder",
            summary = "Order a cart",
            description =
                    "The order awaits payment; its goods are set aside until"
                            + " `paymentDeadline`. One that cannot be paid is refused, and the cart"
                            + " stays as it was.")
    @ApiResponse(
            responseCode = "409",
            description =
                    "`out-of-stock`, with the `skus`; `cart-empty`; `cart-already-ordered`,"
                            + " with the"
                            + " `orderId`; `price-changed`, with the `total` that is not the"
                            + " `expectedTotal`; "
                            + OrdersProblem.NOT_ON_SALE
                            + "; `payment-refused`, with the provider's `code`.")
    @ApiResponse(
            responseCode = "422",
            description =
                    "`total-not-chargeable`: a card can be charged from `smallest` to `largest`, which"
                            + " the `total` is not between; `invalid-request`: `errors` names each"
                            + " field at fault; `idempotency-key-reused`: the key came with another"
                            + " request before.")
    @ApiResponse(
            responseCode = "404",
            description = "There is no such cart, or it is somebody else's.")
    @Post
    @ApiResponse(
            responseCode = "201",
            content = @Content(schema = @Schema(implementation = OrderAnswer.class)))
    HttpResponse<byte[]> place(
            @Body @Valid Request request,
            @Header(IdempotencyKey.HEADER) @Nullable String key,
            @Header(Buyer.TOKEN_HEADER) @Nullable String token,
            @Nullable Caller caller)
            throws IOException {
        var buyer = Buyer.of(caller, token);
        var idempotencyKey = IdempotencyKey.of(buyer.name(), key);
        refuseUnknown(request);
        return switch (placement.place(idempotencyKey, request, buyer)) {
            case Placement.Placed.Before(Claim.Answered answer) -> answer.replay();
            case Placement.Placed.ToAnswer(Order order) -> conclude(order, idempotencyKey);
        };
    }

    /** The order stands; now, outside of its transaction, the provider is asked. */
    private HttpResponse<byte[]> conclude(Order order, IdempotencyKey key) {
        var opening =
                order.state() == OrderState.AWAITING_PAYMENT
                                && order.payment().state() == PaymentState.PENDING
                        ? cashier.open(order)
                        : new Cashier.Opening.Unanswered(order);
        return switch (placement.conclude(key, opening)) {
            case Placement.Conclusion.Ordered(Claim.Answered answer) -> answer.response();
            case Placement.Conclusion.Unpayable(String code) ->
                    throw OrdersProblem.PAYMENT_REFUSED.with(code).member("code", code);
        };
    }

    private void refuseUnknown(Request request) {
        if (!Payment.CARD.equals(request.payment().method())) {
            throw INVALID_REQUEST.with().field("/payment/method", "field.not-a-payment-method");
        }
        if (regions.nameOf(request.shippingAddress().region()).isEmpty()) {
            throw INVALID_REQUEST.with().field("/shippingAddress/region", "field.not-a-region");
        }
        var expected = request.expectedTotal();
        if (expected != null && !expected.currency().equals(Money.VND)) {
            throw INVALID_REQUEST.with().field("/expectedTotal/currency", "field.not-vnd");
        }
    }
}
