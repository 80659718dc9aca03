package chosao.kernel.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpHeaders;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.server.annotation.PreMatching;
import java.util.regex.Pattern;

/**
 * Writes out what {@code application/*} takes in (RFC 9110, 12.5.1). Micronaut knows only the range
 * of all types and would answer 406.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class AcceptedTypes {

    private static final Pattern RANGE = Pattern.compile("application/\\*([^,]*+)");
    private static final String WRITTEN_OUT = "application/json$1, application/yaml$1";

    @PreMatching
    @RequestFilter
    void writeOut(HttpRequest<?> request) {
        if (request.getHeaders() instanceof MutableHttpHeaders headers) {
            var accepted = String.join(",", headers.getAll(HttpHeaders.ACCEPT));
            if (accepted.contains("application/*")) {
                headers.set(HttpHeaders.ACCEPT, RANGE.matcher(accepted).replaceAll(WRITTEN_OUT));
            }
        }
    }
}
