package chosao.kernel.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/**
 * Keeps answers out of caches (RFC 9111, 5.2.2.5), save those that say how they may be kept: most
 * are somebody's own, and a cache cannot tell by {@code X-Cart-Token} whose. What is kept is kept
 * for those who take the same encoding, as the server compresses what is long.
 */
@ServerFilter("/api/**")
final class Caching {

    @ResponseFilter
    void mark(MutableHttpResponse<?> answer) {
        if (answer.getHeaders().contains(HttpHeaders.CACHE_CONTROL)) {
            answer.header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        } else {
            answer.header(HttpHeaders.CACHE_CONTROL, "no-store");
        }
    }
}
