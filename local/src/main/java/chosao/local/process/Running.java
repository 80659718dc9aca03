package chosao.local.process;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a part's process, for those outside the supervisor too.
 *
 * @param health where it says over HTTP whether it is ready, null if nowhere
 * @param pid of its process, or of the last one
 * @param since when that process started, in milliseconds since 1970; a pid alone may meanwhile
 *     belong to another
 * @param restarts how often it was started anew after it had ended by itself
 */
public record Running(
        String name,
        String title,
        String address,
        @Nullable URI health,
        State state,
        long pid,
        long since,
        int restarts) {

    /** Where a part stands. */
    public enum State {
        WAITING,
        STARTING,
        READY,
        DOWN,
        STOPPED
    }

    /** The process, if it is still that one. */
    public Optional<ProcessHandle> process() {
        return find(pid, since);
    }

    /** The process of that number, if it is the one that started then. */
    public static Optional<ProcessHandle> find(long pid, long since) {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> startOf(process) == since);
    }

    /** When a process started, in milliseconds since 1970; 0 if the machine does not tell. */
    public static long startOf(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }
}
