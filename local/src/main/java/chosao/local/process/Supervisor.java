package chosao.local.process;

import chosao.local.console.Progress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Starts the parts of the market, each as soon as what it needs is ready, watches them, starts anew
 * what ends by itself, and stops them, each as soon as nobody needs or calls it any more. Every
 * part is a process in a session of its own, so that Ctrl-C reaches only the supervisor. Safe for
 * use by many threads.
 */
public final class Supervisor implements AutoCloseable {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /** A part that ran this long was well: its next restart is again the first. */
    private static final Duration WELL = Duration.ofMinutes(1);

    /** How often a part is asked in the time that it may fail to be ready. */
    private static final int ASKED_PER_TOLERANCE = 6;

    /** Ports are numbers of 16 bits. */
    private static final int PORTS = 1 << 16;

    /** Services finish running requests within ten seconds, PostgreSQL writes a checkpoint. */
    private static final Duration STOP_PATIENCE = Duration.ofMinutes(1);

    /** What was killed is gone, and what watched it has ended. */
    private static final Duration END_PATIENCE = Duration.ofSeconds(5);

    private static final boolean SESSIONS = Commands.succeeds(List.of("setsid", "true"));

    private final Map<String, Child> children = new LinkedHashMap<>();
    private final Progress progress;
    private final Supplier<Map<String, String>> environment;
    private final Path logs;
    private final Consumer<List<Running>> changed;
    private final Object telling = new Object();
    private final Object closing = new Object();
    private volatile boolean stopping;

    /**
     * @param parts in the order of their dependencies: each after those that it needs or calls
     * @param environment that every process gets, before its own; asked at each start
     * @param logs the directory of their logs
     * @param changed hears of every change of any part
     */
    public Supervisor(
            List<? extends Part> parts,
            Supplier<Map<String, String>> environment,
            Path logs,
            Progress progress,
            Consumer<List<Running>> changed) {
        this.environment = environment;
        this.logs = logs;
        this.progress = progress;
        this.changed = changed;
        for (Part part : parts) {
            children.put(part.name(), new Child(part));
        }
    }

    /**
     * Starts all parts and returns when all are ready.
     *
     * @throws StartFailure if one cannot be started; the others are stopped then
     * @throws CancellationException if the supervisor is closed meanwhile
     */
    public void start() {
        try {
            children.values().forEach(child -> mustBeFree(child.part));
            CompletableFuture<?>[] ready =
                    children.values().stream()
                            .map(child -> child.begin(Map.of()))
                            .toArray(CompletableFuture<?>[]::new);
            firstFailureOrAll(ready).join();
        } catch (CompletionException e) {
            close();
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        } catch (StartFailure e) {
            close();
            throw e;
        }
    }

    /** How long {@link #close()} takes at most. */
    public static Duration longestClose(int parts) {
        return STOP_PATIENCE.plus(END_PATIENCE.multipliedBy(2)).multipliedBy(parts);
    }

    /** Where every part stands. */
    public List<Running> running() {
        return children.values().stream().map(Child::running).toList();
    }

    /** Ends a part at once, as {@code kill -9} does; it stays down until {@link #resume}. */
    public void kill(String name) {
        child(name).end(ProcessHandle::destroyForcibly);
    }

    /** Lets a part finish its work and end; it stays down until {@link #resume}. */
    public void stop(String name) {
        child(name).stop();
    }

    /**
     * Starts a part that was killed or stopped; returns when it is ready.
     *
     * @param more environment for it, until it is stopped again
     */
    public void resume(String name, Map<String, String> more) {
        try {
            child(name).begin(more).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof StartFailure failure ? failure : e;
        }
    }

    /**
     * Stops all parts, each after it has finished its work and after those that need or call it;
     * the others side by side. What is being prepared for a part is broken off.
     */
    @Override
    public void close() {
        stopping = true;
        synchronized (closing) {
            Map<String, CompletableFuture<Void>> ends = new HashMap<>();
            for (Child child : new ArrayList<>(children.values()).reversed()) {
                ends.put(
                        child.part.name(),
                        afterItsCallers(child, ends)
                                .thenRunAsync(child::close, Thread::startVirtualThread));
            }
            CompletableFuture.allOf(ends.values().toArray(CompletableFuture<?>[]::new)).join();
        }
    }

