package chosao.gateway.route;

/**
 * How much of an event loop's memory the bodies of requests may take together. Used by the loop's
 * thread alone.
 */
final class BodyMemory {

    private final long limit;
    private long taken;

    /**
     * @param limit bytes
     */
    BodyMemory(long limit) {
        this.limit = limit;
    }

    /** Takes so many bytes, or none of them if that would be too many. */
    boolean take(int bytes) {
        if (taken + bytes > limit) {
            return false;
        }
        taken += bytes;
        return true;
    }

    void giveBack(int bytes) {
        taken -= bytes;
    }
}
