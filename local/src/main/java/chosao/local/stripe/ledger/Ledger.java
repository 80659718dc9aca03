package chosao.local.stripe.ledger;

import chosao.local.stripe.card.RefundCourse;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
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
 * then becomes visible. Long texts lie in a file of their own, so that memory holds little more
 * than the payments. A change takes microseconds, so a lock is all the concurrency control that is
 * needed. Reads see the state between two changes. Thread-safe.
 */
public final class Ledger implements AutoCloseable {

    /** The API version that events are written in: the one that stripe-java 33.3.0 is pinned to. */
    public static final String API_VERSION = "2026-07-29.dahlia";

    private static final int SNAPSHOT_BATCH = 100;

    private final ReentrantLock lock = new ReentrantLock();
    private final ObjectMapper mapper =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    // As Stripe does; it also keeps Vietnamese text from doubling the memory that a payload takes.
    private final ObjectWriter payloads = mapper.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII);
    private final Clock clock;
    private final Retention retention;
    private final Predicate<String> wantedEvents;
    private final Shelf<PaymentIntent> intents;
    private final Shelf<Charge> charges;
    private final Shelf<Refund> refunds;
    private final Shelf<Dispute> disputes;
    private final Shelf<PaymentMethod> methods;
    private Shelf<Event> events;
    private Shelf<Event> undelivered;
    private Shelf<SavedAnswer> answers;
    private final Path home;
    private final boolean passing;
    private final Journal journal;
    private Texts texts;
    private int generation;
    private long rewriteAt;
    private boolean closed;
    private Consumer<List<Event>> subscriber = _ -> {};

    /**
     * Opens the ledger with what its journal holds.
     *
     * @param directory where its files lie; null to remember nothing once it is closed
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
        this.intents = new Shelf<>(retention.payments(), intent -> intent.progress().ended());
        this.charges = new Shelf<>(retention.payments());
        this.refunds = new Shelf<>(retention.payments());
        this.disputes = new Shelf<>(retention.payments(), dispute -> !dispute.isOpen());
        this.methods = new Shelf<>(retention.payments());
        this.events = new Shelf<>(retention.events());
        this.undelivered = new Shelf<>(retention.events());
        this.answers = new Shelf<>(retention.answers());
        this.rewriteAt = retention.journalSize();
        this.passing = directory == null;
        this.home = directory == null ? passingHome() : directory;
        this.journal = Journal.open(home, mapper, this::apply);
        if (generation == 0) {
            generation = 1;
            journal.append(Batch.beginning(generation));
        }
        this.texts = Texts.open(home, generation);
    }

    private static Path passingHome() {
        try {
            return Files.createTempDirectory("stripe-sandbox");
        } catch (IOException e) {
            throw new UncheckedIOException("The sandbox cannot make a directory for its data", e);
        }
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
            texts.discard();
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

    public @Nullable Dispute dispute(String id) {
        return read(() -> disputes.get(id));
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

    /** The Event object as it is sent; null when it is too old to be remembered. */
    public @Nullable String payload(String event) {
        return read(() -> {
            Event known =
                    undelivered.get(event) == null ? events.get(event) : undelivered.get(event);
            return known == null ? null : texts.read(known.payload());
        });
    }

    /** The answer saved under a key less than a day ago. */
    public @Nullable Kept kept(String scope, String key) {
        return read(() -> {
            SavedAnswer saved = answers.get(answerId(scope, key));
            return saved == null || outlived(saved)
                    ? null
                    : new Kept(
                            saved.fingerprint(),
                            saved.status(),
                            texts.read(saved.body()),
                            saved.requestId());
        });
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

    public Page<Dispute> disputes(Predicate<Dispute> wanted, Window window) {
        return page(disputes, wanted, window);
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
            journal.close();
            texts.close();
            if (passing) {
                Journal.delete(home);
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
            return new Event(id, type, created, write(payloads.writeValueAsString(event)), wanted);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An event could not be written", e);
        }
    }

    /** Puts a text aside; it is kept together with the change that is being made. */
    Extent write(String text) {
        return texts.add(text);
    }

    private void keep(Batch batch) {
        if (batch.empty()) {
            return;
        }
        texts.flush();
        journal.append(batch);
        apply(batch);
        if (journal.size() + texts.size() > rewriteAt) {
            rewrite();
            // What is still wanted may itself be large: the next rewrite waits until as much again
            // has gathered.
            rewriteAt = journal.size() + texts.size() + retention.journalSize();
        }
    }

    /**
     * Leaves out of the files what has gone. The old files count until the new journal is there.
     */
    private void rewrite() {
        Texts fresh = Texts.begin(home, generation + 1);
        Shelf<Event> movedEvents =
                events.mapped(event -> event.lyingAt(fresh.copy(texts, event.payload())));
        Shelf<Event> movedUndelivered =
                undelivered.mapped(event -> event.lyingAt(fresh.copy(texts, event.payload())));
        Shelf<SavedAnswer> movedAnswers =
                answers.mapped(answer -> answer.lyingAt(fresh.copy(texts, answer.body())));
        journal.rewrite(story(generation + 1, movedEvents, movedUndelivered, movedAnswers));
        Texts old = texts;
        texts = fresh;
        generation++;
        events = movedEvents;
        undelivered = movedUndelivered;
        answers = movedAnswers;
        old.delete();
    }

    private void apply(Batch batch) {
        if (batch.texts() != null) {
            generation = batch.texts();
        }
        batch.intents().forEach(intent -> intents.put(intent.id(), intent));
        batch.charges().forEach(charge -> charges.put(charge.id(), charge));
        batch.refunds().forEach(refund -> refunds.put(refund.id(), refund));
        batch.disputes().forEach(dispute -> disputes.put(dispute.id(), dispute));
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
    private Iterable<Batch> story(
            int newGeneration,
            Shelf<Event> newEvents,
            Shelf<Event> newUndelivered,
            Shelf<SavedAnswer> newAnswers) {
        List<Batch> story = new ArrayList<>();
        story.add(Batch.beginning(newGeneration));
        parts(intents.all()).forEach(part -> story.add(Batch.NOTHING.withIntents(part)));
        parts(charges.all()).forEach(part -> story.add(Batch.NOTHING.withCharges(part)));
        parts(refunds.all()).forEach(part -> story.add(Batch.NOTHING.withRefunds(part)));
        parts(disputes.all()).forEach(part -> story.add(Batch.NOTHING.withDisputes(part)));
        parts(methods.all()).forEach(part -> story.add(Batch.NOTHING.withMethods(part)));
        parts(newAnswers.all()).forEach(part -> story.add(Batch.NOTHING.withAnswers(part)));
        List<Event> told = new ArrayList<>(newUndelivered.all());
        told.removeIf(event -> newEvents.get(event.id()) != null);
        told.addAll(newEvents.all());
        parts(told).forEach(part -> story.add(Batch.NOTHING.withEvents(part)));
        List<String> settled =
                told.stream().map(Event::id).filter(id -> newUndelivered.get(id) == null).toList();
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