    /** Callers come later in the order of dependencies: the ends of all of them are known. */
    private CompletableFuture<Void> afterItsCallers(
            Child child, Map<String, CompletableFuture<Void>> ends) {
        return CompletableFuture.allOf(
                children.values().stream()
                        .map(caller -> caller.part)
                        .filter(caller ->
                                caller.needs().contains(child.part.name())
                                        || caller.calls().contains(child.part.name()))
                        .map(caller -> ends.get(caller.name()))
                        .toArray(CompletableFuture<?>[]::new));
    }

    private void mustBeFree(Part part) {
        Part.Port port = part.port();
        if (Ports.isFree(port.host(), port.number())) {
            return;
        }
        String holder =
                Ports.holder(port.number())
                        .map(process ->
                                "by process "
                                        + process.pid()
                                        + process.info()
                                                .command()
                                                .map(command -> " (" + command + ")")
                                                .orElse(""))
                        .orElse("by another process");
        throw new StartFailure(
                "Port "
                        + port.number()
                        + ", which "
                        + part.title()
                        + " wants, is taken "
                        + holder
                        + ".\nStop that process, or choose another port: "
                        + port.variable()
                        + "="
                        + anotherThan(port)
                        + " ./market start");
    }

    /** The next port that nobody has and no part wants. */
    private int anotherThan(Part.Port taken) {
        Set<Integer> wanted =
                children.values().stream()
                        .map(child -> child.part.port().number())
                        .collect(Collectors.toSet());
        return IntStream.range(taken.number() + 1, PORTS)
                .filter(number -> !wanted.contains(number) && Ports.isFree(taken.host(), number))
                .findFirst()
                .orElse(0);
    }

    /** As soon as one fails, the others need not be waited for. */
    private static CompletableFuture<?> firstFailureOrAll(CompletableFuture<?>[] futures) {
        CompletableFuture<Object> failed = new CompletableFuture<>();
        for (CompletableFuture<?> future : futures) {
            var _ =
                    future.whenComplete((ok, failure) -> {
                        if (failure != null) {
                            failed.completeExceptionally(failure);
                        }
                    });
        }
        return CompletableFuture.anyOf(failed, CompletableFuture.allOf(futures));
    }

    private Child child(String name) {
        Child child = children.get(name);
        if (child == null) {
            throw new IllegalArgumentException(
                    "part: " + name + " (expected: one of " + children.keySet() + ")");
        }
        return child;
    }

    /** One at a time, so that the last told is the latest. Nobody calls this with a part locked. */
    private void tell() {
        synchronized (telling) {
            changed.accept(running());
        }
    }

    /** A part with its present process. One thread of its own starts, watches and restarts it. */
    private final class Child {

        private final Part part;
        private final Path logFile;
        private CompletableFuture<Void> ready = new CompletableFuture<>();
        private Running.State state = Running.State.WAITING;
        private @Nullable Process process;
        private @Nullable Thread watch;
        private Map<String, String> extra = Map.of();
        private boolean unwanted;
        private int restarts;

        Child(Part part) {
            this.part = part;
            this.logFile = logs.resolve(part.name() + ".log");
        }

        synchronized CompletableFuture<Void> begin(Map<String, String> more) {
            if (watch != null && watch.isAlive()) {
                throw new IllegalStateException(part.name() + " is not down");
            }
            extra = more;
            ready = new CompletableFuture<>();
            unwanted = false;
            watch = Thread.ofVirtual().name("watch " + part.name()).start(this::live);
            return ready;
        }

