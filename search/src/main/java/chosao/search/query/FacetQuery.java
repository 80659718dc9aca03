package chosao.search.query;

import static java.util.stream.Collectors.toMap;

import chosao.kernel.http.Language;
import chosao.search.category.Categories;
import chosao.search.index.Gate;
import chosao.search.query.Answer.Choice;
import chosao.search.query.Answer.Facets;
import chosao.search.query.Answer.PriceChoice;
import chosao.search.region.Regions;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The four facets of a question: as filters of the items, and as counts, each without the filter of
 * its own.
 */
final class FacetQuery {

    /** There are 34 provinces and 26 sets: every one of them fits. */
    private static final int MOST_CHOICES = 64;

    /** The name under which the facets stand together that no choice was made in. */
    private static final String UNCHOSEN = "UNCHOSEN";

    private enum Facet {
        REGION,
        CATEGORY,
        STARS,
        PRICE
    }

    private final LocalDate today;
    private final Map<Facet, Query> filters = new EnumMap<>(Facet.class);

    FacetQuery(Question question, LocalDate today) {
        this.today = today;
        var place = question.place();
        if (place != null) {
            filters.put(Facet.REGION, term("product.regions", place));
        }
        var category = question.category();
        if (category != null) {
            filters.put(Facet.CATEGORY, term("product.categories", category.code()));
        }
        if (!question.stars().isEmpty()) {
            filters.put(
                    Facet.STARS,
                    anyOf(
                            question.stars().stream()
                                    .map(stars -> Gate.stars(stars, today))
                                    .toList()));
        }
        if (question.priceMin() != null || question.priceMax() != null) {
            filters.put(Facet.PRICE, price(question));
        }
    }

    /** What items must pass; empty where no facet is chosen. */
    List<Query> filters() {
        return List.copyOf(filters.values());
    }

    /** Counts that see through the same filters share them, so that each filter is run once. */
    Map<String, Aggregation> aggregations() {
        var aggregations = new HashMap<String, Aggregation>();
        var unchosen = new HashMap<String, Aggregation>();
        for (var facet : Facet.values()) {
            if (filters.containsKey(facet)) {
                var others = EnumSet.copyOf(filters.keySet());
                others.remove(facet);
                aggregations.put(facet.name(), behind(others, Map.of(facet.name(), counts(facet))));
            } else {
                unchosen.put(facet.name(), counts(facet));
            }
        }
        if (filters.isEmpty()) {
            return unchosen;
        }
        if (!unchosen.isEmpty()) {
            aggregations.put(UNCHOSEN, behind(filters.keySet(), unchosen));
        }
        return aggregations;
    }

    private Aggregation behind(Set<Facet> chosen, Map<String, Aggregation> counts) {
        var passing = chosen.stream().map(filters::get).filter(Objects::nonNull).toList();
        return Aggregation.of(aggregation ->
                aggregation
                        .filter(filter -> filter.bool(all -> all.filter(passing)))
                        .aggregations(counts));
    }

    Facets read(JsonNode counts, Regions regions, Categories categories, Language language) {
        var stars = buckets(counts, Facet.STARS);
        var prices =
                elements(buckets(counts, Facet.PRICE))
                        .collect(toMap(bucket -> bucket.path("key").asText(), FacetQuery::count));
        return new Facets(
                elements(buckets(counts, Facet.REGION))
                        .map(bucket -> choice(bucket, regions::nameOf))
                        .toList(),
                elements(buckets(counts, Facet.CATEGORY))
                        .map(bucket -> choice(bucket, categories::nameOf))
                        .toList(),
                Stream.of("5", "4", "3")
                        .map(number ->
                                new Choice(
                                        number,
                                        number + starsIn(language),
                                        count(stars.path(number))))
                        .filter(choice -> choice.count() > 0)
                        .toList(),
                PriceRange.ALL.stream()
                        .map(range ->
                                new PriceChoice(
                                        range.code(),
                                        range.name(),
                                        range.from(),
                                        range.below() == null ? null : range.below() - 1,
                                        prices.getOrDefault(range.code(), 0L)))
                        .filter(choice -> choice.count() > 0)
                        .toList());
    }

    private static String starsIn(Language language) {
        return switch (language) {
            case ENGLISH -> " stars";
            case VIETNAMESE -> " sao";
        };
    }

    private static Choice choice(JsonNode bucket, UnaryOperator<String> nameOf) {
        var code = bucket.path("key").asText();
        return new Choice(code, nameOf.apply(code), count(bucket));
    }

    private static long count(JsonNode bucket) {
        return bucket.path("doc_count").asLong();
    }

    private static Stream<JsonNode> elements(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    /** A facet's counts stand alone, behind its filters, or behind all filters with others. */
    private static JsonNode buckets(JsonNode counts, Facet facet) {
        var place = counts.path(counts.has(facet.name()) ? facet.name() : UNCHOSEN);
        return (place.has(facet.name()) ? place.path(facet.name()) : place).path("buckets");
    }

    private Aggregation counts(Facet facet) {
        return switch (facet) {
            case REGION -> terms("product.province");
            case CATEGORY -> terms("product.set");
            case STARS ->
                    Aggregation.of(aggregation ->
                            aggregation.filters(filters ->
                                    filters.filters(each ->
                                            each.keyed(
                                                    Map.of(
                                                            "3",
                                                            Gate.stars(3, today),
                                                            "4",
                                                            Gate.stars(4, today),
                                                            "5",
                                                            Gate.stars(5, today))))));
            case PRICE ->
                    Aggregation.of(aggregation ->
                            aggregation.range(ranges -> {
                                ranges.field("product.price");
                                PriceRange.ALL.forEach(range ->
                                        ranges.ranges(each ->
                                                each.key(range.code())
                                                        .from(
                                                                range.from() == null
                                                                        ? null
                                                                        : range.from()
                                                                                .doubleValue())
                                                        .to(
                                                                range.below() == null
                                                                        ? null
                                                                        : range.below()
                                                                                .doubleValue())));
                                return ranges;
                            }));
        };
    }

    private static Aggregation terms(String field) {
        return Aggregation.of(
                aggregation -> aggregation.terms(terms -> terms.field(field).size(MOST_CHOICES)));
    }

    private static Query term(String field, String value) {
        return Query.of(query -> query.term(term -> term.field(field).value(value)));
    }

    private static Query anyOf(List<Query> queries) {
        return queries.size() == 1
                ? queries.getFirst()
                : Query.of(query -> query.bool(any -> any.should(queries)));
    }

    private static Query price(Question question) {
        return Query.of(query ->
                query.range(range ->
                        range.number(number -> {
                            number.field("product.price");
                            if (question.priceMin() != null) {
                                number.gte(question.priceMin().doubleValue());
                            }
                            if (question.priceMax() != null) {
                                number.lte(question.priceMax().doubleValue());
                            }
                            return number;
                        })));
    }
}
