package chosao.catalog.category;

import chosao.kernel.page.Page;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.tags.Tag;

@Controller("/api/v1/categories")
@Secured(SecurityRule.IS_ANONYMOUS)
@Tag(name = "Categories")
class CategoryController {

    private final Categories categories;

    CategoryController(Categories categories) {
        this.categories = categories;
    }

    /** The whole tree: 6 sectors, 17 groups, 26 sets, each after the one above it. */
    @Get
    Page<Category> all() {
        return new Page<>(categories.all(), null);
    }
}
