package chosao.catalog.category;

import chosao.kernel.page.Page;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

@Controller("/api/v1/categories")
@Secured(SecurityRule.IS_ANONYMOUS)
@Tag(name = "Categories")
class CategoryController {

    private final Categories categories;

    CategoryController(Categories categories) {
        this.categories = categories;
    }

    @Operation(
            operationId = "listCategories",
            summary = "List product groups",
            description = "The tree: 6 sectors, 17 groups, 26 sets, each after the one above it.")
    @Get
    Page<Category> list(
            @QueryValue(defaultValue = Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAXIMUM_LIMIT)
                    int limit,
            @Nullable @QueryValue String cursor) {
        return Page.ofWhole(categories.all(), limit, cursor, Category::code);
    }
}
