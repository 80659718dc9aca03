package chosao.bench.report;

import chosao.bench.market.Memory;
import com.google.errorprone.annotations.FormatMethod;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** A report as people read it in a terminal. */
public final class TextReport {

    private final Report report;

    private TextReport(Report report) {
        this.report = report;
    }

    public static String of(Report report) {
        return new TextReport(report).text();
    }

    private String text() {
        var text = new StringBuilder();
        text.append(machine()).append('\n').append(load());
        text.append(errors());
        text.append('\n').append(references());
        text.append('\n').append(peers());
        text.append('\n').append(promises());
        text.append('\n').append(resources());
        text.append('\n').append(goals());
        return text.toString();
    }

    private String machine() {
        var machine = report.machine();
        return format(
                """
                %d cores (%s), %,d MiB, %s, Java %s
                %,d products listed; each load counted for %d s after a warm-up; the load generator \
                runs on the same cores
                """,
                machine.cores(),
                machine.processor(),
                machine.memoryMiB(),
                machine.system(),
                machine.java(),
                report.products(),
                report.window().toSeconds());
    }

    private String load() {
        var table = new TextTable("", "conn.", "per s", "p50 ms", "p99 ms", "max ms", "errors");
        for (var figure : report.figures().all()) {
            var measurement = figure.measurement();
            table.row(
                    figure.workload().title() + ", " + figure.way().title(),
                    Integer.toString(figure.connections()),
                    format("%,.0f", measurement.perSecond()),
                    millis(measurement.latency().p50()),
                    millis(measurement.latency().p99()),
                    millis(measurement.latency().max()),
                    Long.toString(measurement.failed()));
        }
        return table.toString();
    }

    private String errors() {
        var text = new StringBuilder();
        for (var figure : report.figures().all()) {
            for (Map.Entry<String, Long> error : figure.measurement().errors().entrySet()) {
                text.append(
                        format(
                                "%s, %s, %d connections: %,d × %s%n",
                                figure.workload().title(),
                                figure.way().title(),
                                figure.connections(),
                                error.getValue(),
                                error.getKey()));
            }
        }
        return text.toString();
    }

    private String references() {
        var table =
                new TextTable(
                        "throughput beside its reference",
                        "conn.",
                        "gateway ÷ service",
                        "service ÷ Elasticsearch",
                        "purchases ÷ commits");
        for (var workload : Workload.values()) {
            for (int connections : report.figures().connections()) {
                table.row(
                        workload.title(),
                        Integer.toString(connections),
                        ratio(workload, Way.GATEWAY, Way.SERVICE, connections),
                        ratio(workload, Way.SERVICE, Way.ELASTICSEARCH, connections),
                        ratio(workload, Way.GATEWAY, Way.POSTGRESQL, connections));
            }
        }
        return table.toString();
    }

    private String ratio(Workload workload, Way way, Way reference, int connections) {
        OptionalDouble ratio = report.figures().ratio(workload, way, reference, connections);
        return ratio.isEmpty() ? "" : format("%.3f", ratio.getAsDouble());
    }

    private String peers() {
        var table =
                new TextTable(
                        "at 16 connections, per s",
                        "here",
                        Peer.VENDURE.title(),
                        "times",
                        Peer.MEDUSA.title(),
                        "times");
        for (var workload : Workload.values()) {
            var figure = report.figures().find(workload, Way.GATEWAY, Peer.CONNECTIONS);
            if (figure.isEmpty()) {
                continue;
            }
            double here = figure.get().measurement().perSecond();
            table.row(
                    workload.title(),
                    format("%,.0f", here),
                    plain(Peer.VENDURE.perSecond(workload)),
                    format("%.1f", here / Peer.VENDURE.perSecond(workload)),
                    plain(Peer.MEDUSA.perSecond(workload)),
                    format("%.1f", here / Peer.MEDUSA.perSecond(workload)));
        }
        return table + "(the peers were measured in another run, on 2 cores with 2,000 products)\n";
    }

    private String promises() {
        var text = new StringBuilder();
        report.freshSearch()
                .ifPresent(fresh ->
                        text.append(
                                format(
                                        "from change to searchable: p50 %s ms, p99 %s ms,"
                                                + " max %s ms (%d changes, %d missed)%n",
                                        millis(fresh.latency().p50()),
                                        millis(fresh.latency().p99()),
                                        millis(fresh.latency().max()),
                                        fresh.changes(),
                                        fresh.missed())));
        report.rush()
                .ifPresent(rush ->
                        text.append(
                                format(
                                        "%d buyers after %d pieces: %d sold, %d refused,"
                                                + " %d other answers%n",
                                        rush.buyers(),
                                        rush.pieces(),
                                        rush.sold(),
                                        rush.refused(),
                                        rush.other())));
        return text.toString();
    }

    private String resources() {
        var text = new StringBuilder();
        for (var start : report.starts()) {
            text.append(format("started from %s in %s s%n", start.from(), seconds(start.took())));
        }
        if (report.memory().isEmpty()) {
            return text.toString();
        }
        var table = new TextTable("memory", "processes", "resident MiB", "peak MiB");
        for (var memory : report.memory()) {
            table.row(
                    memory.part(),
                    Integer.toString(memory.processes()),
                    mebibytes(memory.resident()),
                    mebibytes(memory.peak()));
        }
        table.row("all", "", mebibytes(Memory.total(report.memory())), "");
        return text.append(table).toString();
    }

    private String goals() {
        var table = new TextTable("goals at 16 connections", "wanted", "reached", "");
        for (var goal : report.goals()) {
            table.row(
                    goal.title(),
                    (goal.isFloor() ? "≥ " : "≤ ") + number(goal.wanted()) + goal.unit(),
                    number(goal.reached()) + goal.unit(),
                    goal.isMet() ? "met" : "MISSED");
        }
        return table.toString();
    }

    private static String number(double value) {
        return value < 10 ? format("%.2f", value) : format("%,.0f", value);
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? format("%.0f", value) : format("%.1f", value);
    }

    private static String millis(long micros) {
        return format("%.1f", micros / 1e3);
    }

    private static String mebibytes(long kibibytes) {
        return format("%,d", kibibytes / 1024);
    }

    private static String seconds(Duration duration) {
        return format("%.1f", duration.toMillis() / 1e3);
    }

    @FormatMethod
    private static String format(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
