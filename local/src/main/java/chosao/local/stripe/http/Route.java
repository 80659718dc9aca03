package chosao.local.stripe.http;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An address that answers.
 *
 * @param template its parts; a part in braces stands for any one
 */
record Route(String method, List<String> template, Endpoint endpoint) {

    static Route of(String method, String template, Endpoint endpoint) {
        return new Route(method, List.of(template.split("/", -1)), endpoint);
    }

    /** The placeholders' values, or null where this is not the address. */
    @Nullable List<String> match(String wantedMethod, List<String> path) {
        if (!method.equals(wantedMethod) || path.size() != template.size()) {
            return null;
        }
        List<String> values = new ArrayList<>();
        for (int i = 0; i < path.size(); i++) {
            String part = template.get(i);
            if (part.startsWith("{")) {
                values.add(path.get(i));
            } else if (!part.equals(path.get(i))) {
                return null;
            }
        }
        return values;
    }
}
