package chosao.gateway.admin;

import static chosao.kernel.problem.KernelProblem.INVALID_REQUEST;
import static chosao.kernel.problem.KernelProblem.SERVICE_UNAVAILABLE;

import chosao.gateway.route.ServiceAddresses;
import chosao.kernel.security.Grant;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks catalog whether the scopes of grants exist: a role for a province or a producer that is
 * mistyped would be of no use to anybody. Thread-safe.
 */
@Singleton
final class Scopes {

    private static final Logger LOG = LoggerFactory.getLogger(Scopes.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final URI catalog;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(PATIENCE)
                    .build();

    Scopes(ServiceAddresses addresses) {
        this.catalog = addresses.catalog();
    }

    /**
     * Checks the scopes of grants that are well-formed.
     *
     * @throws chosao.kernel.problem.ProblemException {@code invalid-request} for one that does not
     *     exist, {@code service-unavailable} where catalog cannot be asked
     */
    void check(List<Grant> roles) {
        for (int i = 0; i < roles.size(); i++) {
            var grant = roles.get(i);
            if (grant.region() != null && !exists("/api/v1/regions/" + grant.region())) {
                throw INVALID_REQUEST.with().field("/roles/" + i + "/region", "field.no-province");
            }
            if (grant.producerId() != null && !exists("/api/v1/producers/" + grant.producerId())) {
                throw INVALID_REQUEST
                        .with()
                        .field("/roles/" + i + "/producerId", "field.no-producer");
            }
        }
    }

    private boolean exists(String path) {
        var request = HttpRequest.newBuilder(catalog.resolve(path)).timeout(PATIENCE).build();
        try {
            int status = client.send(request, BodyHandlers.discarding()).statusCode();
            if (status == 200 || status == 404) {
                return status == 200;
            }
            LOG.warn("Catalog answered {} for {}", status, path);
        } catch (IOException away) {
            LOG.warn("Catalog cannot be asked for {}: {}", path, away.toString());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        throw SERVICE_UNAVAILABLE.with();
    }

    @PreDestroy
    void close() {
        client.shutdownNow();
    }
}
