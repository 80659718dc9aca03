package chosao.search.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A range of prices that people choose by, in đồng.
 *
 * @param from included
 * @param below not included
 */
record PriceRange(@Nullable Long from, @Nullable Long below) {

    static final List<PriceRange> ALL =
            List.of(
                    new PriceRange(null, 50_000L),
                    new PriceRange(50_000L, 100_000L),
                    new PriceRange(100_000L, 200_000L),
                    new PriceRange(200_000L, 500_000L),
                    new PriceRange(500_000L, null));

    String code() {
        return (from == null ? "" : from) + "-" + (below == null ? "" : below - 1);
    }

    String name() {
        if (from == null) {
            return "< " + below + " ₫";
        }
        return below == null ? "≥ " + from + " ₫" : from + " – " + below + " ₫";
    }
}
