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
import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOptions;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.BoolQuery;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.Hit;
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
 * Finds listings: one request to Elasticsearch for the items, their number and the facets together.
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
        var request = request(question, facets, today);
        var found = client.search(request, Stored.class);
        if (question.explain()) {
            return found.thenCombine(
                    explanations.of(request, language),
                    (response, explained) ->
                            answer(question, facets, today, response, explained, null));
        }
        return found.thenCompose(response -> {
            if (totalOf(response) > 0 || question.words().isEmpty()) {
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

    /** A request to Elasticsearch as it goes over the wire. */
    record Asked(String path, String body) {}

    /** What {@link #find} asks first. */
    Asked asked(Question question) {
        var today = calendar.today();
        var request = request(question, new FacetQuery(question, today), today);
        return new Asked(
                "/" + index.alias() + "/_search?typed_keys=true",
                JsonpUtils.toJsonString(request, client._jsonpMapper()));
    }

    private SearchRequest request(Question question, FacetQuery facets, LocalDate today) {
        return SearchRequest.of(request -> {
            request.index(index.alias())
                    .query(query(question, today))
                    .aggregations(facets.aggregations())
                    .source(source -> source.filter(only -> only.includes(Stored.FIELDS)))
                    .trackTotalHits(total -> total.enabled(true))
                    .size(question.limit() + 1)
                    .sort(sort(question.order()), byId());
            if (!facets.filters().isEmpty()) {
                request.postFilter(all -> all.bool(both -> both.filter(facets.filters())));
            }
            var after = question.after();
            if (after != null) {
                request.searchAfter(
                        value(after.value(), question.order()), FieldValue.of(after.id()));
            }
            return request;
        });
    }

    private Query query(Question question, LocalDate today) {
        BoolQuery.Builder query =
                switch (question.order()) {
                    case RELEVANCE ->
                            ranking.byRelevance(
                                    question.words(), question.near(), today, question.explain());
                    case STARS -> ranking.byStars(question.words(), today);
                    case PRICE, PRICE_DESCENDING, NEWEST -> ranking.unranked(question.words());
                };
        query.filter(Gate.open(today));
        var kind = question.producerKind();
        if (kind != null) {
            query.filter(
                    filter -> filter.term(term -> term.field("product.producerKind").value(kind)));
        }
        if (question.inStock()) {
            query.filter(
                    filter -> filter.term(term -> term.field("availability.inStock").value(true)));
        }
        return query.build()._toQuery();
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
            SearchResponse<Stored> response,
            Map<String, Explanation> explained,
            @Nullable String meant) {
        var hits = response.hits().hits();
        boolean more = hits.size() > question.limit();
        var page = more ? hits.subList(0, question.limit()) : hits;
        return new Answer(
                totalOf(response),
                page.stream().map(hit -> item(hit, question, today, explained)).toList(),
                facets.read(response.aggregations(), regions, categories),
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

    private static long totalOf(SearchResponse<Stored> response) {
        return Objects.requireNonNull(response.hits().total()).value();
    }
}
