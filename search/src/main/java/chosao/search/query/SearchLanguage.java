package chosao.search.query;

import chosao.kernel.http.Language;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/** Says of what was found in which language its facets and explanations are named. */
@ServerFilter("/api/v1/search")
final class SearchLanguage {

    private static final int REFUSED = 400;

    @ResponseFilter
    void name(HttpRequest<?> request, MutableHttpResponse<?> answer) {
        // A refusal says so itself.
        if (answer.code() < REFUSED) {
            Language.of(request).wordsOf(answer);
        }
    }
}