        private void live() {
            try (RotatingLog log = new RotatingLog(logFile)) {
                awaitNeeds();
                Duration pause = FIRST_PAUSE;
                boolean first = true;
                while (wanted()) {
                    long began = System.nanoTime();
                    String end = liveOnce(log);
                    if (!wanted()) {
                        break;
                    }
                    if (first && !ready.isDone()) {
                        move(Running.State.DOWN);
                        ready.completeExceptionally(failure(end));
                        return;
                    }
                    first = false;
                    pause = System.nanoTime() - began > WELL.toNanos() ? FIRST_PAUSE : pause;
                    progress.say(
                            "  ! "
                                    + part.title()
                                    + " "
                                    + end
                                    + "; starting it again in "
                                    + pause.toSeconds()
                                    + " s (log: "
                                    + logFile
                                    + ")");
                    move(Running.State.DOWN);
                    Thread.sleep(pause);
                    pause =
                            pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0
                                    ? LONGEST_PAUSE
                                    : pause.multipliedBy(2);
                    countRestart();
                }
                move(Running.State.STOPPED);
            } catch (CompletionException needFailed) {
                move(Running.State.STOPPED);
                ready.completeExceptionally(
                        needFailed.getCause() == null ? needFailed : needFailed.getCause());
            } catch (InterruptedException brokenOff) {
                move(Running.State.STOPPED);
            } catch (Throwable e) {
                // Errors too: whoever waits for this part must hear of everything that ends it.
                move(Running.State.DOWN);
                report("could not be started: " + reason(e));
            } finally {
                ready.cancel(false);
            }
        }

        /** Tells whoever waits for the part; if nobody does any more, the terminal. */
        private void report(String end) {
            if (!ready.completeExceptionally(new StartFailure(part.title() + " " + end))) {
                progress.say("  ! " + part.title() + " " + end);
            }
        }

        private void awaitNeeds() throws InterruptedException {
            try {
                CompletableFuture.allOf(
                                part.needs().stream()
                                        .filter(children::containsKey)
                                        .map(need -> child(need).readiness())
                                        .toArray(CompletableFuture<?>[]::new))
                        .get();
            } catch (ExecutionException e) {
                throw new CompletionException(e.getCause());
            }
        }

        private synchronized CompletableFuture<Void> readiness() {
            return ready;
        }

        /** One life of the process, from its start to its end; says how it ended. */
        private String liveOnce(RotatingLog log) throws InterruptedException {
            Progress.Step step = progress.begin(part.title());
            Process started;
            try {
                started = launch();
            } catch (Exception e) {
                if (wanted()) {
                    step.failed("could not be started");
                } else {
                    step.forget();
                }
                return "could not be started: " + reason(e);
            }
            Thread written =
                    Thread.ofVirtual().name("log " + part.name()).start(() -> copy(started, log));
            String problem = awaitReady(started);
            if (problem != null) {
                if (wanted()) {
                    step.failed(problem);
                } else {
                    step.forget();
                }
                endNow(started);
                written.join(Duration.ofSeconds(2));
                return problem;
            }
            step.done(part.address());
            move(Running.State.READY);
            ready.complete(null);
            watchOver(started);
            written.join(Duration.ofSeconds(2));
            return "ended, " + status(started);
        }

