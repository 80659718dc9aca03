package chosao.local.demo;

import chosao.local.process.StartFailure;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Somebody who sends requests to one server and shows what comes back. */
final class Visitor implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** As much of an answer as fits on a line or two. */
    private static final int SHOWN = 150;

    private final URI server;
    private final ObjectMapper json;
    private final PrintStream out;
    private final HttpClient http;
    private final Map<String, String> headers;

    Visitor(URI server, ObjectMapper json, PrintStream out) {
        this(server, json, out, HttpClient.newBuilder().connectTimeout(PATIENCE).build(), Map.of());
    }

    private Visitor(
            URI server,
            ObjectMapper json,
            PrintStream out,
            HttpClient http,
            Map<String, String> headers) {
        this.server = server;
        this.json = json;
        this.out = out;
        this.http = http;
        this.headers = headers;
    }

    /** What came back. */
    final class Answer {

        private final String request;
        private final int status;
        private final String text;

        private Answer(String request, int status, String text) {
            this.request = request;
            this.status = status;
            this.text = text;
        }

        int status() {
            return status;
        }

        JsonNode body() {
            try {
                return text.isEmpty() ? MissingNode.getInstance() : json.readTree(text);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(request, unreadable);
            }
        }

        /** Shows it, if it has this status. */
        Answer expect(int wanted) {
            if (status != wanted) {
                throw new StartFailure(
                        "expected " + wanted + " of " + request + ", got " + status + " " + text);
            }
            show();
            return this;
        }

        /** Shows it, if it is this refusal. */
        void expect(int wanted, String problem) {
            if (!body().path("type").asText().endsWith("/" + problem)) {
                throw new StartFailure(
                        "expected " + problem + " of " + request + ", got " + status + " " + text);
            }
            expect(wanted);
        }

        void show() {
            out.println("    " + request + "  →  " + status);
            if (!text.isEmpty()) {
                out.println(
                        "    " + (text.length() > SHOWN ? text.substring(0, SHOWN) + " …" : text));
            }
        }

        @Override
        public String toString() {
            return request + " " + status + " " + text;
        }
    }

    /** The same, who sends one more header; not to be closed. */
    Visitor with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Visitor(server, json, out, http, more);
    }

    Answer get(String path) {
        return send("GET", path, null, null);
    }

    Answer post(String path, @Nullable Map<String, ?> body) {
        return sendJson("POST", path, body);
    }

    Answer put(String path, @Nullable Map<String, ?> body) {
        return sendJson("PUT", path, body);
    }

    Answer postForm(String path, String form) {
        return send("POST", path, form, "application/x-www-form-urlencoded");
    }

    private Answer sendJson(String method, String path, @Nullable Map<String, ?> body) {
        try {
            return body == null
                    ? send(method, path, null, null)
                    : send(method, path, json.writeValueAsString(body), "application/json");
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private Answer send(
            String method, String path, @Nullable String body, @Nullable String contentType) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.resolve(path))
                        .timeout(PATIENCE)
                        .method(
                                method,
                                body == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body));
        headers.forEach(request::header);
        if (contentType != null) {
            request.header("Content-Type", contentType);
        }
        try {
            var response = http.send(request.build(), BodyHandlers.ofString());
            return new Answer(method + " " + path, response.statusCode(), response.body());
        } catch (IOException away) {
            throw new StartFailure(server + " cannot be reached: " + away.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("Interrupted");
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
