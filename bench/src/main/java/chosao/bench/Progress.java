package chosao.bench;

import chosao.bench.load.Measurement;
import java.io.PrintStream;
import java.util.Locale;

/** Says what is being done, a line for each step. */
final class Progress {

    private static final int WIDTH = 70;

    private final PrintStream out;

    Progress(PrintStream out) {
        this.out = out;
    }

    void begin(String step) {
        out.printf(Locale.ROOT, "%-" + WIDTH + "s", step);
        out.flush();
    }

    void end(String outcome) {
        out.println(outcome);
    }

    void end(Measurement measurement) {
        end(
                String.format(
                        Locale.ROOT,
                        "%,9.0f/s  p99 %.1f ms%s",
                        measurement.perSecond(),
                        measurement.latency().p99() / 1e3,
                        measurement.failed() == 0 ? "" : "  errors " + measurement.errors()));
    }
}
