package chosao.kernel.http;

import chosao.kernel.problem.KernelProblem;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;

/**
 * Shows the metrics over loopback only to who calls this machine by a name of its own; see {@link
 * LocalName}. In a container Prometheus comes over the network, by whatever name it knows.
 */
@ServerFilter("/prometheus")
final class MetricsFilter {

    @RequestFilter
    void refuseOtherNames(HttpRequest<?> request) {
        var host = request.getHeaders().get(HttpHeaders.HOST);
        if (request.getServerAddress().getAddress().isLoopbackAddress() && !LocalName.isIn(host)) {
            throw KernelProblem.NOT_FOUND.with();
        }
    }
}
