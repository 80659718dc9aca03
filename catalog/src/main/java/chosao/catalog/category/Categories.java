package chosao.catalog.category;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import io.micronaut.context.annotation.Context;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The product groups in force, in the order of the decision. Thread-safe. */
@Context
public final class Categories {

    private final List<Category> all;
    private final Map<String, Category> byCode;

    Categories(CategoryRepository repository) {
        all =
                repository.all().stream()
                        .map(row ->
                                new Category(
                                        row.code(),
                                        row.level(),
                                        row.name(),
                                        row.nameEn(),
                                        row.parent()))
                        .toList();
        byCode = all.stream().collect(toUnmodifiableMap(Category::code, identity()));
    }

    /** All of them, each after the one above it. */
    List<Category> all() {
        return all;
    }

    /** The product set with this code: the only kind of category that a product may stand in. */
    public Optional<Category> set(String code) {
        return Optional.ofNullable(byCode.get(code)).filter(Category::isSet);
    }

    /**
     * The category above.
     *
     * @throws IllegalArgumentException for a sector, which has none
     */
    public Category parentOf(Category category) {
        var parent = category.parent() == null ? null : byCode.get(category.parent());
        if (parent == null) {
            throw new IllegalArgumentException("no category above " + category.code());
        }
        return parent;
    }
}
