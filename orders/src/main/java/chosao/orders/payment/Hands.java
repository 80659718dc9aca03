package chosao.orders.payment;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * So many tasks side by side, each on a virtual thread of its own. Whichever hand is done takes the
 * next task: a slow one keeps nobody else waiting. Thread-safe.
 */
final class Hands {

    private final Semaphore free;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Hands(int count) {
        free = new Semaphore(count);
    }

    /**
     * Works off what there is to do, and returns once there is no more to begin; what was begun may
     * still go on.
     *
     * @param take takes at most so many tasks; none when there are no more
     * @param work does one task; whatever it throws it must deal with itself
     */
    <T> void workOff(IntFunction<List<T>> take, Consumer<T> work) throws InterruptedException {
        boolean more = true;
        while (more) {
            free.acquire();
            more = fill(1 + free.drainPermits(), take, work);
        }
    }

    private <T> boolean fill(int hands, IntFunction<List<T>> take, Consumer<T> work) {
        int idle = hands;
        try {
            for (var task : take.apply(hands)) {
                threads.execute(() -> {
                    try {
                        work.accept(task);
                    } finally {
                        free.release();
                    }
                });
                idle--;
            }
            return idle < hands;
        } finally {
            free.release(idle);
        }
    }

    /** Takes on nothing more, and lets what was begun be finished for so long. */
    void close(Duration grace) throws InterruptedException {
        threads.shutdown();
        if (!threads.awaitTermination(grace.toMillis(), TimeUnit.MILLISECONDS)) {
            threads.shutdownNow();
        }
    }
}
