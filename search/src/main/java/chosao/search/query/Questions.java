package chosao.search.query;

import static chosao.kernel.problem.KernelProblem.BAD_CURSOR;
import static chosao.kernel.problem.KernelProblem.BAD_PARAMETER;
import static chosao.search.SearchProblem.UNKNOWN_CATEGORY;
import static chosao.search.SearchProblem.UNKNOWN_REGION;
import static java.util.stream.Collectors.joining;

import chosao.kernel.page.Cursor;
import chosao.kernel.page.Page;
import chosao.kernel.problem.ProblemException;
import chosao.kernel.text.WholeNumber;
import chosao.search.category.Categories;
import chosao.search.category.Categories.Category;
import chosao.search.query.Question.Place;
import chosao.search.ranking.Words;
import chosao.search.region.Regions;
import chosao.search.region.Regions.Region;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of a search, and says which one is wrong. */
@Singleton
final class Questions {

    static final int LONGEST_TEXT = 200;

    private static final Set<String> PRODUCER_KINDS =
            Set.of("enterprise", "cooperative", "cooperative_group", "household");

    /** A price above every price: 10¹⁵ đồng is more than all the money there is. */
    static final long HIGHEST_PRICE = 1_000_000_000_000_000L;

    private final Regions regions;
    private final Categories categories;

    Questions(Regions regions, Categories categories) {
        this.regions = regions;
        this.categories = categories;
    }

    /** Reads what was given. */
    Question read(SearchParameters given) {
        var priceMin = price("priceMin", given.priceMin());
        var priceMax = price("priceMax", given.priceMax());
        if (priceMin != null && priceMax != null && priceMin > priceMax) {
            throw BAD_PARAMETER.with("priceMax", "price.below-lowest");
        }
        var question =
                new Question(
                        sought(given.q()),
                        place("region", given.region()),
                        category(given.category()),
                        stars(given.stars()),
                        priceMin,
                        priceMax,
                        producerKind(given.producerKind()),
                        yes("inStock", given.inStock()),
                        order(given.sort()),
                        regions("near", given.near()),
                        limit(given.limit()),
                        null,
                        yes("explain", given.explain()));
        var cursor = given.cursor();
        return cursor == null || cursor.isBlank()
                ? question
                : question.after(place(cursor, question));
    }

    /** The words to look for. Signs alone have none, and would find all that there is. */
    private static Words sought(@Nullable String q) {
        var words = words("q", q);
        if (words.isEmpty() && q != null && !q.isBlank()) {
            throw BAD_PARAMETER.with("q", "text.no-word");
        }
        return words;
    }

    /** The words of a text that is neither too long nor holds what no keyboard types. */
    static Words words(String parameter, @Nullable String text) {
        if (text == null) {
            return Words.of("");
        }
        if (text.codePointCount(0, text.length()) > LONGEST_TEXT) {
            throw BAD_PARAMETER.with(parameter, "field.too-long", LONGEST_TEXT);
        }
        if (text.codePoints().anyMatch(Character::isISOControl)) {
            throw BAD_PARAMETER.with(parameter, "field.control-characters");
        }
        return Words.of(text);
    }

    private @Nullable String place(String parameter, @Nullable String code) {
        if (code == null || code.isBlank()) {
            return null;
        }
        return regions.place(code).orElseThrow(() -> UNKNOWN_REGION.with(parameter, code));
    }

    private List<Region> regions(String parameter, @Nullable String code) {
        if (code == null || code.isBlank()) {
            return List.of();
        }
        var meant = regions.meantBy(code);
        if (meant.isEmpty()) {
            throw UNKNOWN_REGION.with(parameter, code);
        }
        return meant;
    }

    private @Nullable Category category(@Nullable String code) {
        if (code == null || code.isBlank()) {
            return null;
        }
        return categories.find(code).orElseThrow(() -> UNKNOWN_CATEGORY.with("category", code));
    }

    private static SortedSet<Integer> stars(@Nullable String list) {
        if (list == null || list.isBlank()) {
            return Collections.emptySortedSet();
        }
        var stars = new TreeSet<Integer>();
        for (var one : list.split(",", -1)) {
            stars.add(star(one));
        }
        return Collections.unmodifiableSortedSet(stars);
    }

    private static int star(String text) {
        return switch (text) {
            case "3" -> 3;
            case "4" -> 4;
            case "5" -> 5;
            default -> throw BAD_PARAMETER.with("stars", "stars.unreadable");
        };
    }

    private static @Nullable Long price(String parameter, @Nullable String amount) {
        if (amount == null || amount.isBlank()) {
            return null;
        }
        return WholeNumber.parse(amount)
                .filter(price -> price >= 0 && price <= HIGHEST_PRICE)
                .orElseThrow(() -> BAD_PARAMETER.with(parameter, "price.unreadable"));
    }

    private static @Nullable String producerKind(@Nullable String kind) {
        if (kind == null || kind.isBlank()) {
            return null;
        }
        if (!PRODUCER_KINDS.contains(kind)) {
            throw noneOf("producerKind", PRODUCER_KINDS.stream().sorted());
        }
        return kind;
    }

    private static boolean yes(String parameter, @Nullable String value) {
        if (value == null || value.isBlank()) {
            return false;
        }
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw noneOf(parameter, Stream.of("true", "false"));
        };
    }

    private static Order order(@Nullable String sort) {
        if (sort == null || sort.isBlank()) {
            return Order.RELEVANCE;
        }
        return Order.find(sort)
                .orElseThrow(() -> noneOf("sort", Arrays.stream(Order.values()).map(Order::wire)));
    }

    private static ProblemException noneOf(String parameter, Stream<String> choices) {
        return BAD_PARAMETER.with(parameter, "parameter.choice", choices.collect(joining(", ")));
    }

    private static int limit(@Nullable String limit) {
        return WholeNumber.parse(limit == null || limit.isBlank() ? Page.DEFAULT_LIMIT : limit)
                .filter(number -> number >= 1 && number <= Page.MAXIMUM_LIMIT)
                .map(Long::intValue)
                .orElseThrow(
                        () -> BAD_PARAMETER.with("limit", "field.range", 1, Page.MAXIMUM_LIMIT));
    }

    private static Place place(String cursor, Question question) {
        List<String> parts = Cursor.parts(cursor, 3);
        var value = parts.get(1);
        if (!parts.getFirst().equals(question.fingerprint())
                || !isNumber(value, question.order())) {
            throw BAD_CURSOR.with();
        }
        return new Place(value, parts.get(2));
    }

    private static boolean isNumber(String value, Order order) {
        try {
            return order.isByScore()
                    ? Double.isFinite(Double.parseDouble(value))
                    : Long.parseLong(value) != Long.MIN_VALUE;
        } catch (NumberFormatException noNumber) {
            return false;
        }
    }
}
