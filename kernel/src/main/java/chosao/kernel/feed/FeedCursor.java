package chosao.kernel.feed;

import chosao.kernel.problem.KernelProblem;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.serde.annotation.Serdeable;
import java.util.regex.Pattern;

/**
 * A place in the feed: after which transaction, and after which of its changes.
 *
 * @param transaction PostgreSQL's 64-bit id of the writing transaction
 * @param sequence the change's number, unique in the feed
 */
@Serdeable
public record FeedCursor(long transaction, long sequence) implements Comparable<FeedCursor> {

    /** Before the first change. */
    public static final FeedCursor START = new FeedCursor(0, 0);

    private static final Pattern FORM = Pattern.compile("(\\d{1,18})-(\\d{1,18})");

    /**
     * Reads what {@link #toString()} wrote.
     *
     * @throws chosao.kernel.problem.ProblemException {@code bad-cursor} for anything else
     */
    @JsonCreator
    public static FeedCursor parse(String text) {
        var parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw KernelProblem.BAD_CURSOR.with();
        }
        return new FeedCursor(Long.parseLong(parts.group(1)), Long.parseLong(parts.group(2)));
    }

    @Override
    public int compareTo(FeedCursor other) {
        int byTransaction = Long.compare(transaction, other.transaction);
        return byTransaction != 0 ? byTransaction : Long.compare(sequence, other.sequence);
    }

    @JsonValue
    @Override
    public String toString() {
        return transaction + "-" + sequence;
    }
}
