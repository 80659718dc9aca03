package chosao.local.stripe.ledger;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Objects of one kind in the order they were made; beyond its limit the oldest go, before others
 * those that nothing more will happen to. Not thread-safe.
 */
final class Shelf<T> {

    private final SequencedMap<String, T> objects = new LinkedHashMap<>();
    private final int limit;
    private final Predicate<T> done;

    Shelf(int limit) {
        this(limit, _ -> true);
    }

    /**
     * @param done whether nothing more will happen to the object
     */
    Shelf(int limit, Predicate<T> done) {
        this.limit = limit;
        this.done = done;
    }

    /** Adds or replaces; an object that is replaced keeps its place. */
    void put(String id, T object) {
        objects.put(id, object);
        if (objects.size() > limit && !dropOldestThatIsDone()) {
            objects.pollFirstEntry();
        }
    }

    private boolean dropOldestThatIsDone() {
        for (var oldest = objects.values().iterator(); oldest.hasNext(); ) {
            if (done.test(oldest.next())) {
                oldest.remove();
                return true;
            }
        }
        return false;
    }

    @Nullable T get(String id) {
        return objects.get(id);
    }

    void remove(String id) {
        objects.remove(id);
    }

    /** While the oldest object satisfies the condition, it goes. */
    void dropOldestWhile(Predicate<T> condition) {
        while (!objects.isEmpty() && condition.test(objects.firstEntry().getValue())) {
            objects.pollFirstEntry();
        }
    }

    /** A shelf with every object replaced by another of the same id. */
    Shelf<T> mapped(UnaryOperator<T> replacement) {
        Shelf<T> mapped = new Shelf<>(limit, done);
        objects.forEach((id, object) -> mapped.put(id, replacement.apply(object)));
        return mapped;
    }

    List<T> all() {
        return new ArrayList<>(objects.values());
    }

    /**
     * One page, newest first.
     *
     * @param startingAfter id to begin behind, toward older ones
     * @param endingBefore id to end before, toward newer ones
     * @see <a href="https://docs.stripe.com/api/pagination">Pagination</a>
     */
    Page<T> page(
            Predicate<T> wanted,
            int size,
            @Nullable String startingAfter,
            @Nullable String endingBefore) {
        List<T> found = new ArrayList<>();
        boolean forward = endingBefore != null;
        String mark = forward ? endingBefore : startingAfter;
        boolean passed = mark == null;
        for (var entry : (forward ? objects : objects.reversed()).entrySet()) {
            if (passed && wanted.test(entry.getValue())) {
                if (found.size() == size) {
                    return new Page<>(forward ? found.reversed() : found, true);
                }
                found.add(entry.getValue());
            }
            passed = passed || entry.getKey().equals(mark);
        }
        return new Page<>(forward ? found.reversed() : found, false);
    }
}