        /**
         * Until it ends. One that runs and is not ready for long is reported and left alone: it may
         * be somebody's debugger that holds it, or another part that it waits for.
         */
        private void watchOver(Process started) throws InterruptedException {
            ReadinessProbe probe = new ReadinessProbe(part::isReady);
            Duration pause = part.tolerance().dividedBy(ASKED_PER_TOLERANCE);
            boolean hangs = false;
            while (!started.waitFor(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                boolean hung = hangs;
                hangs = wanted() && probe.notReadyFor().compareTo(part.tolerance()) > 0;
                if (hangs != hung) {
                    progress.say(hangs ? notReady() : "  ✓ " + part.title() + " is ready again");
                }
            }
        }

        private String notReady() {
            return "  ! "
                    + part.title()
                    + " runs but has not been ready for "
                    + part.tolerance().toSeconds()
                    + " s (log: "
                    + logFile
                    + ")";
        }

        private Process launch() throws Exception {
            Part.Launch launch = part.launch();
            List<String> command = new ArrayList<>();
            if (SESSIONS) {
                command.add("setsid");
            }
            command.addAll(launch.command());
            ProcessBuilder builder =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectInput(
                                    ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
            builder.environment().clear();
            builder.environment().putAll(environment.get());
            builder.environment().putAll(launch.environment());
            builder.environment().putAll(extra);
            Process started;
            synchronized (this) {
                if (!wanted()) {
                    throw new IllegalStateException("the market stops");
                }
                started = builder.start();
                process = started;
            }
            move(Running.State.STARTING);
            return started;
        }

        /** Waits until the process is ready; else says why it is not. */
        private @Nullable String awaitReady(Process started) throws InterruptedException {
            long deadline = System.nanoTime() + part.patience().toNanos();
            while (started.isAlive() && wanted()) {
                if (System.nanoTime() > deadline) {
                    return "was not ready after " + part.patience().toSeconds() + " s";
                }
                if (part.isReady()) {
                    return becameReady();
                }
                started.waitFor(100, TimeUnit.MILLISECONDS);
            }
            return started.isAlive()
                    ? "is no longer wanted"
                    : "ended while it started, " + status(started);
        }

        private @Nullable String becameReady() {
            try {
                part.becameReady();
                return null;
            } catch (Exception e) {
                return "started, but " + reason(e);
            }
        }

        void stop() {
            Progress.Step step = progress.begin("stopping " + part.title());
            try {
                if (end(part::stop)) {
                    step.done("");
                } else {
                    step.failed(
                            "did not end in " + STOP_PATIENCE.toSeconds() + " s and was killed");
                }
            } catch (RuntimeException e) {
                step.failed(reason(e) + "; it was killed");
                end(ProcessHandle::destroyForcibly);
            }
        }

        void close() {
            if (isAlive()) {
                stop();
            } else {
                end(ProcessHandle::destroyForcibly);
            }
        }

        /**
         * Ends the process for good, or what is done before its start. When this returns, nothing
         * watches the part any more. Says whether it ended in time by what was asked of it.
         */
        boolean end(Consumer<ProcessHandle> how) {
            Process present;
            Thread watching;
            synchronized (this) {
                unwanted = true;
                present = process;
                watching = watch;
            }
            boolean inTime = true;
            try {
                if (present != null && present.isAlive()) {
                    how.accept(present.toHandle());
                    inTime = present.waitFor(STOP_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
                    endNow(present);
                } else if (watching != null) {
                    // It prepares a start, or pauses before the next one.
                    watching.interrupt();
                }
                if (watching != null) {
                    inTime &= watching.join(END_PATIENCE);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return inTime;
        }

        private synchronized boolean isAlive() {
            return process != null && process.isAlive();
        }

        synchronized Running running() {
            Process present = process;
            return new Running(
                    part.name(),
                    part.title(),
                    part.address(),
                    part.health(),
                    state,
                    present == null ? 0 : present.pid(),
                    present == null ? 0 : Running.startOf(present.toHandle()),
                    restarts);
        }

        private synchronized boolean wanted() {
            return !unwanted && !stopping;
        }

        private synchronized void countRestart() {
            restarts++;
        }

        private void move(Running.State next) {
            synchronized (this) {
                state = next;
            }
            tell();
        }

        private StartFailure failure(String end) {
            List<String> last = RotatingLog.tail(logFile, 25);
            String message = part.title() + " " + end + ".";
            return last.isEmpty()
                    ? new StartFailure(message)
                    : new StartFailure(
                            message + "\nIts log is " + logFile + "; it ends with:", last);
        }
    }

    private static void endNow(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            process.waitFor(END_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void copy(Process process, RotatingLog log) {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                log.write(line);
            }
        } catch (IOException | UncheckedIOException ended) {
            return;
        }
    }

    /** By convention of Unix shells and of Java, 128 and more is a signal. */
    private static String status(Process process) {
        int status = process.exitValue();
        return status > 128 ? "killed by signal " + (status - 128) : "with status " + status;
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure.getCause();
        return cause == null || cause.getMessage() == null
                ? String.valueOf(failure.getMessage())
                : failure.getMessage() + ": " + cause.getMessage();
    }
}
