package chosao.bench.report;

import chosao.bench.load.Latency;
import chosao.bench.load.Measurement;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** A report as programs read it. Every name says its unit. */
public final class JsonReport {

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private JsonReport() {}

    public static void write(Report report, Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            JSON.writeValue(file.toFile(), of(report));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    static ObjectNode of(Report report) {
        var root = JSON.createObjectNode();
        root.put("at", report.at().toString());
        root.set("machine", JSON.valueToTree(report.machine()));
        root.put("products", report.products());
        root.put("windowSeconds", seconds(report.window()));
        var starts = root.putArray("starts");
        report.starts()
                .forEach(start ->
                        starts.addObject()
                                .put("from", start.from())
                                .put("seconds", seconds(start.took())));
        var loads = root.putArray("loads");
        report.figures().all().forEach(figure -> loads.add(load(report.figures(), figure)));
        report.freshSearch()
                .ifPresent(fresh ->
                        root.putObject("changeToSearchable")
                                .put("changes", fresh.changes())
                                .put("missed", fresh.missed())
                                .setAll(latency(fresh.latency())));
        report.rush().ifPresent(rush -> root.set("rush", JSON.valueToTree(rush)));
        var memory = root.putArray("memory");
        report.memory()
                .forEach(part ->
                        memory.addObject()
                                .put("part", part.part())
                                .put("processes", part.processes())
                                .put("residentKiB", part.resident())
                                .put("peakKiB", part.peak()));
        var goals = root.putArray("goals");
        report.goals()
                .forEach(goal ->
                        goals.addObject()
                                .put("title", goal.title())
                                .put("unit", goal.unit())
                                .put(goal.isFloor() ? "atLeast" : "atMost", goal.wanted())
                                .put("reached", goal.reached())
                                .put("met", goal.isMet()));
        return root;
    }

    private static ObjectNode load(Figures figures, Figure figure) {
        Measurement measurement = figure.measurement();
        var node =
                JSON.createObjectNode()
                        .put("workload", name(figure.workload()))
                        .put("way", name(figure.way()))
                        .put("connections", figure.connections())
                        .put("perSecond", measurement.perSecond())
                        .put("succeeded", measurement.succeeded());
        node.setAll(latency(measurement.latency()));
        node.set("errors", JSON.valueToTree(measurement.errors()));
        if (figure.way() == Way.GATEWAY) {
            var ratios = node.putObject("ratios");
            for (var reference : Way.values()) {
                if (reference != Way.GATEWAY) {
                    figures.ratio(figure.workload(), Way.GATEWAY, reference, figure.connections())
                            .ifPresent(ratio -> ratios.put(name(reference), ratio));
                }
            }
            if (figure.connections() == Peer.CONNECTIONS) {
                for (var peer : Peer.values()) {
                    ratios.put(
                            name(peer),
                            measurement.perSecond() / peer.perSecond(figure.workload()));
                }
            }
        }
        return node;
    }

    private static ObjectNode latency(Latency latency) {
        return JSON.createObjectNode()
                .put("p50Micros", latency.p50())
                .put("p99Micros", latency.p99())
                .put("maxMicros", latency.max());
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }
}
