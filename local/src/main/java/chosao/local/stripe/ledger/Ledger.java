package chosao.local.stripe.ledger;

import chosao.local.stripe.card.RefundCourse;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All that the sandbox remembers.
 *
 * <p>Changes happen one after another under a lock: each is written to the journal as one line and
 * then becomes visible. A change takes microseconds, so a lock is all the concurrency control that
 * is needed. Reads see the state between two changes. Thread-safe.
 */
public final class Ledger implements AutoCloseable {

    /** The API version that events are written in: the one that stripe-java 33.3.0 is pinned to. */
    public static final String API_VERSION = "2026-07-29.dahlia";

    private static final int SNAPSHOT_BATCH = 100;

    private final ReentrantLock lock = new ReentrantLock();
    private final ObjectMapper mapper =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    private final Clock clock;
    private final Retention retention;
    private final Predicate<String> wantedEvents;
    private final Shelf<PaymentIntent> intents;
    private final Shelf<Charge> charges;
    private final Shelf<Refund> refunds;
    private final Shelf<PaymentMethod> methods;
    private final Shelf<Event> events;
    private final Shelf<Event> undelivered;
    private final Shelf<SavedAnswer> answers;
    private final @Nullable Journal journal;
    private long rewriteAt;
    private boolean closed;
    private Consumer<List<Event>> subscriber = _ -> {};

    /**
     * Opens the ledger with what its journal holds.
     *
     * @param directory where the journal lies; null to remember nothing beyond the process
     * @param wantedEvents the event types that the merchant's endpoint listens for
     */
    public Ledger(
            @Nullable Path directory,
            Clock clock,
            Retention retention,
            Predicate<String> wantedEvents) {
        this.clock = clock;
        this.retention = retention;
        this.wantedEvents = wantedEvents;
        this.intents = new Shelf<>(retention.payments());
        this.charges = new Shelf<>(retention.payments());
        this.refunds = new Shelf<>(retention.payments());
        this.methods = new Shelf<>(retention.payments());
        this.events = new Shelf<>(retention.events());
        this.undelivered = new Shelf<>(retention.events());
        this.answers = new Shelf<>(retention.answers());
        this.rewriteAt = retention.journalSize();
        this.journal = directory == null ? null : Journal.open(directory, mapper, this::apply);
    }

    /** Runs {@code work} alone and keeps what it changed; when it throws, nothing is changed. */
    public <T> T change(Origin origin, Function<Changes, T> work) {
        lock.lock();
        try {
            Changes changes = new Changes(this, origin);
            T result = work.apply(changes);
            Batch batch = changes.batch();
            keep(batch);
            List<Event> wanted = batch.events().stream().filter(Event::wanted).toList();
            if (!wanted.isEmpty()) {
                subscriber.accept(wanted);
            }
            return result;
        } finally {
            lock.unlock();
        }
    }

    public @Nullable PaymentIntent intent(String id) {
        return read(() -> intents.get(id));
    }

    public @Nullable Charge charge(String id) {
        return read(() -> charges.get(id));
    }

    public @Nullable Refund refund(String id) {
        return read(() -> refunds.get(id));
    }

    public @Nullable PaymentMethod method(String id) {
        return read(() -> methods.get(id));
    }

    public @Nullable Event event(String id) {
        return read(() -> events.get(id));
    }

    /** Whether an event is still on its way to the merchant. */
    public boolean pending(String event) {
        return read(() -> undelivered.get(event)) != null;
    }

    /** The answer saved under a key less than a day ago. */
    public @Nullable SavedAnswer answer(String scope, String key) {
        SavedAnswer answer = read(() -> answers.get(answerId(scope, key)));
        return answer == null || outlived(answer) ? null : answer;
    }

    public Page<PaymentIntent> intents(Predicate<PaymentIntent> wanted, Window window) {
        return page(intents, wanted, window);
    }

    public Page<Charge> charges(Predicate<Charge> wanted, Window window) {
        return page(charges, wanted, window);
    }

    public Page<Refund> refunds(Predicate<Refund> wanted, Window window) {
        return page(refunds, wanted, window);
    }

    public Page<Event> events(Predicate<Event> wanted, Window window) {
        return page(events, wanted, window);
    }

    /**
     * Hands over the wanted events that have not reached the merchant yet, and from then on those
     * of every change, in order and after they are kept. The subscriber is called under the lock
     * and must not block.
     */
    public void subscribe(Consumer<List<Event>> newSubscriber) {
        lock.lock();
        try {
            subscriber = newSubscriber;
            newSubscriber.accept(undelivered.all());
        } finally {
            lock.unlock();
        }
    }

