package chosao.gateway.route;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Places that clients take and queue for. A client has at most as many as are still free, so one
 * alone gets half and there is always one left for the next; the queue is shared out likewise. A
 * place that becomes free goes to the client that has the fewest, in turn. Used by one event loop's
 * thread alone.
 *
 * @param <T> what takes a place
 */
final class FairPlaces<T> {

    private final int places;
    private final int maxWaiting;
    private final Consumer<T> begin;
    private final Map<String, Share<T>> shares = new LinkedHashMap<>();
    private int taken;
    private int waiting;

    /** What one client has. */
    private static final class Share<T> {
        private final String client;
        private final Deque<T> waiting = new ArrayDeque<>();
        private int taken;

        private Share(String client) {
            this.client = client;
        }
    }

    /**
     * @param begin is given what has got its place, at once or when its turn has come
     */
    FairPlaces(int places, int maxWaiting, Consumer<T> begin) {
        this.places = places;
        this.maxWaiting = maxWaiting;
        this.begin = begin;
    }

    /** Takes a place or queues for one; returns false where the client may do neither. */
    boolean enter(String client, T one) {
        var share = shares.computeIfAbsent(client, Share::new);
        if (mayBegin(share)) {
            begin(share, one);
            return true;
        }
        if (share.waiting.size() >= maxWaiting - waiting) {
            dropIfEmpty(share);
            return false;
        }
        share.waiting.add(one);
        waiting++;
        return true;
    }

    /** Whether nobody at all may queue. */
    boolean isFull() {
        return waiting >= maxWaiting;
    }

    /** Gives a place back. */
    void leave(String client) {
        var share = share(client);
        share.taken--;
        taken--;
        dropIfEmpty(share);
        for (var next = next(); next.isPresent(); next = next()) {
            admit(next.get());
        }
    }

    /** Leaves the queue. */
    void forget(String client, T one) {
        var share = share(client);
        share.waiting.remove(one);
        waiting--;
        dropIfEmpty(share);
    }

    private Optional<Share<T>> next() {
        if (waiting == 0) {
            return Optional.empty();
        }
        return shares.values().stream()
                .filter(share -> !share.waiting.isEmpty() && mayBegin(share))
                .min(Comparator.comparingInt(share -> share.taken));
    }

    private void admit(Share<T> share) {
        waiting--;
        // Behind the others, so that those who have as many take turns.
        shares.remove(share.client);
        shares.put(share.client, share);
        begin(share, share.waiting.remove());
    }

    private boolean mayBegin(Share<T> share) {
        return share.taken < places - taken;
    }

    private void begin(Share<T> share, T one) {
        share.taken++;
        taken++;
        begin.accept(one);
    }

    private Share<T> share(String client) {
        return Objects.requireNonNull(shares.get(client));
    }

    private void dropIfEmpty(Share<T> share) {
        if (share.taken == 0 && share.waiting.isEmpty()) {
            shares.remove(share.client);
        }
    }
}
