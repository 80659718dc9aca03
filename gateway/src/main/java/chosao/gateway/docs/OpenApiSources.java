package chosao.gateway.docs;

import static java.nio.charset.StandardCharsets.UTF_8;

import chosao.gateway.route.ServiceAddresses;
import chosao.kernel.http.ApiDescription;
import chosao.kernel.http.DescriptionYaml;
import io.micronaut.core.io.ResourceResolver;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the services for their descriptions, and keeps what they said for a while. */
@Singleton
final class OpenApiSources {

    private static final Logger LOG = LoggerFactory.getLogger(OpenApiSources.class);
    private static final String FRAME = "classpath:openapi/frame.yaml";
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** A complete document changes only with a deployment; an incomplete one should heal soon. */
    private static final Duration COMPLETE_FOR = Duration.ofMinutes(5);

    private static final Duration INCOMPLETE_FOR = Duration.ofSeconds(5);

    private final Map<String, URI> services = new LinkedHashMap<>();
    private final ApiDescription own;
    private final ResourceResolver resources;
    private final Clock clock;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(PATIENCE)
                    .build();

    private Kept kept = new Kept("", Instant.MIN);

    private record Kept(String yaml, Instant until) {}

    OpenApiSources(
            ServiceAddresses addresses,
            ApiDescription own,
            ResourceResolver resources,
            Clock clock) {
        services.put("catalog", addresses.catalog());
        services.put("search", addresses.search());
        services.put("orders", addresses.orders());
        this.own = own;
        this.resources = resources;
        this.clock = clock;
    }

    /**
     * The merged document as YAML. One thread at a time asks; the others wait for what it learns.
     */
    synchronized String yaml() {
        var now = clock.instant();
        if (now.isBefore(kept.until())) {
            return kept.yaml();
        }
        var merged = new MergedOpenApi(frame());
        merged.add("gateway", own.document());
        services.forEach((name, address) ->
                fetch(name, address)
                        .ifPresentOrElse(
                                document -> merged.add(name, document),
                                () -> merged.addAbsent(name)));
        var yaml = DescriptionYaml.write(merged.document());
        kept = new Kept(yaml, now.plus(merged.isComplete() ? COMPLETE_FOR : INCOMPLETE_FOR));
        return yaml;
    }

    private Map<String, Object> frame() {
        try (InputStream frame = resources.getResourceAsStream(FRAME).orElseThrow()) {
            return DescriptionYaml.read(new String(frame.readAllBytes(), UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private Optional<Map<String, Object>> fetch(String name, URI address) {
        var request =
                HttpRequest.newBuilder(address.resolve("/openapi.yaml")).timeout(PATIENCE).build();
        try {
            var response = client.send(request, BodyHandlers.ofString());
            if (response.statusCode() == 200) {
                return Optional.of(DescriptionYaml.read(response.body()));
            }
            LOG.warn("{} answered {} for its API description", name, response.statusCode());
        } catch (IOException | RuntimeException unreadable) {
            LOG.warn("{} did not describe its API: {}", name, unreadable.toString());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }
}
