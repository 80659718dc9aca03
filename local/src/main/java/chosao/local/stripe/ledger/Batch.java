package chosao.local.stripe.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything one request changed: one line of the journal, so it is kept whole or not at all.
 *
 * @param settled ids of events whose delivery has ended, well or not
 * @param texts the generation of texts that this and the following lines point into; the first line
 *     names it
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Batch(
        List<PaymentIntent> intents,
        List<Charge> charges,
        List<Refund> refunds,
        List<Dispute> disputes,
        List<PaymentMethod> methods,
        List<Event> events,
        List<SavedAnswer> answers,
        List<String> settled,
        @Nullable Integer texts) {

    Batch {
        intents = orNone(intents);
        charges = orNone(charges);
        refunds = orNone(refunds);
        disputes = orNone(disputes);
        methods = orNone(methods);
        events = orNone(events);
        answers = orNone(answers);
        settled = orNone(settled);
    }

    static final Batch NOTHING =
            new Batch(
                    List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
                    List.of(), null);

    /** What a journal begins with. */
    static Batch beginning(int texts) {
        return new Batch(
                List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
                List.of(), texts);
    }

    static Batch settled(List<String> events) {
        return new Batch(
                List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), events,
                null);
    }

    Batch withIntents(List<PaymentIntent> some) {
        return new Batch(
                some, charges, refunds, disputes, methods, events, answers, settled, texts);
    }

    Batch withCharges(List<Charge> some) {
        return new Batch(
                intents, some, refunds, disputes, methods, events, answers, settled, texts);
    }

    Batch withRefunds(List<Refund> some) {
        return new Batch(
                intents, charges, some, disputes, methods, events, answers, settled, texts);
    }

    Batch withDisputes(List<Dispute> some) {
        return new Batch(intents, charges, refunds, some, methods, events, answers, settled, texts);
    }

    Batch withMethods(List<PaymentMethod> some) {
        return new Batch(
                intents, charges, refunds, disputes, some, events, answers, settled, texts);
    }

    Batch withEvents(List<Event> some) {
        return new Batch(
                intents, charges, refunds, disputes, methods, some, answers, settled, texts);
    }

    Batch withAnswers(List<SavedAnswer> some) {
        return new Batch(
                intents, charges, refunds, disputes, methods, events, some, settled, texts);
    }

    boolean empty() {
        return intents.isEmpty()
                && charges.isEmpty()
                && refunds.isEmpty()
                && disputes.isEmpty()
                && methods.isEmpty()
                && events.isEmpty()
                && answers.isEmpty()
                && settled.isEmpty()
                && texts == null;
    }

    /** A line of the journal leaves out what is empty. */
    private static <T> List<T> orNone(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
