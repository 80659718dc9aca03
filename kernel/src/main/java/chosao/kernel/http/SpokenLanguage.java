package chosao.kernel.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpHeaders;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.server.annotation.PreMatching;

/**
 * Writes the language that is going to be spoken in place of the wish for one. Micronaut reads the
 * wish for each parameter of a route that it binds, some before other filters, and fails where
 * there is nothing between its separators: a lone comma would be an internal error.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class SpokenLanguage {

    @PreMatching
    @RequestFilter
    void settle(HttpRequest<?> request) {
        if (request.getHeaders() instanceof MutableHttpHeaders headers
                && headers.contains(HttpHeaders.ACCEPT_LANGUAGE)) {
            headers.set(HttpHeaders.ACCEPT_LANGUAGE, Language.of(request).locale().toLanguageTag());
        }
    }
}
