package chosao.journeys;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Things that many do at the same moment. */
final class Together {

    private Together() {}

    /** What one of them does. */
    @FunctionalInterface
    interface Task<T> {
        T call() throws Exception;
    }

    /** Begins all of them at once and gives what came of each, in their order. */
    static <T> List<T> all(List<Task<T>> tasks) throws Exception {
        CountDownLatch start = new CountDownLatch(tasks.size());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> futures = new ArrayList<>();
            for (Task<T> task : tasks) {
                futures.add(
                        threads.submit(() -> {
                            start.countDown();
                            start.await();
                            return task.call();
                        }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        }
    }
}
