package chosao.gateway.route;

import java.util.HashMap;
import java.util.Map;

/**
 * What the bodies of one kind take of an event loop's memory, and which client's they are.
 *
 * <p>A client may have a fraction of what is still free, not of the whole, so that something is
 * left for the next one however many have taken theirs. This is the dynamic threshold of
 * shared-memory switches (Choudhury and Hahne, IEEE/ACM Transactions on Networking 6(2), 1998).
 * Used by the loop's thread alone.
 */
final class BodyMemory {

    /** How large a body may grow on what is kept from larger ones, in bytes. */
    static final int SMALL_BYTES = 16 * 1024;

    private final long limit;
    private final long reserve;
    private final int divisor;
    private final Map<String, Share> shares = new HashMap<>();
    private long taken;

    /** What one client's bodies take. */
    static final class Share {
        private final String client;
        private int bodies;
        private long taken;

        private Share(String client) {
            this.client = client;
        }

        /** How many bodies of the client are under way. */
        int bodies() {
            return bodies;
        }
    }

    /**
     * @param limit bytes
     * @param reserve bytes of these that only small bodies may take
     * @param divisor a client may have one of so many parts of what is free
     */
    BodyMemory(long limit, long reserve, int divisor) {
        this.limit = limit;
        this.reserve = reserve;
        this.divisor = divisor;
    }

    /** Counts one more body of the client. */
    Share open(String client) {
        var share = shares.computeIfAbsent(client, Share::new);
        share.bodies++;
        return share;
    }

    /**
     * Takes the bytes for a body, or none of them where that would be more than its client's share.
     *
     * @param size of the body with these bytes
     */
    boolean take(Share share, int bytes, int size) {
        long usable = size > SMALL_BYTES ? limit - reserve : limit;
        if ((share.taken + bytes) * divisor > usable - taken - bytes) {
            return false;
        }
        share.taken += bytes;
        taken += bytes;
        return true;
    }

    /** Gives back a body that took so many bytes. */
    void close(Share share, int bytes) {
        taken -= bytes;
        share.taken -= bytes;
        share.bodies--;
        if (share.bodies == 0) {
            shares.remove(share.client);
        }
    }
}
