package chosao.orders.stock;

import static chosao.kernel.problem.KernelProblem.INVALID_REQUEST;
import static chosao.kernel.problem.KernelProblem.NOT_FOUND;

import chosao.kernel.security.Caller;
import chosao.kernel.security.Roles;
import chosao.orders.OrdersProblem;
import chosao.orders.offer.Offers;
import chosao.orders.stock.Stock.Adjustment;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.UUID;

/**
 * A producer keeps the stock of its own products: its owner, for every account can make a producer,
 * and its staff.
 */
@Tag(name = "Stock")
@Controller("/api/v1/products/{id}/stock")
@Secured({Roles.BUYER, Roles.PRODUCER})
@ExecuteOn(TaskExecutors.BLOCKING)
class StockController {

    private static final int MOST_ON_HAND = 1_000_000;

    private final Stock stock;
    private final Offers offers;

    StockController(Stock stock, Offers offers) {
        this.stock = stock;
        this.offers = offers;
    }

    /**
     * @param onHand what was counted at the warehouse
     */
    @Serdeable
    @Schema(
            name = "StockCount",
            example =
                    """
                    {"sku": "the sku of a variant", "onHand": 40}
                    """)
    record Count(@NotNull String sku, @NotNull @Min(0) @Max(MOST_ON_HAND) Integer onHand) {}

    @Serdeable
    @Schema(name = "StockLevel")
    record Level(String sku, UUID place, int onHand, int reserved, int available) {

        static Level of(StockLevel level) {
            return new Level(
                    level.sku(),
                    level.placeId(),
                    level.onHand(),
                    level.reserved(),
                    level.available());
        }
    }

    @Serdeable
    @Schema(name = "StockLevels")
    record Levels(List<Level> items) {}

    @Operation(
            operationId = "getStock",
            summary = "Get a product's stock",
            description =
                    "What lies at the warehouse of its producer, of the variants that the product"
                            + " has today.")
    @Get
    Levels levels(UUID id, Caller caller) {
        if (offers.ownProduct(id, caller).isEmpty()) {
            throw NOT_FOUND.with();
        }
        return new Levels(stock.of(id).stream().map(Level::of).toList());
    }

    @Operation(
            operationId = "setStock",
            summary = "Set a product's stock",
            description = "As counted at the warehouse of its producer.")
    @ApiResponse(
            responseCode = "409",
            description =
                    "`stock-reserved`: more than that is promised to buyers, `reserved` says"
                            + " how many.")
    @Put
    Level adjust(UUID id, @Body @Valid Count count, Caller caller) {
        var product = offers.ownProduct(id, caller).orElseThrow(NOT_FOUND::with);
        if (!product.skus().contains(count.sku())) {
            throw INVALID_REQUEST.with().field("/sku", "field.not-a-sku-of-it");
        }
        return switch (stock.adjust(id, count.sku(), product.warehouse(), count.onHand())) {
            case Adjustment.Adjusted(StockLevel level) -> Level.of(level);
            case Adjustment.BelowReserved(int reserved) ->
                    throw OrdersProblem.STOCK_RESERVED.with(reserved).member("reserved", reserved);
        };
    }
}
