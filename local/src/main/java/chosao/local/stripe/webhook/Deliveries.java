package chosao.local.stripe.webhook;

import chosao.local.stripe.ledger.Event;
import chosao.local.stripe.ledger.Ledger;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Brings events to the merchant's endpoint, at least once and in no promised order, as Stripe does.
 *
 * <p>A dispatcher takes what is due and gives each event to a virtual thread of its own; a limited
 * number are on their way at once. What waits is bounded too: beyond the limit an event is no
 * longer sent, but stays in the list of events. Accepting events never blocks. Thread-safe.
 *
 * @see <a href="https://docs.stripe.com/webhooks">Receive Stripe events in your webhook
 *     endpoint</a>
 */
public final class Deliveries implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Deliveries.class.getName());
    private static final int UNDER_WAY = 32;
    private static final int WAITING = 10_000;
    private static final Duration REORDER_WINDOW = Duration.ofMillis(300);
    private static final Duration COPY_GAP = Duration.ofMillis(20);
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final PriorityQueue<Parcel> waiting =
            new PriorityQueue<>(
                    Comparator.comparing((Parcel parcel) -> !parcel.urgent())
                            .thenComparing((a, b) -> Long.signum(a.due() - b.due()))
                            .thenComparingLong(Parcel::sequence));
    private final List<Event> held = new ArrayList<>();
    private final Semaphore free = new Semaphore(UNDER_WAY);
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(2))
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();
    private final Signature signature;
    private final Retry retry;
    private final Clock clock;
    private WebhookSwitches switches;
    private long sequence;
    private int underWay;
    private long delivered;
    private long failed;
    private long dropped;
    private long overflowed;
    private boolean closed;

    public Deliveries(String secret, Retry retry, WebhookSwitches switches, Clock clock) {
        this.signature = new Signature(secret);
        this.retry = retry;
        this.switches = switches;
        this.clock = clock;
    }

    /** Begins to deliver the ledger's events, those first that an earlier run could not. */
    public void start(Ledger ledger) {
        ledger.subscribe(events -> accept(events, ledger));
        Thread.ofVirtual().name("webhook-dispatcher").start(() -> dispatch(ledger));
    }

    /** Whether the endpoint listens for events of this type. */
    public boolean wants(String type) {
        return switches().wants(type);
    }

    public WebhookSwitches switches() {
        lock.lock();
        try {
            return switches;
        } finally {
            lock.unlock();
        }
    }

    /** Changes the switches; what already waits is sent under the new ones. */
    public WebhookSwitches set(UnaryOperator<WebhookSwitches> change) {
        lock.lock();
        try {
            switches = change.apply(switches);
            changed.signalAll();
            return switches;
        } finally {
            lock.unlock();
        }
    }

    public DeliveryCounts counts() {
        lock.lock();
        try {
            return new DeliveryCounts(
                    delivered, failed, dropped, waiting.size() + held.size() + underWay);
        } finally {
            lock.unlock();
        }
    }

    /** Sends an event once more, whatever became of it before. */
    public void redeliver(Event event) {
        lock.lock();
        try {
            enqueue(new Parcel.Single(event, 0, true, System.nanoTime(), sequence++, true));
        } finally {
            lock.unlock();
        }
    }

    /**
     * Sends all that waits now, paused or not, and waits until each has been tried.
     *
     * @return whether that was done within the time
     */
    public boolean flush(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        lock.lock();
        try {
            long now = System.nanoTime();
            List<Parcel> all = waiting.stream().map(parcel -> parcel.urgently(now)).toList();
            waiting.clear();
            waiting.addAll(all);
            changed.signalAll();
            while (underWay > 0 || waiting.stream().anyMatch(Parcel::urgent)) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                long _ = changed.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        client.shutdownNow();
    }

    private void accept(List<Event> events, Ledger ledger) {
        lock.lock();
        try {
            for (Event event : events) {
                if (switches.drop() > 0) {
                    switches = switches.withDrop(switches.drop() - 1);
                    dropped++;
                    Thread.startVirtualThread(() -> ledger.settle(event.id()));
                } else if (waiting.size() + held.size() >= WAITING) {
                    overflowed++;
                    if (Long.bitCount(overflowed) == 1) {
                        LOG.log(
                                Level.WARNING,
                                "Too many webhooks wait; {0} not sent so far",
                                overflowed);
                    }
                    Thread.startVirtualThread(() -> ledger.settle(event.id()));
                } else {
                    schedule(event);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void schedule(Event event) {
        long due = System.nanoTime() + switches.delay().toNanos();
        if (switches.reorder()) {
            if (held.isEmpty()) {
                enqueue(new Parcel.Held(due + REORDER_WINDOW.toNanos(), sequence++, false));
            }
            held.add(event);
        } else {
            enqueue(new Parcel.Single(event, 0, false, due, sequence++, false));
        }
        for (int copy = 1; copy < switches.duplicate(); copy++) {
            long later =
                    due
                            + copy * COPY_GAP.toNanos()
                            + (switches.reorder() ? REORDER_WINDOW.toNanos() : 0);
            enqueue(new Parcel.Single(event, 0, true, later, sequence++, false));
        }
    }

    private void enqueue(Parcel parcel) {
        waiting.add(parcel);
        changed.signalAll();
    }

    private void dispatch(Ledger ledger) {
        try {
            for (Parcel parcel = next(); parcel != null; parcel = next()) {
                Parcel sent = parcel;
                Thread.startVirtualThread(() -> {
                    try {
                        send(sent, ledger);
                    } finally {
                        free.release();
                        arrived();
                    }
                });
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for the next parcel that is due; null when there will be none any more. */
    private @Nullable Parcel next() throws InterruptedException {
        free.acquire();
        lock.lock();
        try {
            while (!closed) {
                Parcel first = waiting.peek();
                if (first == null || (switches.pause() && !first.urgent())) {
                    changed.await();
                } else if (first.due() - System.nanoTime() > 0) {
                    long _ = changed.awaitNanos(first.due() - System.nanoTime());
                } else {
                    underWay++;
                    return waiting.poll();
                }
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    private void arrived() {
        lock.lock();
        try {
            underWay--;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void send(Parcel parcel, Ledger ledger) {
        switch (parcel) {
            case Parcel.Single single -> send(single, ledger);
            case Parcel.Held _ -> {
                for (Event event : takeHeld().reversed()) {
                    send(new Parcel.Single(event, 0, false, 0, 0, false), ledger);
                }
            }
        }
    }

    private List<Event> takeHeld() {
        lock.lock();
        try {
            List<Event> all = List.copyOf(held);
            held.clear();
            return all;
        } finally {
            lock.unlock();
        }
    }

    private void send(Parcel.Single parcel, Ledger ledger) {
        Event event = parcel.event();
        URI url = switches().url();
        String payload = ledger.payload(event.id());
        boolean gone = payload == null;
        boolean done = payload != null && url != null && post(event, payload, url);
        lock.lock();
        try {
            if (done) {
                delivered++;
            } else {
                failed++;
            }
            if (closed) {
                return;
            }
            if (!done && !gone && !parcel.copy()) {
                int failures = parcel.failures() + 1;
                Duration wait = retry.after(failures);
                if (clock.instant().getEpochSecond() - event.created()
                        < retry.giveUp().toSeconds()) {
                    long due = System.nanoTime() + wait.toNanos();
                    enqueue(new Parcel.Single(event, failures, false, due, sequence++, false));
                    return;
                }
                LOG.log(Level.WARNING, "Gave up sending {0} ({1})", event.id(), event.type());
            }
        } finally {
            lock.unlock();
        }
        if (!parcel.copy()) {
            ledger.settle(event.id());
        }
    }

    private boolean post(Event event, String payload, URI url) {
        HttpRequest request =
                HttpRequest.newBuilder(url)
                        .timeout(ANSWER)
                        .header("Content-Type", "application/json; charset=utf-8")
                        .header("Accept", "*/*; q=0.5, application/xml")
                        .header("Cache-Control", "no-cache")
                        .header("User-Agent", "Stripe/1.0 (+https://stripe.com/docs/webhooks)")
                        .header("Stripe-Signature", signature.sign(payload, clock.instant()))
                        .POST(BodyPublishers.ofString(payload))
                        .build();
        try {
            HttpResponse<Void> answer = client.send(request, BodyHandlers.discarding());
            if (answer.statusCode() / 100 == 2) {
                return true;
            }
            LOG.log(Level.DEBUG, "{0} answered {1} to {2}", url, answer.statusCode(), event.id());
        } catch (IOException e) {
            LOG.log(Level.DEBUG, () -> url + " did not take " + event.id(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }
}
