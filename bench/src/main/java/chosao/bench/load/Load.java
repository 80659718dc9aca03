package chosao.bench.load;

import io.gatling.app.Gatling$;
import java.time.Duration;

/**
 * A number of clients, each with one connection, that repeat a flow without a pause.
 *
 * @param warmUp how long they do so before anything counts
 */
public record Load(Flow flow, int connections, Duration warmUp, Duration window) {

    private static final String[] ARGUMENTS = {
        "--simulation", LoadSimulation.class.getName(), "--no-reports"
    };

    public Load {
        if (connections < 1) {
            throw new IllegalArgumentException("connections: " + connections + " (expected: > 0)");
        }
    }

    /** Runs it to its end on this machine. */
    public Measurement run() {
        return ScopedValue.where(LoadSimulation.LOAD, new LoadSimulation.Assignment(this))
                .call(Load::generate);
    }

    private static Measurement generate() {
        int status = Gatling$.MODULE$.fromArgs(ARGUMENTS);
        if (status != 0) {
            throw new IllegalStateException("the load generator ended with status " + status);
        }
        return LoadSimulation.LOAD.get().tally().measurement();
    }
}
