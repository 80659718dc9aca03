package chosao.search.ranking;

import chosao.search.index.Gate;
import chosao.search.index.ProductFields;
import chosao.search.ranking.Words.Word;
import chosao.search.region.Regions.Region;
import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.Time;
import co.elastic.clients.elasticsearch._types.query_dsl.BoolQuery;
import co.elastic.clients.elasticsearch._types.query_dsl.FieldValueFactorModifier;
import co.elastic.clients.elasticsearch._types.query_dsl.FunctionBoostMode;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The formula: a listing's score is the sum of the points of its {@link Signal}s, each up to its
 * {@link Weights weight}.
 *
 * <pre>
 *   words      × mean over the words of the best field that holds the word:
 *                name 1, name but for its marks 0.85, place 0.7, category 0.6, producer 0.5, description 0.3
 * + phrase     if the words follow each other in the name
 * + beginning  if the name begins with them
 * + region     × share of the words that name its place     + near × (1 same commune or province, ½ same province only)
 * + category   × share of the words that name its category
 * + stars      × (stars today − 2) / 3
 * + stock      if it can be bought now
 * + freshness  × half-life / (half-life + age)
 * + sales      × log(1 + sold) / log(1 + 1000), at most 1
 * </pre>
 *
 * <p>A word counts as found or not: how rare it is and how long the name is say little about goods
 * with names of five words, and would make points impossible to explain. So the index uses the
 * boolean similarity instead of BM25. Up to three words must all be found; of more, three in four.
 */
@Singleton
public final class Ranking {

    private static final double NAME = 1;
    private static final double NAME_WITHOUT_MARKS = 0.85;
    private static final double PLACE = 0.7;
    private static final double CATEGORY = 0.6;
    private static final double PRODUCER = 0.5;
    private static final double DESCRIPTION = 0.3;

    private static final String ENOUGH_WORDS = "3<75%";

    /** This many sold units, or more, have the whole weight of {@link Signal#SALES}. */
    private static final double MANY_SALES = 1_000;

    private final Weights weights;

    Ranking(Weights weights) {
        this.weights = weights;
    }

    /** The most that the signal can give. */
    public float weightOf(Signal signal) {
        return switch (signal) {
            case WORDS -> weights.words();
            case PHRASE -> weights.phrase();
            case BEGINNING -> weights.beginning();
            case REGION -> weights.region();
            case NEAR -> weights.near();
            case CATEGORY -> weights.category();
            case STARS -> weights.stars();
            case STOCK -> weights.stock();
            case FRESHNESS -> weights.freshness();
            case SALES -> weights.sales();
        };
    }

    /**
     * Matches what holds enough of the words, scored by all signals. The caller adds the filters.
     */
    public BoolQuery.Builder byRelevance(
            Words words, List<Region> near, LocalDate today, boolean named) {
        var query = new BoolQuery.Builder();
        if (!words.isEmpty()) {
            query.must(found(words, named));
            phrases(words, named).forEach(query::should);
            query.should(share(words, "product.place", Signal.REGION, named));
            query.should(share(words, "product.category", Signal.CATEGORY, named));
        }
        if (!near.isEmpty()) {
            query.should(near(near, named));
        }
        query.should(stars(today, named));
        query.should(stock(named));
        query.should(freshness(today, named));
        query.should(sales(named));
        return query;
    }

    /** Matches what holds enough of the words, scored by the stars of today alone. */
    public BoolQuery.Builder byStars(Words words, LocalDate today, boolean named) {
        var query = new BoolQuery.Builder();
        if (!words.isEmpty()) {
            query.filter(held(words));
        }
        return query.should(stars(today, named));
    }

    /** Matches what holds enough of the words, without a score. */
    public BoolQuery.Builder unranked(Words words) {
        var query = new BoolQuery.Builder();
        return words.isEmpty() ? query : query.filter(held(words));
    }

    /** The same as {@link #found}, where nobody asks in which text a word stands. */
    private static Query held(Words words) {
        return Query.of(query ->
                query.bool(all ->
                        all.should(
                                        words.distinct().stream()
                                                .map(word -> term("product.words", word.plain(), 1))
                                                .toList())
                                .minimumShouldMatch(ENOUGH_WORDS)));
    }

    private Query found(Words words, boolean named) {
        var distinct = words.distinct();
        double each = weights.words() / distinct.size();
        return Query.of(query ->
                query.bool(all ->
                        all.queryName(nameOf(Signal.WORDS, named))
                                .should(
                                        distinct.stream()
                                                .map(word -> bestField(word, each))
                                                .toList())
                                .minimumShouldMatch(ENOUGH_WORDS)));
    }

