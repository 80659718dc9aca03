package chosao.search.query;

import chosao.search.index.ProductIndex;
import chosao.search.ranking.Words;
import co.elastic.clients.elasticsearch.ElasticsearchAsyncClient;
import co.elastic.clients.elasticsearch._types.SuggestMode;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Guesses what was meant, from the words in the names of goods. Asked only where nothing was found.
 */
@Singleton
final class Spelling {

    private static final String GUESS = "guess";

    private final ElasticsearchAsyncClient client;
    private final ProductIndex index;

    Spelling(ElasticsearchAsyncClient client, ProductIndex index) {
        this.client = client;
        this.index = index;
    }

    /** Where the words were typed with marks, so is the guess. */
    CompletableFuture<Optional<String>> meant(Words words) {
        boolean marked = !words.marked().equals(words.plain());
        var field = marked ? "product.name.marked" : "product.name.plain";
        var request =
                SearchRequest.of(search ->
                        search.index(index.alias())
                                .size(0)
                                .suggest(suggest ->
                                        suggest.text(marked ? words.marked() : words.plain())
                                                .suggesters(
                                                        GUESS,
                                                        guess ->
                                                                guess.phrase(phrase ->
                                                                        phrase.field(field)
                                                                                .size(1)
                                                                                .maxErrors(2.0)
                                                                                .confidence(0.0)
                                                                                .directGenerator(
                                                                                        words1 ->
                                                                                                words1.field(
                                                                                                                field)
                                                                                                        .suggestMode(
                                                                                                                SuggestMode
                                                                                                                        .Missing)
                                                                                                        .prefixLength(
                                                                                                                1)
                                                                                                        .minWordLength(
                                                                                                                3))))));
        var asked = marked ? words.marked() : words.plain();
        return client.search(request, Void.class)
                .thenApply(response ->
                        response.suggest().getOrDefault(GUESS, java.util.List.of()).stream()
                                .flatMap(suggestion -> suggestion.phrase().options().stream())
                                .map(option -> option.text())
                                .filter(text -> !text.equals(asked))
                                .findFirst());
    }
}
