package chosao.local.stripe.http;

import chosao.local.stripe.error.Refusal;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a request, in Stripe's form encoding: {@code metadata[order]=7}, {@code
 * expand[]=latest_charge} or {@code expand[0]=latest_charge}.
 *
 * @see <a href="https://docs.stripe.com/api">API reference</a>
 */
public final class Form {

    /** Many more than any request of this API has, and few enough to be read at once. */
    private static final int MOST_PARAMETERS = 1_000;

    /** Many more than any object of this API has. */
    private static final int MOST_LEVELS = 32;

    private final Map<String, String> fields;

    private Form(Map<String, String> fields) {
        this.fields = fields;
    }

    /** Reads one or more form-encoded texts, such as query and body. */
    static Form parse(String... encoded) {
        Map<String, String> fields = new LinkedHashMap<>();
        Map<String, Integer> lengths = new HashMap<>();
        int read = 0;
        for (String text : encoded) {
            // One more than allowed, so that too many show without all being cut apart.
            for (String pair : text.split("&", MOST_PARAMETERS + 2)) {
                if (pair.isEmpty()) {
                    continue;
                }
                if (++read > MOST_PARAMETERS) {
                    throw Refusal.tooManyParameters(MOST_PARAMETERS);
                }
                int equals = pair.indexOf('=');
                String name = decode(equals < 0 ? pair : pair.substring(0, equals));
                fields.put(
                        numbered(name, lengths),
                        equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        return new Form(fields);
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Refusal.plain("Invalid form encoding near '" + text + "'", text);
        }
    }

    /** {@code expand[]} twice means {@code expand[0]} and {@code expand[1]}. */
    private static String numbered(String name, Map<String, Integer> lengths) {
        if (!name.endsWith("[]")) {
            return name;
        }
        String root = name.substring(0, name.length() - 2);
        int length = lengths.merge(root, 1, Integer::sum);
        return root + "[" + (length - 1) + "]";
    }

    /** Refuses parameters whose first part is not among these. */
    void allow(Set<String> roots) {
        for (String name : fields.keySet()) {
            if (!roots.contains(root(name))) {
                throw Refusal.parameterUnknown(root(name));
            }
        }
    }

    /** The value as it came; null when there is none. */
    @Nullable String raw(String name) {
        return fields.get(name);
    }

    /** A text; null when it is not given. */
    @Nullable String text(String name) {
        String value = fields.get(name);
        if (value != null && value.isBlank()) {
            throw Refusal.parameterEmpty(name);
        }
        return value;
    }

    /** A text that must be given. */
    String required(String name) {
        String value = text(name);
        if (value == null) {
            throw Refusal.parameterMissing(name);
        }
        return value;
    }

    /** A text from a closed list. */
    @Nullable String choice(String name, List<String> allowed) {
        String value = text(name);
        if (value != null && !allowed.contains(value)) {
            throw Refusal.notOneOf(name, allowed);
        }
        return value;
    }

    /** A whole number; null when it is not given. */
    @Nullable Long integer(String name) {
        String value = text(name);
        if (value == null) {
            return null;
        }
        try {
            return Long.valueOf(value);
        } catch (NumberFormatException e) {
            throw Refusal.invalidInteger(name, "Invalid integer: " + value);
        }
    }

    /** A whole number above zero; null when it is not given. */
    @Nullable Long positive(String name) {
        Long value = integer(name);
        if (value != null && value < 1) {
            throw Refusal.invalidInteger(name, "This value must be greater than or equal to 1.");
        }
        return value;
    }

    /** A yes or no; no when it is not given. */
    boolean flag(String name) {
        String value = text(name);
        return switch (value) {
            case null -> false;
            case "true" -> true;
            case "false" -> false;
            default -> throw Refusal.plain("Invalid boolean: " + value, name);
        };
    }

    /** The values of {@code name[0]}, {@code name[1]} and so on. */
    List<String> list(String name) {
        return new ArrayList<>(map(name).values());
    }

    /** The values of {@code name[key]}, in the order they came. */
    Map<String, String> map(String name) {
        Map<String, String> map = new LinkedHashMap<>();
        fields.forEach((field, value) -> {
            if (field.startsWith(name + "[") && field.endsWith("]")) {
                map.put(field.substring(name.length() + 1, field.length() - 1), value);
            }
        });
        return map;
    }

    /** The values below {@code name}, nested as they are named; null when there are none. */
    @Nullable ObjectNode tree(String name) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        map(name).forEach((path, value) -> put(tree, name, path.split("]\\[", -1), value));
        return tree.isEmpty() ? null : tree;
    }

    private static void put(ObjectNode tree, String name, String[] steps, String value) {
        if (steps.length > MOST_LEVELS) {
            throw Refusal.plain("Invalid object: nested too deeply", name);
        }
        ObjectNode parent = tree;
        for (int i = 0; i < steps.length - 1; i++) {
            JsonNode child = parent.get(steps[i]);
            if (child == null) {
                parent = parent.putObject(steps[i]);
            } else if (child instanceof ObjectNode object) {
                parent = object;
            } else {
                throw Refusal.plain("Invalid object", name);
            }
        }
        String last = steps[steps.length - 1];
        if (parent.get(last) instanceof ObjectNode) {
            throw Refusal.plain("Invalid string", name);
        }
        parent.put(last, value);
    }

    /**
     * All parameters in one order, whatever order they came in: equal texts mean equal requests.
     */
    String canonical() {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(fields)
                .forEach(
                        (name, value) -> text.append(name).append('\0').append(value).append('\0'));
        return text.toString();
    }

    private static String root(String name) {
        int bracket = name.indexOf('[');
        return bracket < 0 ? name : name.substring(0, bracket);
    }
}
