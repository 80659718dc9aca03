package chosao.search.query;

import chosao.search.index.ProductIndex;
import chosao.search.ranking.Words;
import co.elastic.clients.elasticsearch.ElasticsearchAsyncClient;
import co.elastic.clients.elasticsearch._types.SuggestMode;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.search.PhraseSuggester;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Guesses what was meant, from the words in the names of goods. Asked only where nothing was found.
 */
@Singleton
final class Spelling {

    private static final String GUESS = "guess";

    /** Goods that are not shown have words too; one of so many guesses should be of others. */
    private static final int GUESSES = 5;

    private final ElasticsearchAsyncClient client;
    private final ProductIndex index;

    Spelling(ElasticsearchAsyncClient client, ProductIndex index) {
        this.client = client;
        this.index = index;
    }

    /**
     * Some guesses, the likeliest first. Where the words were typed with marks, so are they. They
     * come from all names in the index, so not each of them finds something that may be shown.
     */
    CompletableFuture<List<String>> guesses(Words words) {
        boolean marked = !words.marked().equals(words.plain());
        var field = marked ? "product.name.marked" : "product.name.plain";
        var text = marked ? words.marked() : words.plain();
        var request =
                SearchRequest.of(search ->
                        search.index(index.alias())
                                .size(0)
                                .suggest(suggest ->
                                        suggest.text(text)
                                                .suggesters(
                                                        GUESS,
                                                        guess -> guess.phrase(inField(field)))));
        return client.search(request, Void.class)
                .thenApply(response ->
                        response.suggest().getOrDefault(GUESS, List.of()).stream()
                                .flatMap(suggestion -> suggestion.phrase().options().stream())
                                .map(option -> option.text())
                                .filter(guess -> !guess.equals(text))
                                .toList());
    }

    private static PhraseSuggester inField(String field) {
        return PhraseSuggester.of(phrase ->
                phrase.field(field)
                        .size(GUESSES)
                        .maxErrors(2.0)
                        .confidence(0.0)
                        .directGenerator(word ->
                                word.field(field)
                                        .suggestMode(SuggestMode.Missing)
                                        .prefixLength(1)
                                        .minWordLength(3)));
    }
}
