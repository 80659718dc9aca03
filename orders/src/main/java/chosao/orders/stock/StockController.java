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
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.UUID;

/** A producer keeps the stock of its own products. */
@Tag(name = "stock")
@Controller("/api/v1/products/{id}/stock")
@Secured(Roles.PRODUCER)
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
    record Count(@NotNull String sku, @NotNull @Min(0) @Max(MOST_ON_HAND) Integer onHand) {}

    @Serdeable
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
    record Levels(List<Level> items) {}

    /** What lies at the producer's warehouse. */
    @Get
    Levels levels(UUID id, @Parameter(hidden = true) Caller caller) {
        if (offers.ownProduct(id, caller.accountId()).isEmpty()) {
            throw NOT_FOUND.with();
        }
        return new Levels(stock.of(id).stream().map(Level::of).toList());
    }

    /** Sets what is on hand at the producer's warehouse. */
    @Put
    Level adjust(UUID id, @Body @Valid Count count, @Parameter(hidden = true) Caller caller) {
        var product = offers.ownProduct(id, caller.accountId()).orElseThrow(NOT_FOUND::with);
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
