package chosao.search.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import chosao.search.category.Categories.Category;
import chosao.search.ranking.Words;
import chosao.search.region.Regions.Region;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * What someone asks, understood and found to be in order.
 *
 * @param place where it has to come from, of today or former, see {@link
 *     chosao.search.region.Regions#place}; null for anywhere
 * @param stars empty for any
 * @param priceMin in đồng, included, as is {@code priceMax}
 * @param inStock only what can be bought now
 * @param after where the page before ended, or null for the first page
 */
record Question(
        Words words,
        @Nullable String place,
        @Nullable Category category,
        SortedSet<Integer> stars,
        @Nullable Long priceMin,
        @Nullable Long priceMax,
        @Nullable String producerKind,
        boolean inStock,
        Order order,
        List<Region> near,
        int limit,
        @Nullable Place after,
        boolean explain) {

    /**
     * The place in a list behind an item.
     *
     * @param value what the list is ordered by: a score, an amount or a moment
     */
    record Place(String value, String id) {}

    Question after(Place last) {
        return new Question(
                words,
                place,
                category,
                stars,
                priceMin,
                priceMax,
                producerKind,
                inStock,
                order,
                near,
                limit,
                last,
                explain);
    }

    /** The same for every page of one list, another for any other list. */
    String fingerprint() {
        return digest(
                words.marked(),
                place == null ? "" : place,
                category == null ? "" : category.code(),
                stars,
                priceMin,
                priceMax,
                producerKind,
                inStock,
                order,
                codes(near));
    }

    private static List<String> codes(List<Region> regions) {
        return regions.stream().map(Region::code).toList();
    }

    private static String digest(@Nullable Object... whatDecidesTheList) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            for (var part : whatDecidesTheList) {
                sha.update(String.valueOf(part).getBytes(UTF_8));
                sha.update((byte) '\n');
            }
            return HexFormat.of().formatHex(sha.digest(), 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
