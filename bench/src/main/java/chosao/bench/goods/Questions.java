package chosao.bench.goods;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * What buyers ask: words from names of real goods, half of them typed without marks, and a filter
 * by place or by stars. The same goods give the same questions.
 */
public final class Questions {

    private static final long SEED = 1048;
    private static final int MOST_WORDS = 3;

    private Questions() {}

    /** Paths of searches by text with a filter. */
    public static List<String> searches(Shelf shelf, int number) {
        var random = new Random(SEED);
        List<String> searches = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            var listing = shelf.listings().get(random.nextInt(shelf.listings().size()));
            String words = words(listing.name(), random);
            searches.add(
                    "/api/v1/search?q="
                            + encode(random.nextBoolean() ? words : withoutMarks(words))
                            + (random.nextBoolean()
                                    ? "&region=" + encode(listing.region())
                                    : "&stars=4,5"));
        }
        return searches;
    }

    /** Paths of the first pages of all categories. */
    public static List<String> listings(Shelf shelf) {
        return shelf.categories().stream()
                .map(category -> "/api/v1/search?category=" + encode(category))
                .toList();
    }

    /** Up to three words that stand side by side. */
    private static String words(String name, Random random) {
        String[] all = name.split("\\s+");
        int number = Math.min(all.length, 1 + random.nextInt(MOST_WORDS));
        int first = random.nextInt(all.length - number + 1);
        return String.join(" ", Arrays.copyOfRange(all, first, first + number));
    }

    static String withoutMarks(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replace('đ', 'd')
                .replace('Đ', 'D');
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
