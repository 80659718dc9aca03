package chosao.catalog.product;

import chosao.catalog.CatalogProblem;
import chosao.catalog.producer.Producers;
import chosao.kernel.clock.MarketCalendar;
import chosao.kernel.id.CanonicalUuid;
import chosao.kernel.page.Cursor;
import chosao.kernel.page.Page;
import chosao.kernel.problem.KernelProblem;
import chosao.kernel.security.Caller;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Controller("/api/v1/producers/{id}/products")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Products")
class ProducerProductsController {

    /** Before every id. */
    private static final UUID FIRST = new UUID(0, 0);

    private final Producers producers;
    private final ProductPages.Reader reader;
    private final MarketCalendar calendar;

    ProducerProductsController(
            Producers producers, ProductPages.Reader reader, MarketCalendar calendar) {
        this.producers = producers;
        this.reader = reader;
        this.calendar = calendar;
    }

    @Operation(
            operationId = "listProductsOfProducer",
            summary = "List a producer's products",
            description =
                    "Oldest first. What is not on sale is shown to its producer's people and to"
                            + " certifiers only.")
    @Get
    @Secured(SecurityRule.IS_ANONYMOUS)
    Page<ProductView> of(
            UUID id,
            @Nullable Caller caller,
            @QueryValue(defaultValue = Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAXIMUM_LIMIT)
                    int limit,
            @Nullable @QueryValue String cursor) {
        var producer = producers.find(id).orElseThrow(CatalogProblem.PRODUCER_NOT_FOUND::with);
        var after = cursor == null ? FIRST : idOf(cursor);
        var today = calendar.today();
        var found =
                producer.showsUnlistedTo(caller)
                        ? reader.readAll(id, after, limit + 1, today)
                        : reader.readOnSale(id, after, limit + 1, today);
        return Page.of(found, limit, last -> Cursor.of(last.id().toString()));
    }

    private static UUID idOf(String cursor) {
        return CanonicalUuid.parse(Cursor.parts(cursor, 1).getFirst())
                .orElseThrow(KernelProblem.BAD_CURSOR::with);
    }
}
