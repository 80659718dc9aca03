package chosao.search.query;

import static java.util.concurrent.CompletableFuture.completedFuture;

import chosao.kernel.clock.MarketCalendar;
import chosao.kernel.http.Language;
import chosao.kernel.money.Money;
import chosao.kernel.page.Cursor;
import chosao.search.category.Categories;
import chosao.search.index.Card;
import chosao.search.index.Gate;
import chosao.search.query.Answer.Item;
import chosao.search.query.MultiSearch.Hit;
import chosao.search.query.MultiSearch.Result;
import chosao.search.ranking.Ranking;
import chosao.search.ranking.Words;
import chosao.search.region.Regions;
import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOptions;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.BoolQuery;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.msearch.MultisearchBody;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
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

    private final MultiSearch searches;
    private final MarketCalendar calendar;
    private final Ranking ranking;
    private final Explanations explanations;
    private final Spelling spelling;
    private final Regions regions;
    private final Categories categories;

    Search(
            MultiSearch searches,
            MarketCalendar calendar,
            Ranking ranking,
            Explanations explanations,
            Spelling spelling,
            Regions regions,
            Categories categories) {
        this.searches = searches;
        this.calendar = calendar;
        this.ranking = ranking;
        this.explanations = explanations;
        this.spelling = spelling;
        this.regions = regions;
        this.categories = categories;
    }

    CompletableFuture<Answer> find(Question question, Language language) {
        var today = calendar.today();
        var facets = new FacetQuery(question, today);
        return searches.send(itemsAndCounts(question, facets, today))
                .thenCompose(found ->
                        meant(question, facets, today, found.getFirst().total())
                                .thenApply(meant ->
                                        answer(
                                                question,
                                                facets,
                                                today,
                                                language,
                                                found,
                                                meant.orElse(null))));
    }

    /** What {@link #find} asks first. */
    MultiSearch.Asked asked(Question question) {
        var today = calendar.today();
        return searches.asked(itemsAndCounts(question, new FacetQuery(question, today), today));
    }

    private List<MultisearchBody> itemsAndCounts(
            Question question, FacetQuery facets, LocalDate today) {
        return List.of(items(question, facets, today), counts(question, facets, today));
    }

    /** Where nothing was found, the likeliest guess of what was meant that would find something. */
    private CompletableFuture<Optional<String>> meant(
            Question question, FacetQuery facets, LocalDate today, long total) {
        if (total > 0 || question.words().isEmpty()) {
            return completedFuture(Optional.empty());
        }
        return spelling.guesses(question.words())
                .thenCompose(guesses -> firstThatFinds(guesses, question, facets, today));
    }

    private CompletableFuture<Optional<String>> firstThatFinds(
            List<String> guesses, Question question, FacetQuery facets, LocalDate today) {
        if (guesses.isEmpty()) {
            return completedFuture(Optional.empty());
        }
        return searches.send(
                        guesses.stream()
                                .map(guess -> anything(Words.of(guess), question, facets, today))
                                .toList())
                .thenApply(results ->
                        IntStream.range(0, guesses.size())
                                .filter(each -> results.get(each).total() > 0)
                                .mapToObj(guesses::get)
                                .findFirst());
    }

    private MultisearchBody anything(
            Words words, Question question, FacetQuery facets, LocalDate today) {
        var matching = ranking.unranked(words).filter(facets.filters());
        return MultisearchBody.of(search ->
                search.query(shown(matching, question, today))
                        .trackTotalHits(total -> total.count(1))
                        .size(0));
    }

    private MultisearchBody items(Question question, FacetQuery facets, LocalDate today) {
        var matching =
                switch (question.order()) {
                    case RELEVANCE ->
                            ranking.byRelevance(
                                    question.words(), question.near(), today, question.explain());
                    case STARS -> ranking.byStars(question.words(), today, question.explain());
                    case PRICE, PRICE_DESCENDING, NEWEST -> ranking.unranked(question.words());
                };
        return MultisearchBody.of(search -> {
            Stored.only(search)
                    .query(shown(matching.filter(facets.filters()), question, today))
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
            Language language,
            List<Result> found,
            @Nullable String meant) {
        var items = found.getFirst();
        var hits = items.found();
        boolean more = hits.size() > question.limit();
        var page = more ? hits.subList(0, question.limit()) : hits;
        var counts = Objects.requireNonNull(found.getLast().aggregations());
        return new Answer(
                items.total(),
                page.stream().map(hit -> item(hit, question, today, language)).toList(),
                facets.read(counts, regions, categories, language),
                meant,
                more ? cursor(page.getLast(), question) : null);
    }

    private Item item(Hit hit, Question question, LocalDate today, Language language) {
        var stored = hit.stored();
        var card = stored.card();
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
                question.explain() ? explanations.of(hit, language) : null);
    }

    private static @Nullable Money price(Card card) {
        return card.price() == null ? null : Money.vnd(card.price());
    }

    private static String cursor(Hit last, Question question) {
        var place = last.sort();
        return Cursor.of(
                question.fingerprint(), place.getFirst().toString(), place.getLast().asText());
    }
}
