package chosao.bench;

import chosao.bench.goods.Goods;
import chosao.bench.load.Flow;
import chosao.bench.load.Load;
import chosao.bench.load.Measurement;
import chosao.bench.load.Purchase;
import chosao.bench.load.Request;
import chosao.bench.market.Api;
import chosao.bench.market.Machine;
import chosao.bench.market.Market;
import chosao.bench.proof.FreshSearch;
import chosao.bench.proof.Rush;
import chosao.bench.reference.Commits;
import chosao.bench.reference.SearchRequests;
import chosao.bench.report.Figure;
import chosao.bench.report.Figures;
import chosao.bench.report.Report;
import chosao.bench.report.Way;
import chosao.bench.report.Workload;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** All measurements of one market, one after the other, so that none disturbs another. */
final class Run {

    /** Connections are opened and caches of the load before give way. */
    private static final Duration RUN_IN = Duration.ofSeconds(1);

    private static final int WARM_UP_CONNECTIONS = 16;

    /** Long enough that what the JVMs compile meanwhile shows in the throughput. */
    private static final Duration ROUND = Duration.ofSeconds(20);

    /** What is so many times as fast as the best round before is still getting warm. */
    private static final double STILL_WARMING = 1.05;

    private final Market market;
    private final Goods goods;
    private final Plan plan;
    private final Progress progress;
    private final Map<Workload, Map<Way, Flow>> flows;
    private final Commits commits;

    Run(Market market, Goods goods, Plan plan, Progress progress) {
        this.market = market;
        this.goods = goods;
        this.plan = plan;
        this.progress = progress;
        this.commits = new Commits(market::connectToPostgres);
        var requests = new SearchRequests(market);
        this.flows =
                Map.of(
                        Workload.DETAIL,
                        Map.of(
                                Way.GATEWAY, get(market.gateway(), goods.details()),
                                Way.SERVICE, get(market.catalog(), goods.details())),
                        Workload.LISTING,
                        Map.of(
                                Way.GATEWAY, get(market.gateway(), goods.listings()),
                                Way.SERVICE, get(market.search(), goods.listings()),
                                Way.ELASTICSEARCH, requests.straight(goods.listings())),
                        Workload.SEARCH,
                        Map.of(
                                Way.GATEWAY, get(market.gateway(), goods.searches()),
                                Way.SERVICE, get(market.search(), goods.searches()),
                                Way.ELASTICSEARCH, requests.straight(goods.searches())),
                        Workload.PURCHASE,
                        Map.of(
                                Way.GATEWAY, new Purchase(market.gateway(), goods.skus()),
                                Way.SERVICE, new Purchase(market.orders(), goods.skus())));
    }

    private static Flow get(URI base, List<String> paths) {
        return new Request.Get(paths.stream().map(base::resolve).toList());
    }

    Report report(List<Report.Start> starts) {
        warmUp();
        var figures = loads();
        var fresh = freshSearch();
        var rush = rush();
        return new Report(
                Instant.now(),
                Machine.here(),
                goods.number(),
                plan.window(),
                starts,
                figures,
                Optional.of(fresh),
                Optional.of(rush),
                market.memory());
    }

    private void warmUp() {
        for (var workload : plan.workloads()) {
            progress.begin("warm-up: " + workload.title());
            progress.end(warmUp(workload));
        }
    }

    /**
     * Goes on until it has not become faster twice in a row: once may be the noise of the machine,
     * or a round in which the JVMs compiled more than they answered.
     */
    private Measurement warmUp(Workload workload) {
        var last = warmUpRound(workload);
        requireAnswers(last);
        double best = last.perSecond();
        int noFaster = 0;
        for (var spent = ROUND.multipliedBy(2);
                noFaster < 2 && spent.compareTo(plan.warmUp()) <= 0;
                spent = spent.plus(ROUND)) {
            last = warmUpRound(workload);
            if (last.perSecond() < best * STILL_WARMING) {
                noFaster++;
            } else {
                noFaster = 0;
            }
            best = Math.max(best, last.perSecond());
        }
        return last;
    }

    private Measurement warmUpRound(Workload workload) {
        var round = ROUND.compareTo(plan.warmUp()) < 0 ? ROUND : plan.warmUp();
        return new Load(flow(workload, Way.GATEWAY), WARM_UP_CONNECTIONS, Duration.ZERO, round)
                .run();
    }

    /** Better no figures than figures of refusals. */
    private static void requireAnswers(Measurement measurement) {
        if (measurement.errors().keySet().stream().anyMatch(why -> why.contains("429"))) {
            throw new IllegalStateException(
                    """
                    This market limits how much one client may ask. Start it without limits:
                      ./market stop
                      RATE_LIMIT_READS=0 RATE_LIMIT_WRITES=0 RATE_LIMIT_CARTS=0 RATE_LIMIT_ORDERS=0 \\
                      ./market start --detach\
                    """);
        }
        if (measurement.succeeded() == 0) {
            throw new IllegalStateException("nothing succeeded: " + measurement.errors());
        }
    }

    private Figures loads() {
        List<Figure> figures = new ArrayList<>();
        for (var workload : plan.workloads()) {
            for (int connections : plan.connections()) {
                for (var way : Way.values()) {
                    measure(workload, way, connections).ifPresent(figures::add);
                }
            }
        }
        return new Figures(figures);
    }

    private Optional<Figure> measure(Workload workload, Way way, int connections) {
        if (way == Way.POSTGRESQL ? workload.isRead() : !flows(workload).containsKey(way)) {
            return Optional.empty();
        }
        progress.begin(workload.title() + ", " + way.title() + ", " + connections + " connections");
        var measurement =
                way == Way.POSTGRESQL
                        ? commits.run(connections, RUN_IN, plan.window())
                        : new Load(flow(workload, way), connections, RUN_IN, plan.window()).run();
        progress.end(measurement);
        return Optional.of(new Figure(workload, way, connections, measurement));
    }

    private FreshSearch.Result freshSearch() {
        progress.begin("from change to searchable, " + plan.changes() + " changes");
        var result =
                new FreshSearch(goods.producer(), new Api(market.gateway()))
                        .run(goods.own(), plan.changes());
        progress.end(result.missed() + " missed");
        return result;
    }

    private Rush.Result rush() {
        progress.begin(plan.buyers() + " buyers after " + plan.pieces() + " pieces");
        var result =
                new Rush(new Api(market.gateway()))
                        .run(goods.rare(plan.pieces()), plan.pieces(), plan.buyers());
        progress.end(result.sold() + " sold");
        return result;
    }

    private Map<Way, Flow> flows(Workload workload) {
        return Objects.requireNonNull(flows.get(workload));
    }

    private Flow flow(Workload workload, Way way) {
        return Objects.requireNonNull(flows(workload).get(way));
    }
}
