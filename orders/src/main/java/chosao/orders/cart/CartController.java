package chosao.orders.cart;

import static chosao.kernel.problem.KernelProblem.NOT_FOUND;

import chosao.kernel.security.Caller;
import chosao.orders.Nothing;
import chosao.orders.OrdersProblem;
import chosao.orders.buyer.Buyer;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
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
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Carts, for buyers who are signed in and for those who are not. */
@Tag(name = "Carts")
@Controller("/api/v1/carts")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
class CartController {

    private static final int MOST_OF_ONE = 999;

    /** What catalog makes SKUs of; anything else is not worth a look. */
    private static final Pattern SKU = Pattern.compile("[A-Z0-9-]{6,32}");

    private final Carts carts;
    private final CartPricing pricing;

    CartController(Carts carts, CartPricing pricing) {
        this.carts = carts;
        this.pricing = pricing;
    }

    /**
     * @param token what to send as {@code X-Cart-Token}; only for a buyer who is not signed in
     */
    @Serdeable
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "NewCart")
    record Created(UUID id, @Nullable String token) {}

    /**
     * @param quantity how many instead of what is there; 0 takes it out
     */
    @Serdeable
    @Schema(
            name = "CartWish",
            example =
                    """
                    {"quantity": 2}
                    """)
    record Wish(@NotNull @Min(0) @Max(MOST_OF_ONE) Integer quantity) {}

    @Operation(
            operationId = "createCart",
            summary = "Take an empty cart",
            description =
                    "For a buyer who is not signed in, it comes with a token that goes along"
                            + " as `X-Cart-Token` from then on.")
    @Status(HttpStatus.CREATED)
    @Post
    HttpResponse<Created> create(@Body @Nullable Nothing nothing, @Nullable Caller caller) {
        var token = caller == null ? Buyer.newToken() : null;
        var id = carts.create(Buyer.of(caller, token));
        return HttpResponse.created(new Created(id, token))
                .header("Location", "/api/v1/carts/" + id);
    }

    @Operation(operationId = "getCart", summary = "Get a cart")
    @Get("/{id}")
    CartAnswer find(
            UUID id, @Header(Buyer.TOKEN_HEADER) @Nullable String token, @Nullable Caller caller) {
        var cart = carts.find(id, Buyer.of(caller, token)).orElseThrow(NOT_FOUND::with);
        return pricing.price(cart);
    }

    @Operation(
            operationId = "putCartItem",
            summary = "Put goods into a cart",
            description = "Or change how many of them lie in it.")
    @ApiResponse(
            responseCode = "409",
            description =
                    "`cart-already-ordered`, with the `orderId`; `cart-full`; "
                            + OrdersProblem.NOT_ON_SALE)
    @Put("/{id}/items/{sku}")
    CartAnswer put(
            UUID id,
            String sku,
            @Body @Valid Wish wish,
            @Header(Buyer.TOKEN_HEADER) @Nullable String token,
            @Nullable Caller caller) {
        if (!SKU.matcher(sku).matches()) {
            throw OrdersProblem.SKU_NOT_FOUND.with();
        }
        var buyer = Buyer.of(caller, token);
        return wish.quantity() == 0
                ? pricing.remove(id, buyer, sku)
                : pricing.put(id, buyer, sku, wish.quantity());
    }

    @Operation(operationId = "removeCartItem", summary = "Take goods out of a cart")
    @ApiResponse(responseCode = "409", description = "`cart-already-ordered`, with the `orderId`")
    @Delete("/{id}/items/{sku}")
    CartAnswer remove(
            UUID id,
            String sku,
            @Header(Buyer.TOKEN_HEADER) @Nullable String token,
            @Nullable Caller caller) {
        if (!SKU.matcher(sku).matches()) {
            throw OrdersProblem.SKU_NOT_FOUND.with();
        }
        return pricing.remove(id, Buyer.of(caller, token), sku);
    }
}
