package chosao.gateway.page;

import chosao.kernel.problem.KernelProblem;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;

/**
 * Gives the files of {@code micronaut.router.static-resources} to readers only. Micronaut looks for
 * a file wherever no route fits, and does not ask by which method.
 */
@ServerFilter({"/assets/**", "/docs/swagger-ui/**"})
final class ReadOnlyFiles {

    @RequestFilter
    void refuseOtherMethods(HttpRequest<?> request) {
        var method = request.getMethod();
        if (method != HttpMethod.GET && method != HttpMethod.HEAD) {
            throw KernelProblem.METHOD_NOT_ALLOWED.with().header(HttpHeaders.ALLOW, "GET, HEAD");
        }
    }
}
