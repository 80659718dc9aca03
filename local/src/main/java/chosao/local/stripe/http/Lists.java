package chosao.local.stripe.http;

import chosao.local.stripe.error.Refusal;
import chosao.local.stripe.ledger.Page;
import chosao.local.stripe.ledger.Window;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.function.Function;

/**
 * Stripe's way with lists.
 *
 * @see <a href="https://docs.stripe.com/api/pagination">Pagination</a>
 */
final class Lists {

    static final Set<String> PARAMETERS =
            Set.of("limit", "starting_after", "ending_before", "expand");

    private static final long MOST = 100;
    private static final long USUAL = 10;

    private Lists() {}

    static Window window(Form form) {
        Long limit = form.integer("limit");
        if (limit != null && limit < 1) {
            throw Refusal.invalidInteger("limit", "This value must be greater than or equal to 1.");
        }
        if (limit != null && limit > MOST) {
            throw Refusal.invalidInteger("limit", "This value must be less than or equal to 100.");
        }
        return new Window(
                Math.toIntExact(limit == null ? USUAL : limit),
                form.text("starting_after"),
                form.text("ending_before"));
    }

    static <T> Answer of(Page<T> page, String url, Function<T, ObjectNode> picture) {
        ObjectNode list = JsonNodeFactory.instance.objectNode().put("object", "list");
        var data = list.putArray("data");
        page.items().forEach(item -> data.add(picture.apply(item)));
        return Answer.ok(list.put("has_more", page.more()).put("url", url));
    }
}
