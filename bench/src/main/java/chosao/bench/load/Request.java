package chosao.bench.load;

import static io.gatling.javaapi.core.CoreDsl.ByteArrayBody;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** A flow of one request, each time another one of many. */
public sealed interface Request extends Flow {

    /** A server that is down is not asked as fast as it refuses. */
    Duration AFTER_NO_ANSWER = Duration.ofMillis(100);

    /** Reads one of the addresses. */
    record Get(List<URI> addresses) implements Request {

        public Get {
            addresses = List.copyOf(addresses);
        }

        @Override
        public HttpRequestActionBuilder action() {
            return http("get").get(session -> any(addresses).toString());
        }
    }

    /** Sends one of the bodies. */
    record Post(URI address, String contentType, List<byte[]> bodies) implements Request {

        public Post {
            bodies = List.copyOf(bodies);
        }

        @Override
        public HttpRequestActionBuilder action() {
            return http("post")
                    .post(address.toString())
                    .header("Content-Type", contentType)
                    .body(ByteArrayBody(session -> any(bodies)));
        }
    }

    HttpRequestActionBuilder action();

    @Override
    default ChainBuilder steps(Tally tally) {
        return exec(session -> session.remove("status").set("startedAt", System.nanoTime()))
                .exec(action().check(status().saveAs("status")))
                .exec(session -> {
                    if (!session.contains("status")) {
                        tally.failed("no answer");
                    } else if (session.getInt("status") == 200) {
                        tally.succeeded(session.getLong("startedAt"));
                    } else {
                        tally.failed("status " + session.getInt("status"));
                    }
                    return session.markAsSucceeded();
                })
                .doIf(session -> !session.contains("status"))
                .then(pause(AFTER_NO_ANSWER));
    }

    private static <T> T any(List<T> choices) {
        return choices.get(ThreadLocalRandom.current().nextInt(choices.size()));
    }
}
