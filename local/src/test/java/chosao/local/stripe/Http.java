package chosao.local.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Calls the sandbox without stripe-java, as curl or a browser would. */
final class Http {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Http() {}

    record Answer(HttpResponse<String> response) {

        int status() {
            return response.statusCode();
        }

        String body() {
            return response.body();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        JsonNode json() throws IOException {
            return MAPPER.readTree(response.body());
        }

        JsonNode error() throws IOException {
            return json().path("error");
        }
    }

    static Answer get(String url, String accept) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url)).header("Accept", accept).build());
    }

    /** Posts a form; {@code key} may be empty. */
    static Answer post(StripeSandbox sandbox, String path, String key, String form)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form));
        if (!key.isEmpty()) {
            request.header("Authorization", "Bearer " + key);
        }
        return send(request.build());
    }

    static Answer postJson(StripeSandbox sandbox, String path, String json)
            throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + path))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json))
                        .build());
    }

    private static Answer send(HttpRequest request) throws IOException, InterruptedException {
        return new Answer(CLIENT.send(request, BodyHandlers.ofString()));
    }
}
