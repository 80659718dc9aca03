package chosao.kernel.http;

import static chosao.kernel.http.DescriptionTree.child;
import static java.nio.charset.StandardCharsets.UTF_8;

import chosao.kernel.security.IgnoresToken;
import io.micronaut.core.io.ResourceResolver;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The service's own OpenAPI document: what the compiler wrote, and who may call each operation, as
 * {@link Secured} on its route says.
 *
 * <p>An operation gets {@code security}, where {@code bearer} stands for the access token and
 * {@code {}} for doing without; it is empty where no token is looked at. It gets {@code x-roles}
 * where it is for some roles only, of which one is enough.
 */
@Singleton
public final class ApiDescription {

    private static final String DOCUMENT = "classpath:META-INF/swagger/openapi.yml";

    private static final Map<String, Object> NOBODY = Map.of();
    private static final Map<String, Object> ACCOUNT = Map.of("bearer", List.of());

    private final ResourceResolver resources;
    private final Router router;

    ApiDescription(ResourceResolver resources, Router router) {
        this.resources = resources;
        this.router = router;
    }

    /** The document as a tree of maps, lists and scalars; the caller's own to change. */
    public Map<String, Object> document() {
        var document = written();
        var paths = child(document, "paths");
        router.uriRoutes()
                .forEach(route -> {
                    var path = route.getUriMatchTemplate().toPathString();
                    var method = route.getHttpMethodName().toLowerCase(Locale.ROOT);
                    var operation = child(child(paths, path), method);
                    if (!operation.isEmpty()) {
                        sayWhoMayCall(operation, route);
                    }
                });
        return document;
    }

    private static void sayWhoMayCall(Map<String, Object> operation, UriRouteInfo<?, ?> route) {
        var method = route.getTargetMethod().getExecutableMethod();
        var access = List.of(method.stringValues(Secured.class));
        if (access.contains(SecurityRule.IS_ANONYMOUS)) {
            operation.put(
                    "security",
                    method.hasAnnotation(IgnoresToken.class)
                            ? List.of()
                            : List.of(NOBODY, ACCOUNT));
            return;
        }
        operation.put("security", List.of(ACCOUNT));
        if (!access.contains(SecurityRule.IS_AUTHENTICATED)) {
            operation.put("x-roles", access);
        }
    }

    private Map<String, Object> written() {
        try (InputStream file = resources.getResourceAsStream(DOCUMENT).orElseThrow()) {
            return DescriptionYaml.read(new String(file.readAllBytes(), UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
