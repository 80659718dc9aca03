package chosao.orders.checkout;

import static chosao.kernel.problem.KernelProblem.INVALID_REQUEST;

import chosao.kernel.security.Caller;
import chosao.orders.buyer.Buyer;
import chosao.orders.idempotency.IdempotencyKey;
import chosao.orders.order.Order;
import chosao.orders.order.OrderAnswer;
import chosao.orders.order.OrderAnswers;
import chosao.orders.order.OrderState;
import chosao.orders.order.Payment;
import chosao.orders.order.PaymentState;
import chosao.orders.order.Regions;
import chosao.orders.payment.Cashier;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.json.JsonMapper;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/** Ordering. */
@Tag(name = "orders")
@Controller("/api/v1/orders")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
class CheckoutController {

    private final Placement placement;
    private final Cashier cashier;
    private final OrderAnswers answers;
    private final Regions regions;
    private final JsonMapper json;

    CheckoutController(
            Placement placement,
            Cashier cashier,
            OrderAnswers answers,
            Regions regions,
            JsonMapper json) {
        this.placement = placement;
        this.cashier = cashier;
        this.answers = answers;
        this.regions = regions;
        this.json = json;
    }

    /**
     * Makes a cart an order that awaits payment.
     *
     * @param key chosen by the client; repeating the request with it gives the same answer again
     */
    @Post
    @ApiResponse(
            responseCode = "201",
            content = @Content(schema = @Schema(implementation = OrderAnswer.class)))
    HttpResponse<byte[]> place(
            @Body @Valid Request request,
            @Header(IdempotencyKey.HEADER) @Nullable String key,
            @Header(Buyer.TOKEN_HEADER) @Nullable String token,
            @Parameter(hidden = true) @Nullable Caller caller)
            throws IOException {
        var buyer = Buyer.of(caller, token);
        var idempotencyKey = IdempotencyKey.of(buyer.name(), key);
        refuseUnknown(request);
        var placed = placement.place(idempotencyKey, fingerprint(request), request, buyer);
        return switch (placed) {
            case Placement.Placed.Answered(int status, byte[] body) ->
                    answer(status, body).header(IdempotencyKey.REPLAYED, "true");
            case Placement.Placed.ToAnswer(Order order) -> open(order, idempotencyKey);
        };
    }

    /** The order stands; now, outside of its transaction, the provider is asked. */
    private HttpResponse<byte[]> open(Order order, IdempotencyKey key) throws IOException {
        var opening =
                order.state() == OrderState.AWAITING_PAYMENT
                                && order.payment().state() == PaymentState.PENDING
                        ? cashier.open(order)
                        : new Cashier.Opening.Unanswered(order);
        int status = HttpStatus.CREATED.getCode();
        var body = json.writeValueAsBytes(answers.of(opening.order()));
        placement.answer(key, opening, status, body);
        return answer(status, body).header("Location", "/api/v1/orders/" + order.id());
    }

    private static MutableHttpResponse<byte[]> answer(int status, byte[] body) {
        return HttpResponse.<byte[]>status(HttpStatus.valueOf(status))
                .contentType(MediaType.APPLICATION_JSON_TYPE)
                .body(body);
    }

    private void refuseUnknown(Request request) {
        if (!Payment.CARD.equals(request.payment().method())) {
            throw INVALID_REQUEST.with().field("/payment/method", "field.not-a-payment-method");
        }
        if (regions.nameOf(request.shippingAddress().region()).isEmpty()) {
            throw INVALID_REQUEST.with().field("/shippingAddress/region", "field.not-a-region");
        }
    }

    private byte[] fingerprint(Request request) throws IOException {
        try {
            return MessageDigest.getInstance("SHA-256").digest(json.writeValueAsBytes(request));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
