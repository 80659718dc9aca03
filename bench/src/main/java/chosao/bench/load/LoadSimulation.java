package chosao.bench.load;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;

import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A load in the words of Gatling. Gatling makes this object itself, from the name of its class, on
 * the thread that started it: so the load comes in a scoped value.
 */
public final class LoadSimulation extends Simulation {

    static final ScopedValue<Assignment> LOAD = ScopedValue.newInstance();

    /** A load and, once it has begun, its tally. */
    static final class Assignment {

        private final Load load;
        private @Nullable Tally tally;

        Assignment(Load load) {
            this.load = load;
        }

        /** The clock starts when Gatling is ready, not when it begins to get ready. */
        Tally begin() {
            tally = new Tally(System.nanoTime() + load.warmUp().toNanos(), load.window());
            return tally;
        }

        Tally tally() {
            return Objects.requireNonNull(tally, "not begun");
        }
    }

    public LoadSimulation() {
        var assignment = LOAD.get();
        var load = assignment.load;
        var tally = assignment.begin();
        var clients =
                scenario("clients")
                        .asLongAs(session -> !tally.isOver())
                        .on(load.flow().steps(tally));
        setUp(clients.injectOpen(atOnceUsers(load.connections()))).protocols(plain());
    }

    /** Nothing that a browser would add: no cache, no redirects, no other encoding of the URL. */
    private static HttpProtocolBuilder plain() {
        return http.disableWarmUp()
                .disableCaching()
                .disableFollowRedirect()
                .disableUrlEncoding()
                .acceptHeader("application/json")
                .userAgentHeader("chosao-bench");
    }
}
