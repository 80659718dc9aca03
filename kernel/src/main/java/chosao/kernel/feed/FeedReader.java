package chosao.kernel.feed;

import java.util.List;

/** Applies what a feed tells. Called by one thread at a time. */
public interface FeedReader {

    /** The place up to which everything is applied; {@link FeedCursor#START} on the first day. */
    FeedCursor position();

    /**
     * Applies some changes and moves the position, together or, where the store cannot do that, in
     * this order. It may be called again with changes that it has seen: those change nothing.
     *
     * @param next the position after these changes
     */
    void apply(List<Change> changes, FeedCursor next);
}
