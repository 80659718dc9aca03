package chosao.kernel.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the maps, lists and scalars that {@link DescriptionYaml} parses a document into. */
public final class DescriptionTree {

    private DescriptionTree() {}

    /**
     * The object that a node is.
     *
     * @throws IllegalArgumentException where it is none
     */
    public static Map<String, Object> fields(@Nullable Object node) {
        if (!(node instanceof Map<?, ?>)) {
            throw new IllegalArgumentException("not an object in an OpenAPI document: " + node);
        }
        @SuppressWarnings("unchecked") // what YAML and JSON call an object has text for keys
        var fields = (Map<String, Object>) node;
        return fields;
    }

    /** The object under a key; an empty one, that is not kept, where there is none. */
    public static Map<String, Object> child(Map<String, Object> parent, String key) {
        var child = parent.get(key);
        return child == null ? new LinkedHashMap<>() : fields(child);
    }

    /** The list under a key; an empty one where there is none. */
    public static List<?> list(Map<String, Object> parent, String key) {
        return parent.get(key) instanceof List<?> list ? list : List.of();
    }
}
