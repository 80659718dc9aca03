package chosao.bench;

import chosao.bench.report.Workload;
import java.time.Duration;
import java.util.List;

/**
 * How much is measured.
 *
 * @param window how long each load counts
 * @param warmUp how long each kind of load runs at the most before anything counts
 * @param workloads which kinds of load
 * @param connections how many clients at a time, one load after the other
 * @param changes how many changes are followed from the catalog to the search
 * @param pieces of what many buyers want
 * @param buyers who want it at the same moment
 */
record Plan(
        Duration window,
        Duration warmUp,
        List<Workload> workloads,
        List<Integer> connections,
        int changes,
        int pieces,
        int buyers) {

    Plan {
        workloads = List.copyOf(workloads);
        connections = List.copyOf(connections);
    }
}
