package chosao.gateway.route;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** How many connections a client may have at the same time. From any thread. */
final class ConnectionLimit {

    private final int limit;
    private final ConcurrentMap<String, Integer> connections = new ConcurrentHashMap<>();

    ConnectionLimit(int limit) {
        this.limit = limit;
    }

    /** Counts one more connection, unless it is one too many. */
    boolean enter(String client) {
        int now = connections.merge(client, 1, Integer::sum);
        if (now > limit) {
            leave(client);
            return false;
        }
        return true;
    }

    /** Forgets a connection that was counted. */
    void leave(String client) {
        connections.computeIfPresent(client, (_, count) -> count == 1 ? null : count - 1);
    }
}
