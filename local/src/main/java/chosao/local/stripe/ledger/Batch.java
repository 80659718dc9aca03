package chosao.local.stripe.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything one request changed: one line of the journal, so it is kept whole or not at all.
 *
 * @param settled ids of events whose delivery has ended, well or not
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Batch(
        List<PaymentIntent> intents,
        List<Charge> charges,
        List<Refund> refunds,
        List<PaymentMethod> methods,
        List<Event> events,
        List<SavedAnswer> answers,
        List<String> settled) {

    Batch {
        intents = orNone(intents);
        charges = orNone(charges);
        refunds = orNone(refunds);
        methods = orNone(methods);
        events = orNone(events);
        answers = orNone(answers);
        settled = orNone(settled);
    }

    static Batch settled(List<String> events) {
        return new Batch(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), events);
    }

    boolean empty() {
        return intents.isEmpty()
                && charges.isEmpty()
                && refunds.isEmpty()
                && methods.isEmpty()
                && events.isEmpty()
                && answers.isEmpty()
                && settled.isEmpty();
    }

    /** A line of the journal leaves out what is empty. */
    private static <T> List<T> orNone(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