    /** Refunds that still have to succeed or fail. */
    public List<Refund> unsettledRefunds() {
        lock.lock();
        try {
            return refunds.all().stream()
                    .filter(refund -> refund.course() != RefundCourse.SUCCEEDS)
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    /** Notes that the delivery of an event has ended. */
    public void settle(String event) {
        lock.lock();
        try {
            if (!closed && undelivered.get(event) != null) {
                keep(Batch.settled(List.of(event)));
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            if (journal != null) {
                journal.close();
            }
        } finally {
            lock.unlock();
        }
    }

    long now() {
        return clock.instant().getEpochSecond();
    }

    /** Makes an Event object around another object's present form. */
    Event event(String type, ObjectNode object, @Nullable ObjectNode previous, Origin origin) {
        boolean wanted = wantedEvents.test(type);
        ObjectNode event = mapper.createObjectNode();
        String id = Ids.next("evt");
        long created = now();
        event.put("id", id);
        event.put("object", "event");
        event.put("api_version", API_VERSION);
        event.put("created", created);
        ObjectNode data = event.putObject("data");
        data.set("object", object);
        if (previous != null) {
            data.set("previous_attributes", previous);
        }
        event.put("livemode", false);
        event.put("pending_webhooks", wanted ? 1 : 0);
        ObjectNode request = event.putObject("request");
        request.put("id", origin.request());
        request.put("idempotency_key", origin.idempotencyKey());
        event.put("type", type);
        try {
            return new Event(id, type, created, mapper.writeValueAsString(event), wanted);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An event could not be written", e);
        }
    }

    private void keep(Batch batch) {
        if (batch.empty()) {
            return;
        }
        if (journal != null) {
            journal.append(batch);
        }
        apply(batch);
        if (journal != null && journal.size() > rewriteAt) {
            journal.rewrite(story());
            // What is still wanted may itself be large: the next rewrite waits until as much again
            // has gathered.
            rewriteAt = journal.size() + retention.journalSize();
        }
    }

    private void apply(Batch batch) {
        batch.intents().forEach(intent -> intents.put(intent.id(), intent));
        batch.charges().forEach(charge -> charges.put(charge.id(), charge));
        batch.refunds().forEach(refund -> refunds.put(refund.id(), refund));
        batch.methods().forEach(method -> methods.put(method.id(), method));
        for (Event event : batch.events()) {
            events.put(event.id(), event);
            if (event.wanted()) {
                undelivered.put(event.id(), event);
            }
        }
        batch.answers()
                .forEach(answer -> answers.put(answerId(answer.scope(), answer.key()), answer));
        batch.settled().forEach(undelivered::remove);
        answers.dropOldestWhile(this::outlived);
    }

    /** The present state, told as if it had just happened. */
    private Iterable<Batch> story() {
        List<Batch> story = new ArrayList<>();
        List<String> settled = new ArrayList<>();
        for (List<PaymentIntent> part : parts(intents.all())) {
            story.add(
                    new Batch(
                            part, List.of(), List.of(), List.of(), List.of(), List.of(),
                            List.of()));
        }
        for (List<Charge> part : parts(charges.all())) {
            story.add(
                    new Batch(
                            List.of(), part, List.of(), List.of(), List.of(), List.of(),
                            List.of()));
        }
        for (List<Refund> part : parts(refunds.all())) {
            story.add(
                    new Batch(
                            List.of(), List.of(), part, List.of(), List.of(), List.of(),
                            List.of()));
        }
        for (List<PaymentMethod> part : parts(methods.all())) {
            story.add(
                    new Batch(
                            List.of(), List.of(), List.of(), part, List.of(), List.of(),
                            List.of()));
        }
        for (List<Event> part : parts(events.all())) {
            story.add(
                    new Batch(
                            List.of(), List.of(), List.of(), List.of(), part, List.of(),
                            List.of()));
            part.stream()
                    .map(Event::id)
                    .filter(id -> undelivered.get(id) == null)
                    .forEach(settled::add);
        }
        for (List<SavedAnswer> part : parts(answers.all())) {
            story.add(
                    new Batch(
                            List.of(), List.of(), List.of(), List.of(), List.of(), part,
                            List.of()));
        }
        story.add(Batch.settled(settled));
        return story;
    }

    private static <T> List<List<T>> parts(List<T> list) {
        List<List<T>> parts = new ArrayList<>();
        for (int from = 0; from < list.size(); from += SNAPSHOT_BATCH) {
            parts.add(list.subList(from, Math.min(from + SNAPSHOT_BATCH, list.size())));
        }
        return parts;
    }

    private <T> Page<T> page(Shelf<T> shelf, Predicate<T> wanted, Window window) {
        lock.lock();
        try {
            return shelf.page(
                    wanted, window.limit(), window.startingAfter(), window.endingBefore());
        } finally {
            lock.unlock();
        }
    }

    private <T> @Nullable T read(Supplier<@Nullable T> source) {
        lock.lock();
        try {
            return source.get();
        } finally {
            lock.unlock();
        }
    }

    private boolean outlived(SavedAnswer answer) {
        return answer.at() + retention.answerAge().toSeconds() <= now();
    }

    private static String answerId(String scope, String key) {
        return scope + ' ' + key;
    }
}
