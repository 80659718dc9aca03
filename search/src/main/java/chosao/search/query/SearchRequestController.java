package chosao.search.query;

import chosao.kernel.security.Roles;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Hidden;

/**
 * Shows what a search asks of Elasticsearch: for whoever tunes it, and for measuring search beside
 * Elasticsearch alone.
 */
@Hidden
@Controller("/internal/search-request")
final class SearchRequestController {

    private final Questions questions;
    private final Search search;
    private final ObjectMapper json;

    SearchRequestController(Questions questions, Search search, ObjectMapper documents) {
        this.questions = questions;
        this.search = search;
        this.json = documents;
    }

    /**
     * {@code {"path": …, "body": …}}, for the parameters that {@code /search} takes; the body is
     * {@code application/x-ndjson}.
     */
    @Get(produces = MediaType.APPLICATION_JSON)
    @Secured(Roles.INTERNAL)
    byte[] show(@RequestBean SearchParameters parameters) throws JsonProcessingException {
        var asked = search.asked(questions.read(parameters));
        return json.writeValueAsBytes(asked);
    }
}
