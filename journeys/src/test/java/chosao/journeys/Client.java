package chosao.journeys;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * Someone who speaks HTTP and JSON with one server, with the same headers in every request. Where
 * there is a contract with the server, everything that is said is held against it.
 */
final class Client {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();
    private static final Duration ANSWER = Duration.ofSeconds(40);
    private static final Duration INSISTENCE = Duration.ofSeconds(90);

    /** What a repeat of the same request may cure. */
    private static final Set<Integer> PASSING = Set.of(502, 503, 504);

    private final URI server;
    private final Map<String, String> headers;
    private final boolean insistent;
    private final @Nullable Contract contract;

    private Client(
            URI server,
            Map<String, String> headers,
            boolean insistent,
            @Nullable Contract contract) {
        this.server = server;
        this.headers = headers;
        this.insistent = insistent;
        this.contract = contract;
    }

    static Client of(URI server) {
        return new Client(server, Map.of(), false, null);
    }

    /** The same, who from now on holds the server to its word. */
    Client under(Contract agreed) {
        return new Client(server, headers, insistent, agreed);
    }

    /** The same, sending one more header. */
    Client with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Client(server, more, insistent, contract);
    }

    Client bearing(String token) {
        return with("Authorization", "Bearer " + token);
    }

    /**
     * The same, but one who keeps pressing the button: what brings no answer, or one that time
     * alone may change, is sent again as it was.
     */
    Client insistent() {
        return new Client(server, headers, true, contract);
    }

    Answer get(String path) {
        return send("GET", path, null);
    }

    Answer delete(String path) {
        return send("DELETE", path, null);
    }

    Answer post(String path, Object body) {
        return json("POST", path, body);
    }

    Answer put(String path, Object body) {
        return json("PUT", path, body);
    }

    Answer patch(String path, Object body) {
        return json("PATCH", path, body);
    }

    /** Sends a body as it is; {@link #with} says its type. */
    Answer send(String method, String path, byte @Nullable [] body) {
        if (insistent) {
            return Awaitility.await(method + " " + path)
                    .atMost(INSISTENCE)
                    .pollInSameThread()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> tried(method, path, body), Client::isFinal);
        }
        try {
            return attempt(method, path, body);
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        }
    }

    private Answer json(String method, String path, Object body) {
        try {
            return with("Content-Type", "application/json")
                    .send(method, path, MAPPER.writeValueAsBytes(body));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON: " + body, e);
        }
    }

    private static boolean isFinal(Answer answer) {
        return !PASSING.contains(answer.status())
                && !answer.problem().equals("request-in-progress");
    }

    private Answer tried(String method, String path, byte @Nullable [] body) {
        try {
            return attempt(method, path, body);
        } catch (IOException e) {
            HttpHeaders none = HttpHeaders.of(Map.of(), (name, value) -> true);
            return new Answer(method + " " + path, 503, none, e.toString());
        }
    }

    private Answer attempt(String method, String path, byte @Nullable [] body) throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(server + path))
                        .timeout(ANSWER)
                        .method(
                                method,
                                body == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        try {
            HttpResponse<String> response =
                    HTTP.send(request.build(), BodyHandlers.ofString(UTF_8));
            Answer answer =
                    new Answer(
                            method + " " + path,
                            response.statusCode(),
                            response.headers(),
                            response.body());
            if (contract != null) {
                contract.check(new Contract.Sent(method, response.uri(), headers, body), answer);
            }
            return answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking " + server + path, e);
        }
    }
}
