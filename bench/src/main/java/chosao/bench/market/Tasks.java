package chosao.bench.market;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Does the same to many things, some at a time. */
public final class Tasks {

    private Tasks() {}

    /** The results in the order of the things; the first failure is thrown when all have ended. */
    public static <T, R> List<R> each(List<T> things, int atATime, Function<T, R> task) {
        List<Future<R>> futures = new ArrayList<>();
        try (var executor = Executors.newFixedThreadPool(atATime, Thread.ofVirtual().factory())) {
            for (T thing : things) {
                futures.add(executor.submit(() -> task.apply(thing)));
            }
        }
        return futures.stream().map(Tasks::result).toList();
    }

    private static <R> R result(Future<R> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
