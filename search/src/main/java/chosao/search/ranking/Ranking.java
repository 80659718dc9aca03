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
    public BoolQuery.Builder byRelevance(Words words, @Nullable Region near, LocalDate today) {
        var query = matching(words);
        if (!words.isEmpty()) {
            phrases(words).forEach(query::should);
            query.should(share(words, "product.place", Signal.REGION));
            query.should(share(words, "product.category", Signal.CATEGORY));
        }
        if (near != null) {
            query.should(near(near));
        }
        query.should(stars(today));
        query.should(stock());
        query.should(freshness(today));
        query.should(sales());
        return query;
    }

    /** Matches what holds enough of the words, scored by the stars of today alone. */
    public BoolQuery.Builder byStars(Words words, LocalDate today) {
        var query = new BoolQuery.Builder();
        if (!words.isEmpty()) {
            query.filter(found(words));
        }
        return query.should(stars(today));
    }

    /** Matches what holds enough of the words, without a score. */
    public BoolQuery.Builder unranked(Words words) {
        var query = new BoolQuery.Builder();
        return words.isEmpty() ? query : query.filter(found(words));
    }

    private BoolQuery.Builder matching(Words words) {
        var query = new BoolQuery.Builder();
        return words.isEmpty() ? query : query.must(found(words));
    }

    private Query found(Words words) {
        double each = weights.words() / words.count();
        return Query.of(query ->
                query.bool(all ->
                        all.queryName(Signal.WORDS.key())
                                .should(
                                        words.all().stream()
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

    private List<Query> phrases(Words words) {
        var phrases = new ArrayList<Query>();
        if (words.count() > 1) {
            phrases.add(phrase(words.plain(), weights.phrase(), Signal.PHRASE));
        }
        phrases.add(
                phrase(
                        ProductFields.START + " " + words.plain(),
                        weights.beginning(),
                        Signal.BEGINNING));
        return phrases;
    }

    private static Query phrase(String text, float points, Signal signal) {
        return Query.of(query ->
                query.matchPhrase(phrase ->
                        phrase.field("product.name.plain")
                                .query(text)
                                .boost(points)
                                .queryName(signal.key())));
    }

    private Query share(Words words, String field, Signal signal) {
        double each = weightOf(signal) / words.count();
        return Query.of(query ->
                query.bool(any ->
                        any.queryName(signal.key())
                                .should(
                                        words.all().stream()
                                                .map(word -> term(field, word.plain(), each))
                                                .toList())));
    }

    private Query near(Region region) {
        var queries = new ArrayList<Query>();
        queries.add(from(region.code(), weights.near()));
        if (region.province() != null) {
            queries.add(from(region.province(), weights.near() / 2));
        }
        return Query.of(
                query -> query.disMax(best -> best.queryName(Signal.NEAR.key()).queries(queries)));
    }

    private static Query from(String region, float points) {
        return Query.of(query ->
                query.constantScore(constant ->
                        constant.boost(points)
                                .filter(filter ->
                                        filter.term(term ->
                                                term.field("product.regions").value(region)))));
    }

    private Query stars(LocalDate today) {
        return Query.of(query ->
                query.disMax(best ->
                        best.queryName(Signal.STARS.key())
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

    private Query stock() {
        return Query.of(query ->
                query.constantScore(constant ->
                        constant.boost(weights.stock())
                                .queryName(Signal.STOCK.key())
                                .filter(filter ->
                                        filter.term(term ->
                                                term.field("availability.inStock").value(true)))));
    }

    private Query freshness(LocalDate today) {
        var pivot = Time.of(time -> time.time(weights.freshnessHalvesAfter().toDays() + "d"));
        return Query.of(query ->
                query.distanceFeature(distance ->
                        distance.date(date ->
                                date.field("product.listedAt")
                                        .origin(today.toString())
                                        .pivot(pivot)
                                        .boost(weights.freshness())
                                        .queryName(Signal.FRESHNESS.key()))));
    }

    private Query sales() {
        double pointsPerPowerOfTen = weights.sales() / Math.log10(1 + MANY_SALES);
        return Query.of(query ->
                query.functionScore(score ->
                        score.queryName(Signal.SALES.key())
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
}
