package chosao.catalog.product;

import chosao.catalog.CatalogProblem;
import chosao.catalog.product.ProductPages.Page;
import chosao.kernel.http.EntityTag;
import chosao.kernel.security.Caller;
import chosao.kernel.security.Roles;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.Status;
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
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Controller("/api/v1/products")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Products")
class ProductController {

    private final Products products;
    private final ProductPages pages;

    ProductController(Products products, ProductPages pages) {
        this.products = products;
        this.pages = pages;
    }

    @Operation(
            operationId = "getProduct",
            summary = "Get a product",
            description =
                    "One that is not on sale is shown to its producer's people, certifiers and"
                            + " admins only.")
    @Get("/{id}")
    @Secured(SecurityRule.IS_ANONYMOUS)
    @ApiResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = ProductView.class)))
    HttpResponse<byte[]> one(
            UUID id,
            @Nullable Caller caller,
            @Nullable @Header(HttpHeaders.IF_NONE_MATCH) String ifNoneMatch) {
        var page = visible(id, caller);
        var tag = page.tag();
        if (EntityTag.isKnown(ifNoneMatch, tag) && page.onSale()) {
            return tagged(HttpResponse.notModified(), tag);
        }
        return tagged(
                HttpResponse.ok(page.json()).contentType(MediaType.APPLICATION_JSON_TYPE), tag);
    }

    @Operation(
            operationId = "createProduct",
            summary = "Make a draft",
            description =
                    "The product is the caller's producer's; it is not on sale until it is listed."
                            + " A caller who acts for several producers names one as `producerId`.")
    @ApiResponse(
            responseCode = "409",
            description =
                    "`producer-missing`: the account keeps no producer yet; `too-many-products`")
    @Post
    @Secured({Roles.BUYER, Roles.PRODUCER})
    @ApiResponse(
            responseCode = "201",
            content = @Content(schema = @Schema(implementation = ProductView.class)))
    HttpResponse<byte[]> create(Caller caller, @Body @Valid NewProduct wanted) {
        var id = products.create(caller, wanted);
        var page = visible(id, caller);
        return tagged(
                HttpResponse.created(page.json(), URI.create("/api/v1/products/" + id))
                        .contentType(MediaType.APPLICATION_JSON_TYPE),
                page.tag());
    }

    @Operation(
            operationId = "changeProduct",
            summary = "Change a product",
            description =
                    "Changes what the body names, and removes what it names as null; the rest stays."
                            + " A body that names nothing new"
                            + " leaves the version as it is. For its producer and administrators.")
    @ApiResponse(
            responseCode = "409",
            description =
                    "`certified-facts`: name, category and region are fixed while a certificate covers"
                            + " the product or is going to.")
    @Patch(
            value = "/{id}",
            consumes = {MediaType.APPLICATION_JSON, MediaType.APPLICATION_JSON_MERGE_PATCH})
    @Secured(SecurityRule.IS_AUTHENTICATED)
    @ApiResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = ProductView.class)))
    HttpResponse<byte[]> change(
            UUID id,
            Caller caller,
            @Nullable @Header(HttpHeaders.IF_MATCH) String ifMatch,
            @Body @Valid ProductChange change) {
        products.change(caller, id, ifMatch, change);
        return one(id, caller, null);
    }

    @Operation(
            operationId = "listProduct",
            summary = "Put a product on sale",
            description =
                    "A certificate of three stars or more has to cover it today. For its"
                            + " producer and administrators.")
    @ApiResponse(
            responseCode = "409",
            description =
                    "`certificate-missing`, `certificate-expired`, `certificate-revoked` or"
                            + " `certificate-below-minimum`: no certificate covers the product today.")
    @Put("/{id}/listing")
    @Secured(SecurityRule.IS_AUTHENTICATED)
    @ApiResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = ProductView.class)))
    HttpResponse<byte[]> list(UUID id, Caller caller) {
        products.list(caller, id);
        return one(id, caller, null);
    }

    @Operation(
            operationId = "withdrawProduct",
            summary = "Take a product off sale",
            description = "For its producer and administrators.")
    @Status(HttpStatus.NO_CONTENT)
    @Delete("/{id}/listing")
    @Secured(SecurityRule.IS_AUTHENTICATED)
    HttpResponse<Void> withdraw(UUID id, Caller caller) {
        products.withdraw(caller, id);
        return HttpResponse.noContent();
    }

    private Page visible(UUID id, @Nullable Caller caller) {
        return pages.find(id)
                .filter(page -> page.onSale() || isShownUnlisted(page, caller))
                .orElseThrow(() -> CatalogProblem.PRODUCT_NOT_FOUND.with(id));
    }

    private static boolean isShownUnlisted(Page page, @Nullable Caller caller) {
        return caller != null
                && (caller.accountId().equals(page.owner())
                        || caller.isStaffOf(page.producer())
                        || caller.is(Roles.CERTIFIER)
                        || caller.is(Roles.ADMIN));
    }

    private static HttpResponse<byte[]> tagged(MutableHttpResponse<byte[]> answer, String tag) {
        // Whoever keeps a copy asks before using it: the gate may have closed since.
        return answer.header(HttpHeaders.ETAG, tag).header(HttpHeaders.CACHE_CONTROL, "no-cache");
    }
}
