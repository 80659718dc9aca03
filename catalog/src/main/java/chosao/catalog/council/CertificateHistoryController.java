package chosao.catalog.council;

import chosao.catalog.CatalogProblem;
import chosao.catalog.certificate.Certificate;
import chosao.catalog.certificate.Certificates;
import chosao.catalog.product.Products;
import chosao.kernel.clock.MarketCalendar;
import chosao.kernel.page.Page;
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
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Controller("/api/v1/products/{id}/certificates")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Certificates")
class CertificateHistoryController {

    private final Products products;
    private final Certificates certificates;
    private final MarketCalendar calendar;

    CertificateHistoryController(
            Products products, Certificates certificates, MarketCalendar calendar) {
        this.products = products;
        this.certificates = certificates;
        this.calendar = calendar;
    }

    /**
     * @param asOf the day to answer for; today if left out
     * @param knownOn answer with what had been recorded by the end of this day; everything if left
     *     out
     */
    @Operation(
            operationId = "listCertificates",
            summary = "List a product's certificates",
            description =
                    "What councils had decided by a day, latest first, and how each decision"
                            + " stood then; a decision that is recorded ahead is listed from its own day"
                            + " on. Decisions are public, so they stay to be read when the"
                            + " product is off sale; a draft that none was made of is shown to whom the"
                            + " product is.")
    @Get
    @Secured(SecurityRule.IS_ANONYMOUS)
    Page<CertificateView> history(
            UUID id,
            @Nullable Caller caller,
            @Nullable @QueryValue LocalDate asOf,
            @Nullable @QueryValue LocalDate knownOn,
            @QueryValue(defaultValue = Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAXIMUM_LIMIT)
                    int limit,
            @Nullable @QueryValue String cursor) {
        var all = certificates.historyOf(id);
        if (all.certificates().isEmpty() && !products.showsUnlisted(id, caller)) {
            throw CatalogProblem.PRODUCT_NOT_FOUND.with(id);
        }
        var day = asOf == null ? calendar.today() : asOf;
        var history = knownOn == null ? all : all.knownBefore(endOf(knownOn));
        var decided =
                history.certificates().stream()
                        .filter(each -> !each.issuedOn().isAfter(day))
                        .sorted(Certificate.BY_DECISION.reversed())
                        .toList();
        return Page.ofWhole(decided, limit, cursor, each -> each.id().toString())
                .map(each -> CertificateView.of(each, history, day));
    }

    private static Instant endOf(LocalDate day) {
        return day.plusDays(1).atStartOfDay(MarketCalendar.ZONE).toInstant();
    }
}
