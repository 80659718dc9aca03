package chosao.catalog.category;

import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/**
 * A sector, a group of a sector, or a product set of a group. Products stand in sets.
 *
 * @param level {@code sector}, {@code group} or {@code set}
 * @param parent code of the one above; a sector has none
 */
@Serdeable
public record Category(
        String code, String level, String name, String nameEn, @Nullable String parent) {

    boolean isSet() {
        return level.equals("set");
    }
}
