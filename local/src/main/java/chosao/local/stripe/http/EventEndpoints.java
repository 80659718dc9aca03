package chosao.local.stripe.http;

import chosao.local.stripe.error.Refusal;
import chosao.local.stripe.ledger.Event;
import chosao.local.stripe.ledger.Ledger;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * {@code /v1/events}.
 *
 * @see <a href="https://docs.stripe.com/api/events">Events</a>
 */
final class EventEndpoints {

    private static final String PATH = "/v1/events";

    private final Ledger ledger;
    private final ObjectMapper mapper;

    EventEndpoints(Ledger ledger, ObjectMapper mapper) {
        this.ledger = ledger;
        this.mapper = mapper;
    }

    List<Route> routes() {
        return List.of(
                Route.of("GET", PATH, this::list), Route.of("GET", PATH + "/{id}", this::retrieve));
    }

    private Operation retrieve(Call call) {
        call.merchantOnly();
        call.form().allow(Set.of("expand"));
        return _ -> {
            Event event = ledger.event(call.id());
            if (event == null) {
                throw Refusal.noSuch("event", call.id());
            }
            return Answer.ok(picture(event));
        };
    }

    private Operation list(Call call) {
        call.merchantOnly();
        Form form = call.form();
        Set<String> allowed = new HashSet<>(Lists.PARAMETERS);
        allowed.addAll(Set.of("type", "types", "delivery_success", "created"));
        form.allow(allowed);
        var window = Lists.window(form);
        String type = form.text("type");
        List<String> types = form.list("types");
        Boolean reached =
                form.text("delivery_success") == null ? null : form.flag("delivery_success");
        Long from = form.integer("created[gte]");
        Long after = form.integer("created[gt]");
        Long until = form.integer("created[lte]");
        Long before = form.integer("created[lt]");
        return _ ->
                Lists.of(
                        ledger.events(
                                event ->
                                        (type == null || matches(event.type(), type))
                                                && (types.isEmpty() || types.contains(event.type()))
                                                && (reached == null
                                                        || reached != ledger.pending(event.id()))
                                                && (from == null || event.created() >= from)
                                                && (after == null || event.created() > after)
                                                && (until == null || event.created() <= until)
                                                && (before == null || event.created() < before),
                                window),
                        PATH,
                        this::picture);
    }

    /** A type, or all that begin alike: {@code charge.*}. */
    private static boolean matches(String type, String wanted) {
        return wanted.endsWith("*")
                ? type.startsWith(wanted.substring(0, wanted.length() - 1))
                : type.equals(wanted);
    }

    private ObjectNode picture(Event event) {
        String payload = ledger.payload(event.id());
        if (payload == null) {
            throw Refusal.noSuch("event", event.id());
        }
        try {
            return mapper.readValue(payload, ObjectNode.class)
                    .put("pending_webhooks", ledger.pending(event.id()) ? 1 : 0);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Event " + event.id() + " is not JSON", e);
        }
    }
}
