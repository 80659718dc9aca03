package chosao.search.query;

import chosao.kernel.clock.MarketCalendar;
import chosao.kernel.money.Money;
import chosao.kernel.page.Cursor;
import chosao.search.category.Categories;
import chosao.search.index.Card;
import chosao.search.index.Gate;
import chosao.search.index.ProductIndex;
import chosao.search.query.Answer.Explanation;
import chosao.search.query.Answer.Item;
import chosao.search.ranking.Ranking;
import chosao.search.region.Regions;
import co.elastic.clients.elasticsearch.ElasticsearchAsyncClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOptions;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregate;
import co.elastic.clients.elasticsearch._types.query_dsl.BoolQuery;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.MsearchRequest;
import co.elastic.clients.elasticsearch.core.MsearchResponse;
import co.elastic.clients.elasticsearch.core.msearch.MultisearchBody;
import co.elastic.clients.elasticsearch.core.search.Hit;
import co.elastic.clients.elasticsearch.core.search.ResponseBody;
import co.elastic.clients.json.JsonpUtils;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Finds listings: one request to Elasticsearch with two searches, for the items and for the facets.
 *
 * <p>Apart, each does only what it needs. The items are scored behind all filters, so only those
 * that can be shown are; the counts, which must see more, score nothing, and Elasticsearch's
 * request cache keeps them until the index changes.
 */
@Singleton
final class Search {

    private final ElasticsearchAsyncClient client;
    private final ProductIndex index;
    private final MarketCalendar calendar;
    private final Ranking ranking;
    private final Explanations explanations;
    private final Spelling spelling;
    private final Regions regions;
    private final Categories categories;

    Search(
            ElasticsearchAsyncClient client,
            ProductIndex index,
            MarketCalendar calendar,
            Ranking ranking,
            Explanations explanations,
            Spelling spelling,
            Regions regions,
            Categories categories) {
        this.client = client;
        this.index = index;
        this.calendar = calendar;
        this.ranking = ranking;
        this.explanations = explanations;
        this.spelling = spelling;
        this.regions = regions;
        this.categories = categories;
    }

    CompletableFuture<Answer> find(Question question, Locale language) {
        var today = calendar.today();
        var facets = new FacetQuery(question, today);
        var items = items(question, facets, today);
        var found =
                client.msearch(request(items, counts(question, facets, today)), Stored.class)
                        .thenApply(Found::of);
        if (question.explain()) {
            return found.thenCombine(
                    explanations.of(index.alias(), items, language),
                    (response, explained) ->
                            answer(question, facets, today, response, explained, null));
        }
        return found.thenCompose(response -> {
            if (response.total() > 0 || question.words().isEmpty()) {
                return CompletableFuture.completedFuture(
                        answer(question, facets, today, response, Map.of(), null));
            }
            return spelling.meant(question.words())
                    .thenApply(meant ->
                            answer(
                                    question,
                                    facets,
                                    today,
                                    response,
                                    Map.of(),
                                    meant.orElse(null)));
        });
    }

    /** A request to Elasticsearch as it goes over the wire, one JSON a line. */
    record Asked(String path, String body) {}

    /** What {@link #find} asks first. */
    Asked asked(Question question) {
        var today = calendar.today();
        var facets = new FacetQuery(question, today);
        var body = new StringBuilder();
        for (var search :
                List.of(items(question, facets, today), counts(question, facets, today))) {
            body.append("{}\n")
                    .append(JsonpUtils.toJsonString(search, client._jsonpMapper()))
                    .append('\n');
        }
        return new Asked("/" + index.alias() + "/_msearch?typed_keys=true", body.toString());
    }

    /** What came of the two searches. */
    private record Found(ResponseBody<Stored> items, Map<String, Aggregate> counts) {

        /**
         * Elasticsearch answers 200 where one of several searches failed.
         *
         * @throws ElasticsearchException if one did
         */
        static Found of(MsearchResponse<Stored> response) {
            for (var each : response.responses()) {
                if (each.isFailure()) {
                    throw new ElasticsearchException("msearch", each.failure());
                }
            }
            return new Found(
                    response.responses().getFirst().result(),
                    response.responses().getLast().result().aggregations());
        }

        long total() {
            return Objects.requireNonNull(items.hits().total()).value();
        }
    }

    private MsearchRequest request(MultisearchBody... searches) {
        return MsearchRequest.of(request -> {
            request.index(index.alias());
            for (var search : searches) {
                request.searches(item -> item.header(same -> same).body(search));
            }
            return request;
        });
    }