    private static Query bestField(Word word, double points) {
        var fields = new ArrayList<Query>();
        if (word.hasMarks()) {
            fields.add(term("product.name.marked", word.marked(), points * NAME));
            fields.add(term("product.name.plain", word.plain(), points * NAME_WITHOUT_MARKS));
        } else {
            fields.add(term("product.name.plain", word.plain(), points * NAME));
        }
        fields.add(term("product.place", word.plain(), points * PLACE));
        fields.add(term("product.category", word.plain(), points * CATEGORY));
        fields.add(term("product.producer", word.plain(), points * PRODUCER));
        fields.add(term("product.description", word.plain(), points * DESCRIPTION));
        return Query.of(query -> query.disMax(best -> best.queries(fields)));
    }

    private List<Query> phrases(Words words, boolean named) {
        var phrases = new ArrayList<Query>();
        if (words.sequence().size() > 1) {
            phrases.add(phrase(words.plain(), weights.phrase(), Signal.PHRASE, named));
        }
        phrases.add(
                phrase(
                        ProductFields.START + " " + words.plain(),
                        weights.beginning(),
                        Signal.BEGINNING,
                        named));
        return phrases;
    }

    private static Query phrase(String text, float points, Signal signal, boolean named) {
        return Query.of(query ->
                query.matchPhrase(phrase ->
                        phrase.field("product.name.plain")
                                .query(text)
                                .boost(points)
                                .queryName(nameOf(signal, named))));
    }

    private Query share(Words words, String field, Signal signal, boolean named) {
        var distinct = words.distinct();
        double each = weightOf(signal) / distinct.size();
        return Query.of(query ->
                query.bool(any ->
                        any.queryName(nameOf(signal, named))
                                .should(
                                        distinct.stream()
                                                .map(word -> term(field, word.plain(), each))
                                                .toList())));
    }

    private Query near(List<Region> regions, boolean named) {
        var queries = new ArrayList<Query>();
        for (var region : regions) {
            queries.add(from(region.code(), weights.near()));
            if (region.province() != null) {
                queries.add(from(region.province(), weights.near() / 2));
            }
        }
        return Query.of(query ->
                query.disMax(best -> best.queryName(nameOf(Signal.NEAR, named)).queries(queries)));
    }

    private static Query from(String region, float points) {
        return Query.of(query ->
                query.constantScore(constant ->
                        constant.boost(points)
                                .filter(filter ->
                                        filter.term(term ->
                                                term.field("product.regions").value(region)))));
    }

    private Query stars(LocalDate today, boolean named) {
        return Query.of(query ->
                query.disMax(best ->
                        best.queryName(nameOf(Signal.STARS, named))
                                .queries(
                                        List.of(
                                                stars(5, today),
                                                stars(4, today),
                                                stars(3, today)))));
    }

    private Query stars(int stars, LocalDate today) {
        return Query.of(query ->
                query.constantScore(constant ->
                        constant.boost(weights.stars() * (stars - 2) / 3)
                                .filter(Gate.stars(stars, today))));
    }

    private Query stock(boolean named) {
        return Query.of(query ->
                query.constantScore(constant ->
                        constant.boost(weights.stock())
                                .queryName(nameOf(Signal.STOCK, named))
                                .filter(filter ->
                                        filter.term(term ->
                                                term.field("availability.inStock").value(true)))));
    }

    private Query freshness(LocalDate today, boolean named) {
        var pivot = Time.of(time -> time.time(weights.freshnessHalvesAfter().toMillis() + "ms"));
        return Query.of(query ->
                query.distanceFeature(distance ->
                        distance.date(date ->
                                date.field("product.listedAt")
                                        .origin(today.toString())
                                        .pivot(pivot)
                                        .boost(weights.freshness())
                                        .queryName(nameOf(Signal.FRESHNESS, named)))));
    }

    private Query sales(boolean named) {
        double pointsPerPowerOfTen = weights.sales() / Math.log10(1 + MANY_SALES);
        return Query.of(query ->
                query.functionScore(score ->
                        score.queryName(nameOf(Signal.SALES, named))
                                .query(sold ->
                                        sold.range(range ->
                                                range.number(number ->
                                                        number.field("availability.sold").gt(0.0))))
                                .functions(function ->
                                        function.weight(pointsPerPowerOfTen)
                                                .fieldValueFactor(factor ->
                                                        factor.field("availability.sold")
                                                                .modifier(
                                                                        FieldValueFactorModifier
                                                                                .Log1p)))
                                .maxBoost((double) weights.sales())
                                .boostMode(FunctionBoostMode.Replace)));
    }

    private static Query term(String field, String word, double points) {
        return Query.of(query ->
                query.term(term ->
                        term.field(field).value(FieldValue.of(word)).boost((float) points)));
    }

    /**
     * A name makes Elasticsearch score a part once more for each item, so it is given only where
     * somebody reads it.
     */
    private static @Nullable String nameOf(Signal signal, boolean named) {
        return named ? signal.key() : null;
    }
}
