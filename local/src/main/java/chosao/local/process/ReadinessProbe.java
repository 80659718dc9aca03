package chosao.local.process;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/**
 * Asks a process that was ready whether it still is, one question at a time: one that hangs may
 * never answer, and must hold up neither who asks nor more than one thread. Not thread-safe.
 */
final class ReadinessProbe {

    private final BooleanSupplier ready;
    private CompletableFuture<Boolean> asked;
    private long lastReady = System.nanoTime();

    /**
     * @param ready asks the process, and may take as long as it likes
     */
    ReadinessProbe(BooleanSupplier ready) {
        this.ready = ready;
        this.asked = ask();
    }

    /**
     * Asks, and says how long the process has not been ready by what it answered so far; zero if
     * its last answer was that it is. Returns at once.
     */
    Duration notReadyFor() {
        if (asked.isDone()) {
            boolean answer = asked.join();
            asked = ask();
            if (answer) {
                lastReady = System.nanoTime();
                return Duration.ZERO;
            }
        }
        return Duration.ofNanos(System.nanoTime() - lastReady);
    }

    private CompletableFuture<Boolean> ask() {
        return CompletableFuture.supplyAsync(ready::getAsBoolean, Thread::startVirtualThread)
                .exceptionally(_ -> false);
    }
}
