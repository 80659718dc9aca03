package chosao.kernel.http;

import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.web.router.RouteAttributes;

/**
 * Tells the media type of what a HEAD leaves out (RFC 9110, 9.3.2). Micronaut names it when it
 * writes the body, and here it writes none.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class HeadersAlone {

    @ResponseFilter
    void nameTheType(HttpRequest<?> request, MutableHttpResponse<?> response) {
        if (request.getMethod() != HttpMethod.HEAD || response.getContentType().isPresent()) {
            return;
        }
        RouteAttributes.getRouteInfo(response)
                .flatMap(route -> route.getProduces().stream().findFirst())
                .ifPresent(response::contentType);
    }
}
