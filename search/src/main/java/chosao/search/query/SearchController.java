package chosao.search.query;

import chosao.kernel.http.Language;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What buyers ask of search. Nothing here waits: a thread is held by no request. */
@Tag(name = "Search")
@Controller("/api/v1")
@Secured(SecurityRule.IS_ANONYMOUS)
final class SearchController {

    private final Questions questions;
    private final SharedAnswers answers;
    private final Suggestions suggestions;
    private final Outage outage;

    SearchController(
            Questions questions, SharedAnswers answers, Suggestions suggestions, Outage outage) {
        this.questions = questions;
        this.answers = answers;
        this.suggestions = suggestions;
        this.outage = outage;
    }

    @Get("/search")
    @Operation(
            operationId = "search",
            summary = "Search products",
            description = "Finds what is listed and holds a certificate today.")
    @ApiResponse(
            responseCode = "400",
            description = "`unknown-region`, `unknown-category`, `bad-parameter` or `bad-cursor`")
    CompletableFuture<Answer> search(
            @RequestBean SearchParameters parameters, HttpRequest<?> request) {
        var question = questions.read(parameters);
        return outage.watch(answers.find(question, Language.of(request)));
    }

    @Get("/suggestions")
    @Operation(
            operationId = "suggest",
            summary = "Complete a search",
            description = "The names of products, categories, regions and producers that go on so.")
    CompletableFuture<Suggestion.Some> suggest(
            @QueryValue
                    @Nullable
                    @Parameter(
                            description = "The beginning of a text.",
                            schema = @Schema(maxLength = Questions.LONGEST_TEXT),
                            example = "tra h")
                    String q) {
        return outage.watch(suggestions.complete(Questions.words("q", q)));
    }
}
