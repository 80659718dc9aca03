package chosao.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What the market promises.
 *
 * @param wanted the bound
 * @param isFloor whether it may not be less than that, else it may not be more
 */
public record Goal(String title, double wanted, double reached, String unit, boolean isFloor) {

    private static final double HALF = 0.5;
    private static final double SLOWEST_READ_MILLIS = 50;
    private static final double STALEST_MILLIS = 1_000;

    public boolean isMet() {
        return isFloor ? reached >= wanted : reached <= wanted;
    }

    /** Every goal of which something was measured. */
    static List<Goal> of(Report report) {
        List<Goal> goals = new ArrayList<>();
        for (var workload : Workload.values()) {
            var figure = report.figures().find(workload, Way.GATEWAY, Peer.CONNECTIONS);
            figure.ifPresent(measured -> {
                goals.add(
                        atLeast(
                                workload.title() + ", " + times(workload) + " × the best peer",
                                times(workload) * Peer.best(workload),
                                measured.measurement().perSecond(),
                                "/s"));
                if (workload.isRead()) {
                    goals.add(
                            atMost(
                                    workload.title() + ", p99",
                                    SLOWEST_READ_MILLIS,
                                    measured.measurement().latency().p99() / 1e3,
                                    "ms"));
                }
            });
            add(
                    goals,
                    workload.title() + ", gateway ÷ service alone",
                    report.figures().ratio(workload, Way.GATEWAY, Way.SERVICE, Peer.CONNECTIONS));
            add(
                    goals,
                    workload.title() + ", service alone ÷ Elasticsearch",
                    report.figures()
                            .ratio(workload, Way.SERVICE, Way.ELASTICSEARCH, Peer.CONNECTIONS));
        }
        report.freshSearch()
                .ifPresent(fresh ->
                        goals.add(
                                atMost(
                                        "from change to searchable, p99",
                                        STALEST_MILLIS,
                                        fresh.missed() > 0
                                                ? Double.POSITIVE_INFINITY
                                                : fresh.latency().p99() / 1e3,
                                        "ms")));
        return goals;
    }

    private static void add(List<Goal> goals, String title, OptionalDouble ratio) {
        ratio.ifPresent(reached -> goals.add(atLeast(title, HALF, reached, "")));
    }

    private static int times(Workload workload) {
        return switch (workload) {
            case DETAIL -> 30;
            case LISTING, SEARCH -> 5;
            case PURCHASE -> 10;
        };
    }

    private static Goal atLeast(String title, double wanted, double reached, String unit) {
        return new Goal(title, wanted, reached, unit, true);
    }

    private static Goal atMost(String title, double wanted, double reached, String unit) {
        return new Goal(title, wanted, reached, unit, false);
    }
}
