package chosao.bench.report;

import chosao.bench.load.Measurement;

/** One measurement, and of what. */
public record Figure(Workload workload, Way way, int connections, Measurement measurement) {}
