package chosao.local.market;

import chosao.local.console.Progress;
import chosao.local.postgres.PostgresCluster;
import chosao.local.process.Running;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Processes that outlived their supervisor, which can only be if it was killed. */
public final class Leftovers {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final String OF_A_KILLED_START = " of an earlier start that was killed; stopped";

    private Leftovers() {}

    /** The processes that a killed supervisor is known to have left, first started first. */
    public static List<Running> of(MarketSettings settings) {
        return MarketState.read(settings).map(MarketState::parts).orElse(List.of()).stream()
                .filter(part -> part.process().isPresent())
                .toList();
    }

    /**
     * Stops what a killed supervisor left running, last started first; PostgreSQL as gently as
     * ever.
     */
    public static void stop(MarketSettings settings, Parts parts, Progress progress) {
        for (Running running : of(settings).reversed()) {
            Optional<ProcessHandle> process = running.process();
            if (process.isEmpty() || running.name().equals(PostgresPart.NAME)) {
                continue;
            }
            Progress.Step step = progress.begin("leftover " + running.name());
            end(process.get());
            step.done("process " + running.pid() + OF_A_KILLED_START);
        }
        stopDatabase(parts.cluster(), progress);
        MarketState.delete(settings);
    }

    /** Its data directory knows its server, even one that was started a moment before the kill. */
    private static void stopDatabase(PostgresCluster cluster, Progress progress) {
        cluster.server()
                .ifPresent(server -> {
                    Progress.Step step = progress.begin("leftover " + PostgresPart.NAME);
                    cluster.stop();
                    step.done("process " + server.pid() + OF_A_KILLED_START);
                });
    }

    private static void end(ProcessHandle process) {
        List<ProcessHandle> descendants = process.descendants().toList();
        process.destroy();
        try {
            process.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            process.destroyForcibly();
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot wait for process " + process.pid(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        descendants.forEach(ProcessHandle::destroyForcibly);
    }
}
