package chosao.search.query;

import chosao.kernel.clock.MarketCalendar;
import chosao.kernel.text.Vietnamese;
import chosao.search.category.Categories;
import chosao.search.index.Card;
import chosao.search.index.Gate;
import chosao.search.index.ProductFields;
import chosao.search.query.MultiSearch.Result;
import chosao.search.query.Suggestion.Kind;
import chosao.search.ranking.Ranking;
import chosao.search.ranking.Words;
import chosao.search.ranking.Words.Word;
import chosao.search.region.Regions;
import co.elastic.clients.elasticsearch._types.query_dsl.BoolQuery;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.msearch.MultisearchBody;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * Completes what someone begins to type: names of goods and producers from the index, categories
 * and regions from memory. All words but the last must stand as typed, the last may go on. First
 * come names that begin so, then those that hold the words side by side, then any; among them those
 * where the last word is whole, and with the marks that were typed.
 */
@Singleton
final class Suggestions {

    private static final String NAME = "product.name.plain";

    private static final int PRODUCTS = 6;
    private static final int PRODUCERS = 2;
    private static final int CATEGORIES = 3;
    private static final int REGIONS = 3;

    /**
     * Several goods of one producer or of one name come up together; enough to find different ones
     * among them.
     */
    private static final int CANDIDATES = 20;

    /**
     * Points: each outweighs all that follow it together, and the last of them what stars, stock,
     * age and sales give a listing (at most 13.5, unless set otherwise).
     */
    private static final float BEGINS = 120;

    private static final float SIDE_BY_SIDE = 60;
    private static final float MARKED = 30;
    private static final float WHOLE = 15;

    private final MultiSearch searches;
    private final MarketCalendar calendar;
    private final Ranking ranking;
    private final List<Named> categories;
    private final List<Named> regions;

    Suggestions(
            MultiSearch searches,
            MarketCalendar calendar,
            Ranking ranking,
            Categories categories,
            Regions regions) {
        this.searches = searches;
        this.calendar = calendar;
        this.ranking = ranking;
        this.categories =
                categories
                        .all()
                        .map(category ->
                                Named.of(
                                        category.code(),
                                        category.name(),
                                        Kind.CATEGORY,
                                        Stream.of()))
                        .toList();
        this.regions =
                regions.all()
                        .map(region ->
                                Named.of(
                                        region.code(),
                                        region.name(),
                                        Kind.REGION,
                                        region.formerNames().stream()))
                        .toList();
    }

    /** A category or region with the folded words of each of its names, each after a blank. */
    private record Named(Suggestion suggestion, List<String> names) {

        static Named of(String code, String name, Kind kind, Stream<String> formerNames) {
            return new Named(
                    new Suggestion(name, kind, code),
                    Stream.concat(Stream.of(name), formerNames)
                            .map(each ->
                                    " "
                                            + String.join(
                                                    " ", Vietnamese.tokens(Vietnamese.plain(each))))
                            .toList());
        }

        boolean holds(String beginning) {
            return names.stream().anyMatch(name -> name.contains(" " + beginning));
        }
    }

    CompletableFuture<Suggestion.Some> complete(Words words) {
        if (words.isEmpty()) {
            return CompletableFuture.completedFuture(new Suggestion.Some(List.of()));
        }
        return searches.send(List.of(likeliest(words, NAME), likeliest(words, "product.producer")))
                .thenApply(found ->
                        new Suggestion.Some(all(words, found.getFirst(), found.getLast())));
    }

    private List<Suggestion> all(Words words, Result products, Result producers) {
        var beginning = words.plain();
        return Stream.of(
                        products(products).limit(PRODUCTS),
                        categories.stream()
                                .filter(named -> named.holds(beginning))
                                .map(Named::suggestion)
                                .limit(CATEGORIES),
                        regions.stream()
                                .filter(named -> named.holds(beginning))
                                .map(Named::suggestion)
                                .limit(REGIONS),
                        cards(producers)
                                .map(card ->
                                        new Suggestion(
                                                card.producer().name(),
                                                Kind.PRODUCER,
                                                card.producer().id()))
                                .distinct()
                                .limit(PRODUCERS))
                .flatMap(suggestions -> suggestions)
                .toList();
    }

    /** Each name once, with the likeliest of the products that bear it. */
    private static Stream<Suggestion> products(Result products) {
        var byName = new LinkedHashMap<String, Suggestion>();
        cards(products)
                .map(card -> new Suggestion(card.name(), Kind.PRODUCT, card.id()))
                .forEach(product -> byName.putIfAbsent(product.text(), product));
        return byName.values().stream();
    }

    private static Stream<Card> cards(Result result) {
        return result.found().stream().map(hit -> hit.stored().card());
    }

    private MultisearchBody likeliest(Words words, String field) {
        var today = calendar.today();
        BoolQuery.Builder query = ranking.byRelevance(Words.of(""), List.of(), today, false);
        var typed = words.sequence();
        typed.subList(0, typed.size() - 1).forEach(word -> query.filter(whole(field, word)));
        query.filter(beginning(field, typed.getLast()));
        query.should(goingOn(field, words.plain(), SIDE_BY_SIDE));
        query.should(
                Query.of(whole ->
                        whole.constantScore(points ->
                                points.boost(WHOLE).filter(whole(field, typed.getLast())))));
        if (field.equals(NAME)) {
            query.should(goingOn(NAME, ProductFields.START + " " + words.plain(), BEGINS));
            if (!words.marked().equals(words.plain())) {
                query.should(goingOn("product.name.marked", words.marked(), MARKED));
            }
        }
        return MultisearchBody.of(search ->
                Stored.only(search)
                        .query(query.filter(Gate.open(today)).build()._toQuery())
                        .trackTotalHits(total -> total.enabled(false))
                        .size(CANDIDATES));
    }

    private static Query goingOn(String field, String text, float points) {
        return Query.of(query ->
                query.matchPhrasePrefix(phrase -> phrase.field(field).query(text).boost(points)));
    }

    private static Query whole(String field, Word word) {
        return Query.of(query -> query.term(term -> term.field(field).value(word.plain())));
    }

    private static Query beginning(String field, Word word) {
        return Query.of(query -> query.prefix(prefix -> prefix.field(field).value(word.plain())));
    }
}
