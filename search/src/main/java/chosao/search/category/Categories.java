package chosao.search.category;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.reader.CsvReader;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The product sets of Decision 26/2026, in their groups and sectors. */
@Singleton
public final class Categories {

    private final Map<String, Category> byCode = new LinkedHashMap<>();

    Categories() {
        var stream = Objects.requireNonNull(Categories.class.getResourceAsStream("categories.csv"));
        try (var csv = CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(stream, UTF_8))) {
            for (var row : csv) {
                var parent = row.getField("parent");
                var category =
                        new Category(
                                row.getField("code"),
                                row.getField("name"),
                                row.getField("name_en"),
                                parent.isEmpty() ? null : parent);
                byCode.put(category.code(), category);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * A sector, a group or a set.
     *
     * @param parent the code of what it belongs to, or null for a sector
     */
    public record Category(String code, String name, String nameEn, @Nullable String parent) {}

    public Optional<Category> find(String code) {
        return Optional.ofNullable(byCode.get(code));
    }

    /** The name, or the code itself where we do not know it. */
    public String nameOf(String code) {
        return find(code).map(Category::name).orElse(code);
    }

    public Stream<Category> all() {
        return byCode.values().stream();
    }

    /** The category and all that it belongs to, the narrowest first; none for an unknown code. */
    public List<Category> lineage(String code) {
        var lineage = new ArrayList<Category>();
        for (var category = byCode.get(code); category != null; category = parentOf(category)) {
            lineage.add(category);
        }
        return lineage;
    }

    private @Nullable Category parentOf(Category category) {
        return category.parent() == null ? null : byCode.get(category.parent());
    }
}
