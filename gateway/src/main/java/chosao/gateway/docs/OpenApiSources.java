package chosao.gateway.docs;

import chosao.gateway.route.ServiceAddresses;
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
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.representer.Representer;

/** Asks the services for their descriptions, and keeps what they said for a while. */
@Singleton
final class OpenApiSources {

    private static final Logger LOG = LoggerFactory.getLogger(OpenApiSources.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** A complete document changes only with a deployment; an incomplete one should heal soon. */
    private static final Duration COMPLETE_FOR = Duration.ofMinutes(5);

    private static final Duration INCOMPLETE_FOR = Duration.ofSeconds(5);

    private static final int LARGEST_DOCUMENT = 8 * 1024 * 1024;

    private final Map<String, URI> services = new LinkedHashMap<>();
    private final ResourceResolver resources;
    private final Clock clock;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(PATIENCE)
                    .build();

    private Kept kept = new Kept("", Instant.MIN);

    private record Kept(String yaml, Instant until) {}

    OpenApiSources(ServiceAddresses addresses, ResourceResolver resources, Clock clock) {
        services.put("catalog", addresses.catalog());
        services.put("search", addresses.search());
        services.put("orders", addresses.orders());
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
        var merged = new MergedOpenApi();
        merged.add("gateway", own());
        services.forEach((name, address) ->
                fetch(name, address)
                        .ifPresentOrElse(
                                document -> merged.add(name, document),
                                () -> merged.addAbsent(name)));
        var yaml = write(merged.document());
        kept = new Kept(yaml, now.plus(merged.isComplete() ? COMPLETE_FOR : INCOMPLETE_FOR));
        return yaml;
    }

    private Map<String, Object> own() {
        try (InputStream own =
                resources
                        .getResourceAsStream("classpath:META-INF/swagger/openapi.yml")
                        .orElseThrow()) {
            return parser().load(own);
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
                return Optional.of(parser().load(response.body()));
            }
            LOG.warn("{} answered {} for its API description", name, response.statusCode());
        } catch (IOException | RuntimeException unreadable) {
            LOG.warn("{} did not describe its API: {}", name, unreadable.toString());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    private static Yaml parser() {
        var options = new LoaderOptions();
        options.setCodePointLimit(LARGEST_DOCUMENT);
        return new Yaml(new SafeConstructor(options));
    }

    private static String write(Map<String, Object> document) {
        var options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setWidth(120);
        options.setDereferenceAliases(true);
        return new Yaml(new Representer(options), options).dump(document);
    }
}
