package chosao.bench;

import chosao.bench.goods.Goods;
import chosao.bench.market.Api;
import chosao.bench.market.Market;
import chosao.bench.market.OwnMarket;
import chosao.bench.report.JsonReport;
import chosao.bench.report.Report;
import chosao.bench.report.TextReport;
import chosao.bench.report.Workload;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code ./market bench}. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Measures the market beside what it is built on. Starts a market for this alone,"
                        + " with data and ports of its own, and throws it away at the end.")
public final class Benchmark implements Callable<Integer> {

    private static final int UNSOUND = 1;
    private static final int CHANGES = 120;
    private static final int PIECES = 50;
    private static final int BUYERS = 200;

    private final PrintStream out;
    private final Progress progress;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "5",
            description = "How long each load is measured (${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "240",
            description =
                    "How many seconds at the most each kind of load runs, until it gets no faster,"
                            + " before anything is measured (${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(
            names = "--connections",
            paramLabel = "N",
            split = ",",
            defaultValue = "1,16,64",
            description = "How many clients at a time (${DEFAULT-VALUE}).")
    private List<Integer> connections = List.of();

    @Option(
            names = "--only",
            paramLabel = "LOAD",
            split = ",",
            defaultValue = "detail,listing,search,purchase",
            description = "Which kinds of load (${DEFAULT-VALUE}).")
    private List<Workload> workloads = List.of();

    @Option(
            names = "--products",
            paramLabel = "N",
            defaultValue = "2000",
            description = "How many products to add to the sample (${DEFAULT-VALUE}).")
    private int products;

    @Option(
            names = "--running",
            paramLabel = "HOME",
            description =
                    "Measure the market that runs already with this home, such as .market. The"
                            + " benchmark's products and orders stay in it.")
    private @Nullable Path running;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            defaultValue = "bench/target/bench.json",
            description = "Where to write the figures (${DEFAULT-VALUE}).")
    private Path json = Path.of("bench.json");

    private Benchmark(PrintStream out) {
        this.out = out;
        this.progress = new Progress(out);
    }

    public static void main(String[] arguments) {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        // Gatling greets every load on standard output, which is for the report.
        System.setOut(
                new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
        System.exit(
                new CommandLine(new Benchmark(out))
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .setExecutionExceptionHandler((failure, command, parsed) -> {
                            out.println();
                            command.getErr().println(failure.getMessage());
                            return UNSOUND;
                        })
                        .execute(arguments));
    }

    @Override
    public Integer call() {
        var report = running == null ? measureOwn() : measure(Market.at(running), List.of());
        out.println();
        out.print(TextReport.of(report));
        JsonReport.write(report, json);
        out.println();
        out.println("figures: " + json);
        return report.isSound() ? 0 : UNSOUND;
    }

    private Report measure(Market market, List<Report.Start> starts) {
        return new Run(market, goods(market), plan(), progress).report(starts);
    }

    /** The first start finds nothing; the second one a market with goods, like any later one. */
    private Report measureOwn() {
        try (var own = prepare()) {
            var first = start(own, "nothing");
            goods(Market.at(own.home()));
            own.stop();
            var second = start(own, "kept data");
            return measure(Market.at(own.home()), List.of(first, second));
        }
    }

    /** What has to be built is built before the clock of the first start runs. */
    private OwnMarket prepare() {
        progress.begin("build");
        var own = OwnMarket.prepare(script());
        progress.end("done");
        return own;
    }

    private Report.Start start(OwnMarket own, String from) {
        progress.begin("start from " + from);
        var start = new Report.Start(from, own.start());
        progress.end(start.took().toMillis() / 1_000 + " s");
        return start;
    }

    private Goods goods(Market market) {
        progress.begin("goods to measure with");
        var goods = Goods.prepare(new Api(market.gateway()), products);
        progress.end(goods.number() + " listed");
        return goods;
    }

    private Plan plan() {
        return new Plan(
                Duration.ofSeconds(seconds),
                Duration.ofSeconds(warmUp),
                workloads,
                connections,
                CHANGES,
                PIECES,
                BUYERS);
    }

    /** The script that called us says where it lies. */
    private static Path script() {
        return Path.of(System.getenv().getOrDefault("MARKET_COMMAND", "market")).toAbsolutePath();
    }
}
