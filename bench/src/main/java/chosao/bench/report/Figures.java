package chosao.bench.report;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** All that was measured under load in one run. */
public record Figures(List<Figure> all) {

    public Figures {
        all = List.copyOf(all);
    }

    public Optional<Figure> find(Workload workload, Way way, int connections) {
        return all.stream()
                .filter(figure -> figure.workload() == workload)
                .filter(figure -> figure.way() == way)
                .filter(figure -> figure.connections() == connections)
                .findFirst();
    }

    /** The throughput of one way as a part of that of another; empty unless both were measured. */
    public OptionalDouble ratio(Workload workload, Way way, Way reference, int connections) {
        var one = find(workload, way, connections);
        var other = find(workload, reference, connections);
        if (one.isEmpty() || other.isEmpty() || other.get().measurement().succeeded() == 0) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(
                one.get().measurement().perSecond() / other.get().measurement().perSecond());
    }

    public List<Integer> connections() {
        return all.stream().map(Figure::connections).distinct().sorted().toList();
    }

    /** The worst part of failures among the measurements of the market itself. */
    public double worstErrorRate() {
        return all.stream().mapToDouble(f -> f.measurement().errorRate()).max().orElse(0);
    }
}
