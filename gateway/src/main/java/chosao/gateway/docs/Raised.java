package chosao.gateway.docs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes OpenAPI 3.1, which is JSON Schema 2020-12, of what the services' compilers write: 3.0, with
 * patterns as Java reads them.
 */
final class Raised {

    private Raised() {}

    /** A copy of the node in the newer language. */
    static Object of(Object node) {
        return switch (node) {
            case Map<?, ?> fields -> {
                var raised = new LinkedHashMap<String, Object>();
                fields.forEach((key, value) -> put(raised, String.valueOf(key), value));
                if (isRemovable(fields)) {
                    raised.put("type", List.of(fields.get("type"), "null"));
                }
                yield raised;
            }
            case List<?> items -> items.stream().map(Raised::of).toList();
            default -> node;
        };
    }

    /** Whether null means something of its own: in a change, it removes what is there. */
    private static boolean isRemovable(Map<?, ?> fields) {
        return Boolean.TRUE.equals(fields.get("nullable"))
                && Boolean.TRUE.equals(fields.get("writeOnly"))
                && fields.get("type") != null;
    }

    private static void put(Map<String, Object> raised, String key, Object value) {
        switch (value) {
            // Optional fields are left out: they are not required, which says it all.
            case Boolean _ when key.equals("nullable") -> {}
            // Jakarta Validation matches the whole text, JSON Schema any part of it.
            case String pattern when key.equals("pattern") -> raised.put(key, whole(pattern));
            default -> raised.put(key, of(value));
        }
    }

    private static String whole(String pattern) {
        return pattern.startsWith("^") ? pattern : "^(?:" + pattern + ")$";
    }
}