    private MultisearchBody items(Question question, FacetQuery facets, LocalDate today) {
        var matching =
                switch (question.order()) {
                    case RELEVANCE ->
                            ranking.byRelevance(
                                    question.words(), question.near(), today, question.explain());
                    case STARS -> ranking.byStars(question.words(), today);
                    case PRICE, PRICE_DESCENDING, NEWEST -> ranking.unranked(question.words());
                };
        return MultisearchBody.of(search -> {
            search.query(shown(matching.filter(facets.filters()), question, today))
                    .source(source -> source.filter(only -> only.includes(Stored.FIELDS)))
                    .trackTotalHits(total -> total.enabled(true))
                    .size(question.limit() + 1)
                    .sort(sort(question.order()), byId());
            var after = question.after();
            if (after != null) {
                search.searchAfter(
                        value(after.value(), question.order()), FieldValue.of(after.id()));
            }
            return search;
        });
    }

    private MultisearchBody counts(Question question, FacetQuery facets, LocalDate today) {
        return MultisearchBody.of(search ->
                search.query(shown(ranking.unranked(question.words()), question, today))
                        .aggregations(facets.aggregations())
                        .trackTotalHits(total -> total.enabled(false))
                        .size(0));
    }

    /**
     * Of what matches, that which may be shown and is not filtered out, whatever the facets say.
     */
    private static Query shown(BoolQuery.Builder matching, Question question, LocalDate today) {
        matching.filter(Gate.open(today));
        var kind = question.producerKind();
        if (kind != null) {
            matching.filter(
                    filter -> filter.term(term -> term.field("product.producerKind").value(kind)));
        }
        if (question.inStock()) {
            matching.filter(
                    filter -> filter.term(term -> term.field("availability.inStock").value(true)));
        }
        return matching.build()._toQuery();
    }

    private static SortOptions sort(Order order) {
        return switch (order) {
            case RELEVANCE, STARS ->
                    SortOptions.of(sort -> sort.score(score -> score.order(SortOrder.Desc)));
            case PRICE -> by("product.price", SortOrder.Asc);
            case PRICE_DESCENDING -> by("product.price", SortOrder.Desc);
            case NEWEST -> by("product.listedAt", SortOrder.Desc);
        };
    }

    private static SortOptions byId() {
        return by("product.id", SortOrder.Asc);
    }

    private static SortOptions by(String field, SortOrder order) {
        return SortOptions.of(sort -> sort.field(by -> by.field(field).order(order)));
    }

    private static FieldValue value(String value, Order order) {
        return order.isByScore()
                ? FieldValue.of(Double.parseDouble(value))
                : FieldValue.of(Long.parseLong(value));
    }

    private Answer answer(
            Question question,
            FacetQuery facets,
            LocalDate today,
            Found found,
            Map<String, Explanation> explained,
            @Nullable String meant) {
        var hits = found.items().hits().hits();
        boolean more = hits.size() > question.limit();
        var page = more ? hits.subList(0, question.limit()) : hits;
        return new Answer(
                found.total(),
                page.stream().map(hit -> item(hit, question, today, explained)).toList(),
                facets.read(found.counts(), regions, categories),
                meant,
                more ? cursor(page.getLast(), question) : null);
    }

    private static Item item(
            Hit<Stored> hit,
            Question question,
            LocalDate today,
            Map<String, Explanation> explained) {
        var stored = Objects.requireNonNull(hit.source());
        var card = Objects.requireNonNull(stored.product()).card();
        return new Item(
                card.id(),
                card.name(),
                card.starsOn(today).orElse(0),
                new Answer.Region(
                        card.region().code(), card.region().name(), card.region().province()),
                new Answer.Label(card.category().code(), card.category().name()),
                price(card),
                new Answer.Producer(
                        card.producer().id(), card.producer().name(), card.producer().kind()),
                card.image(),
                stored.inStock(),
                Highlight.of(card.name(), question.words()),
                explained.get(card.id()));
    }

    private static @Nullable Money price(Card card) {
        return card.price() == null ? null : Money.vnd(card.price());
    }

    private static String cursor(Hit<Stored> last, Question question) {
        List<FieldValue> place = last.sort();
        return Cursor.of(
                question.fingerprint(),
                place.getFirst()._toJsonString(),
                place.getLast().stringValue());
    }
}
