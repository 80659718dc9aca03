package chosao.local.stripe.http;

import chosao.local.stripe.error.Refusal;
import chosao.local.stripe.ledger.Changes;
import chosao.local.stripe.payment.Pictures;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Puts objects in the place of their ids where {@code expand[]} asks for it.
 *
 * @see <a href="https://docs.stripe.com/api/expanding_objects">Expanding responses</a>
 */
record Expansion(Pictures pictures) {

    private static final int DEEPEST = 4;

    void expand(ObjectNode body, List<String> paths, Changes changes) {
        for (String path : paths) {
            List<String> steps = Arrays.asList(path.split("\\.", -1));
            if (steps.size() > DEEPEST) {
                throw Refusal.plain(
                        "You cannot expand more than 4 levels of a property (" + path + ").",
                        "expand");
            }
            expand(body, steps, path, changes);
        }
    }

    private void expand(ObjectNode node, List<String> steps, String path, Changes changes) {
        String step = steps.getFirst();
        JsonNode value = node.get(step);
        if (value == null) {
            throw cannot(path);
        }
        if (value.isNull()) {
            return;
        }
        if (value.isTextual()) {
            ObjectNode object = object(value.textValue(), changes);
            if (object == null) {
                throw cannot(path);
            }
            node.set(step, object);
        }
        List<String> rest = steps.subList(1, steps.size());
        if (!rest.isEmpty()) {
            JsonNode next = node.get(step);
            if (next instanceof ObjectNode inner) {
                expand(inner, rest, path, changes);
            } else if (next.isArray()) {
                next.forEach(element -> {
                    if (element instanceof ObjectNode inner) {
                        expand(inner, rest, path, changes);
                    }
                });
            }
        }
    }

    private @Nullable ObjectNode object(String id, Changes changes) {
        String kind = id.substring(0, Math.max(0, id.indexOf('_')));
        return switch (kind) {
            case "pi" -> drawn(changes.intent(id), pictures::of);
            case "ch" -> drawn(changes.charge(id), pictures::of);
            case "re" -> drawn(changes.refund(id), pictures::of);
            case "du" -> drawn(changes.dispute(id), pictures::of);
            case "pm" -> drawn(changes.method(id), pictures::of);
            default -> null;
        };
    }

    private static <T> @Nullable ObjectNode drawn(
            @Nullable T object, Function<T, ObjectNode> picture) {
        return object == null ? null : picture.apply(object);
    }

    private static Refusal cannot(String path) {
        return Refusal.plain("This property cannot be expanded (" + path + ").", "expand");
    }
}
