package chosao.kernel.page;

import chosao.kernel.problem.KernelProblem;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param nextCursor what to send as {@code cursor} for the part that follows; absent on the last
 *     one
 */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Page<T>(
        List<T> items, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String nextCursor) {

    /** How many items a page has unless the client says otherwise. */
    public static final String DEFAULT_LIMIT = "20";

    /** How many items a page has at the most. */
    public static final int MAXIMUM_LIMIT = 100;

    /**
     * Makes a page of what was read with one row more than asked for: that row tells whether more
     * follows and is left off.
     */
    public static <T> Page<T> of(List<T> oneMore, int limit, Function<T, String> cursorOf) {
        if (oneMore.size() <= limit) {
            return new Page<>(oneMore, null);
        }
        var items = oneMore.subList(0, limit);
        return new Page<>(List.copyOf(items), cursorOf.apply(items.getLast()));
    }

    /**
     * Makes a page of a list that is at hand as a whole.
     *
     * @param key what each item has that no other has; the cursor keeps the last one's
     * @throws chosao.kernel.problem.ProblemException {@code bad-cursor} where no item has the
     *     cursor's key
     */
    public static <T> Page<T> ofWhole(
            List<T> whole, int limit, @Nullable String cursor, Function<T, String> key) {
        int from = cursor == null ? 0 : placeAfter(whole, cursor, key);
        int to = Math.min(whole.size(), from + limit + 1);
        return of(whole.subList(from, to), limit, item -> Cursor.of(key.apply(item)));
    }

    private static <T> int placeAfter(List<T> whole, String cursor, Function<T, String> key) {
        var last = Cursor.parts(cursor, 1).getFirst();
        for (int i = 0; i < whole.size(); i++) {
            if (key.apply(whole.get(i)).equals(last)) {
                return i + 1;
            }
        }
        throw KernelProblem.BAD_CURSOR.with();
    }

    public <R> Page<R> map(Function<T, R> change) {
        return new Page<>(items.stream().map(change).toList(), nextCursor);
    }
}
