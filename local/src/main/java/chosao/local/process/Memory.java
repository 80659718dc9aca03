package chosao.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** How much memory processes take. */
public final class Memory {

    private Memory() {}

    /**
     * Bytes of a process with all that it started. What several of them share, as PostgreSQL's do,
     * is counted once: the proportional set size where Linux tells it, else the resident set size,
     * else 0.
     */
    public static long of(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants())
                .mapToLong(Memory::ofAlone)
                .sum();
    }

    /** The same without what it started. */
    public static long ofAlone(ProcessHandle process) {
        Path directory = Path.of("/proc", Long.toString(process.pid()));
        long shared = kibibytes(directory.resolve("smaps_rollup"), "Pss:");
        return 1024 * (shared > 0 ? shared : kibibytes(directory.resolve("status"), "VmRSS:"));
    }

    private static long kibibytes(Path file, String key) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(key))
                    .map(line -> line.replaceAll("\\D", ""))
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElse(0);
        } catch (IOException | UncheckedIOException notTold) {
            return 0;
        }
    }
}
