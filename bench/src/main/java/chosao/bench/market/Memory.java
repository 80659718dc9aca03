package chosao.bench.market;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * Memory of one part of the market, in KiB.
 *
 * @param processes how many of them the part consists of
 * @param resident what lies in memory now ({@code Pss}): pages that the part's processes share, as
 *     PostgreSQL's do, count once
 * @param peak the most that ever lay there ({@code VmHWM}), summed over the processes: a page that
 *     they share counts for each
 */
public record Memory(String part, int processes, long resident, long peak) {

    /** Of a process with all that it started. */
    static Memory of(String part, long pid) {
        return of(
                part,
                ProcessHandle.of(pid).stream()
                        .flatMap(root -> Stream.concat(Stream.of(root), root.descendants()))
                        .map(ProcessHandle::pid)
                        .toList());
    }

    static Memory ofProcessAlone(String part, long pid) {
        return of(part, List.of(pid));
    }

    public static long total(Collection<Memory> parts) {
        return parts.stream().mapToLong(Memory::resident).sum();
    }

    private static Memory of(String part, List<Long> processes) {
        return new Memory(
                part,
                processes.size(),
                processes.stream().mapToLong(pid -> kibibytes(pid, "smaps_rollup", "Pss:")).sum(),
                processes.stream().mapToLong(pid -> kibibytes(pid, "status", "VmHWM:")).sum());
    }

    /** 0 for a process that has ended meanwhile. */
    private static long kibibytes(long pid, String file, String name) {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(pid), file))) {
            return lines.filter(line -> line.startsWith(name))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException | UncheckedIOException ended) {
            return 0;
        }
    }
}
