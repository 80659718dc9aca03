package chosao.gateway.docs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes one OpenAPI document of those of several services.
 *
 * <p>Of each it takes the public paths and what they refer to. Where two services give different
 * schemas one name, the second is renamed after its service.
 */
final class MergedOpenApi {

    private static final String PUBLIC = "/api/v1/";
    private static final String REFERENCE = "$ref";
    private static final String SCHEMAS = "#/components/schemas/";
    private static final String PROBLEM = "application/problem+json";
    private static final String BEARER = "bearer";

    private static final String INCOMPLETE = "\n\n**Not complete at the moment:** no answer from ";

    private final Map<String, Object> paths = new LinkedHashMap<>();
    private final Map<String, Object> schemas = new LinkedHashMap<>();
    private final Set<String> tags = new LinkedHashSet<>();
    private final List<String> absent = new ArrayList<>();

    MergedOpenApi() {
        schemas.put("Problem", problemSchema());
    }

    void add(String service, Map<String, Object> document) {
        var own = map(map(document, "components"), "schemas");
        var names = new LinkedHashMap<String, String>();
        own.forEach((name, schema) -> names.put(name, nameFor(service, name, schema)));
        own.forEach((name, schema) ->
                schemas.putIfAbsent(names.getOrDefault(name, name), renamed(schema, names)));
        map(document, "paths")
                .forEach((path, item) -> {
                    if (path.startsWith(PUBLIC)) {
                        paths.merge(path, renamed(item, names), MergedOpenApi::bothOperations);
                    }
                });
    }

    /** Says that a service's part is missing, because it could not be asked. */
    void addAbsent(String service) {
        absent.add(service);
    }

    boolean isComplete() {
        return absent.isEmpty();
    }

    Map<String, Object> document() {
        paths.values().forEach(item -> describeOperations(asMap(item)));
        var document = new LinkedHashMap<String, Object>();
        document.put("openapi", "3.1.0");
        document.put("info", info());
        document.put("servers", List.of(Map.of("url", "/", "description", "This gateway")));
        document.put("tags", tags.stream().map(tag -> Map.of("name", tag)).toList());
        document.put("paths", paths);
        document.put(
                "components",
                Map.of(
                        "schemas",
                        schemas,
                        "responses",
                        Map.of("Problem", problemResponse()),
                        "securitySchemes",
                        Map.of(
                                BEARER,
                                Map.of(
                                        "type", "http",
                                        "scheme", "bearer",
                                        "bearerFormat", "JWT",
                                        "description",
                                                "The accessToken that POST /api/v1/sessions"
                                                        + " gives."))));
        return document;
    }

    private Map<String, Object> info() {
        var info = new LinkedHashMap<String, Object>();
        var description =
                "A marketplace of products that hold a valid star certificate. Money is in the"
                        + " currency's minor unit; errors are RFC 9457 problems; lists go on at"
                        + " `nextCursor`.";
        info.put("title", "Chợ Sao");
        info.put("version", "1");
        info.put(
                "description",
                absent.isEmpty()
                        ? description
                        : description + INCOMPLETE + String.join(", ", absent) + ".");
        info.put("license", Map.of("name", "Apache-2.0", "identifier", "Apache-2.0"));
        if (!absent.isEmpty()) {
            info.put("x-absent-services", List.copyOf(absent));
        }
        return info;
    }

    private void describeOperations(Map<String, Object> item) {
        for (var method : List.of("get", "put", "post", "patch", "delete")) {
            if (item.get(method) instanceof Map<?, ?> operation) {
                describe(asMap(operation));
            }
        }
    }

    private void describe(Map<String, Object> operation) {
        if (operation.get("tags") instanceof List<?> own) {
            own.forEach(tag -> tags.add(String.valueOf(tag)));
        }
        var responses = new LinkedHashMap<String, Object>(map(operation, "responses"));
        responses.putIfAbsent("default", Map.of(REFERENCE, "#/components/responses/Problem"));
        operation.put("responses", responses);
        if (operation.containsKey("security")) {
            operation.put("security", List.of(Map.of(BEARER, List.of())));
        }
        // Two services may name an operation alike; nothing refers to the names.
        operation.remove("operationId");
    }

    private String nameFor(String service, String name, Object schema) {
        var taken = schemas.get(name);
        if (taken == null || taken.equals(schema) || name.equals("Problem")) {
            return name;
        }
        return Character.toUpperCase(service.charAt(0)) + service.substring(1) + name;
    }

    /** The same document with every reference to a schema following its new name. */
    private static Object renamed(Object node, Map<String, String> names) {
        return switch (node) {
            case Map<?, ?> fields -> {
                var copy = new LinkedHashMap<String, Object>();
                fields.forEach((key, value) -> {
                    if (REFERENCE.equals(key)
                            && value instanceof String reference
                            && reference.startsWith(SCHEMAS)) {
                        var name = reference.substring(SCHEMAS.length());
                        copy.put(REFERENCE, SCHEMAS + names.getOrDefault(name, name));
                    } else {
                        copy.put(String.valueOf(key), renamed(value, names));
                    }
                });
                yield copy;
            }
            case List<?> items -> items.stream().map(item -> renamed(item, names)).toList();
            default -> node;
        };
    }

    private static Object bothOperations(Object first, Object second) {
        var both = new LinkedHashMap<>(asMap(first));
        asMap(second).forEach(both::putIfAbsent);
        return both;
    }

    private static Map<String, Object> problemResponse() {
        return Map.of(
                "description",
                "Why not, as an RFC 9457 problem",
                "content",
                Map.of(PROBLEM, Map.of("schema", Map.of(REFERENCE, SCHEMAS + "Problem"))));
    }

    private static Map<String, Object> problemSchema() {
        var text = Map.<String, Object>of("type", "string");
        var fault =
                Map.<String, Object>of(
                        "type", "object",
                        "required", List.of("pointer", "detail"),
                        "properties", Map.of("pointer", text, "detail", text));
        var properties = new LinkedHashMap<String, Object>();
        properties.put(
                "type",
                Map.of(
                        "type",
                        "string",
                        "format",
                        "uri-reference",
                        "examples",
                        List.of("/problems/out-of-stock")));
        properties.put("title", text);
        properties.put("status", Map.of("type", "integer"));
        properties.put("detail", text);
        properties.put("errors", Map.of("type", "array", "items", fault));
        return Map.of(
                "type",
                "object",
                "description",
                "RFC 9457; some kinds have members of their own.",
                "required",
                List.of("type", "title", "status", "detail"),
                "properties",
                properties,
                "additionalProperties",
                true);
    }

    private static Map<String, Object> map(Map<String, Object> parent, String key) {
        var child = parent.get(key);
        return child == null ? Map.of() : asMap(child);
    }

    private static Map<String, Object> asMap(@Nullable Object node) {
        if (!(node instanceof Map<?, ?>)) {
            throw new IllegalArgumentException("not an object in an OpenAPI document: " + node);
        }
        @SuppressWarnings("unchecked") // what YAML and JSON call an object has text for keys
        var fields = (Map<String, Object>) node;
        return fields;
    }
}
