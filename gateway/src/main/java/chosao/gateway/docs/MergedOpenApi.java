package chosao.gateway.docs;

import static chosao.gateway.docs.Operation.describe;
import static chosao.kernel.http.DescriptionTree.child;
import static chosao.kernel.http.DescriptionTree.fields;
import static chosao.kernel.http.DescriptionTree.list;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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

    /** What the compiler adds where one method answers several paths. */
    private static final Pattern NUMBER = Pattern.compile("_\\d+$");

    private static final String INCOMPLETE = "\n\n**Not complete at the moment:** no answer from ";

    private final Map<String, Object> frame;
    private final Map<String, Object> components;
    private final Map<String, Object> schemas;
    private final Map<String, Object> paths = new LinkedHashMap<>();
    private final Set<String> operationIds = new HashSet<>();
    private final List<String> absent = new ArrayList<>();

    /**
     * @param frame the document to put the others into: title, tags, and components that all share
     */
    MergedOpenApi(Map<String, Object> frame) {
        this.frame = frame;
        this.components = child(frame, "components");
        this.schemas = child(components, "schemas");
    }

    void add(String service, Map<String, Object> document) {
        var own = child(child(document, "components"), "schemas");
        var names = new LinkedHashMap<String, String>();
        own.forEach((name, schema) -> names.put(name, nameFor(service, name, schema)));
        own.forEach((name, schema) ->
                schemas.putIfAbsent(
                        names.getOrDefault(name, name), renamed(Raised.of(schema), names)));
        child(document, "paths")
                .forEach((path, item) -> {
                    if (path.startsWith(PUBLIC)) {
                        var ours = fields(renamed(Raised.of(item), names));
                        ours.values().forEach(operation -> nameOnce(service, fields(operation)));
                        fields(paths.computeIfAbsent(path, key -> new LinkedHashMap<>()))
                                .putAll(ours);
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

    /** The whole; to be asked for once. */
    Map<String, Object> document() {
        new Habits(paths, components).write();
        closeRequests();
        frame.put("tags", usedTags());
        frame.put("paths", paths);
        // Last, for whoever reads the text.
        frame.remove("components");
        frame.put("components", components);
        if (!absent.isEmpty()) {
            var info = child(frame, "info");
            describe(info, INCOMPLETE + String.join(", ", absent) + ".");
            info.put("x-absent-services", List.copyOf(absent));
        }
        return frame;
    }

    private List<?> usedTags() {
        var used =
                Operation.of(paths)
                        .flatMap(operation -> list(operation.fields(), "tags").stream())
                        .collect(Collectors.toSet());
        return list(frame, "tags").stream()
                .filter(tag -> used.contains(fields(tag).get("name")))
                .toList();
    }

    /** The services refuse fields of a body that they do not know: a misspelt one is a mistake. */
    private void closeRequests() {
        var sent = new LinkedHashSet<String>();
        Operation.of(paths)
                .forEach(operation -> collect(operation.fields().get("requestBody"), sent));
        for (var name : sent) {
            var schema = fields(schemas.get(name));
            if ("object".equals(schema.get("type"))) {
                schema.put("additionalProperties", false);
            }
        }
    }

    private void collect(@Nullable Object node, Set<String> names) {
        switch (node) {
            case Map<?, ?> fields ->
                    fields.forEach((key, value) -> {
                        if (REFERENCE.equals(key)) {
                            var name = String.valueOf(value).substring(SCHEMAS.length());
                            if (names.add(name)) {
                                collect(schemas.get(name), names);
                            }
                        } else {
                            collect(value, names);
                        }
                    });
            case List<?> items -> items.forEach(item -> collect(item, names));
            case null, default -> {}
        }
    }

    private void nameOnce(String service, Map<String, Object> operation) {
        var id = NUMBER.matcher(String.valueOf(operation.get("operationId"))).replaceFirst("");
        operation.put("operationId", operationIds.add(id) ? id : service + capitalized(id));
    }

    private String nameFor(String service, String name, Object schema) {
        var taken = schemas.get(name);
        return taken == null || taken.equals(Raised.of(schema))
                ? name
                : capitalized(service) + name;
    }

    private static String capitalized(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
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
}
