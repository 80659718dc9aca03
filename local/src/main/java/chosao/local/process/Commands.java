package chosao.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Short programs that are run to their end. */
public final class Commands {

    private Commands() {}

    /** A program ended with another status than 0. */
    public static final class Failed extends RuntimeException {
        private Failed(String message) {
            super(message);
        }
    }

    /** Runs a program that must succeed; its output is the message of the failure. */
    public static void run(List<String> command, Path directory, Map<String, String> environment) {
        Result result = execute(command, directory, environment);
        if (result.status != 0) {
            throw new Failed(
                    Path.of(command.getFirst()).getFileName()
                            + " ended with status "
                            + result.status
                            + ": "
                            + result.output.strip());
        }
    }

    static boolean succeeds(List<String> command) {
        return output(command).isPresent();
    }

    /** What the program printed, or empty when it is missing or fails. */
    static Optional<String> output(List<String> command) {
        try {
            Result result = execute(command, Path.of("/"), Map.of());
            return result.status == 0 ? Optional.of(result.output.strip()) : Optional.empty();
        } catch (UncheckedIOException notInstalled) {
            return Optional.empty();
        }
    }

    private record Result(int status, String output) {}

    private static Result execute(
            List<String> command, Path directory, Map<String, String> environment) {
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().putAll(environment);
        try {
            return finish(builder.start());
        } catch (IOException | ExecutionException e) {
            throw new UncheckedIOException(
                    "cannot run " + command.getFirst(), new IOException(e.getMessage(), e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + command.getFirst() + " ran", e);
        }
    }

    /** Whoever is interrupted here leaves no program behind. */
    private static Result finish(Process process) throws InterruptedException, ExecutionException {
        // Reading cannot be interrupted, waiting can. The reader is no virtual thread: those may
        // all
        // wait here, bound to their carriers if a class that is being initialised asked for this.
        FutureTask<String> output =
                new FutureTask<>(() ->
                        new String(
                                process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        Thread.ofPlatform().daemon().start(output);
        try {
            return new Result(process.waitFor(), output.get());
        } catch (InterruptedException e) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw e;
        }
    }
}
