package chosao.gateway.limit;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** How much a client may have at the same time, such as connections. Thread-safe. */
public final class ConcurrencyLimit {

    private final int limit;
    private final ConcurrentMap<String, Integer> counts = new ConcurrentHashMap<>();

    public ConcurrencyLimit(int limit) {
        this.limit = limit;
    }

    /** Counts one more, unless it is one too many. */
    public boolean enter(String client) {
        int now = counts.merge(client, 1, Integer::sum);
        if (now > limit) {
            leave(client);
            return false;
        }
        return true;
    }

    /** Forgets one that was counted. */
    public void leave(String client) {
        counts.computeIfPresent(client, (_, count) -> count == 1 ? null : count - 1);
    }
}
