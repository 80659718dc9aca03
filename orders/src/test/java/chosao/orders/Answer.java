package chosao.orders;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;

/** What came back over HTTP. */
record Answer(HttpResponse<String> response) {

    private static final ObjectMapper JSON = new ObjectMapper();

    int status() {
        return response.statusCode();
    }

    String text() {
        return response.body();
    }

    JsonNode json() {
        try {
            return JSON.readTree(response.body());
        } catch (JsonProcessingException unreadable) {
            throw new AssertionError(status() + " " + text(), unreadable);
        }
    }

    /** A text at a JSON pointer; empty where there is none. */
    String at(String pointer) {
        return json().at(pointer).asText();
    }

    String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    /** The last part of the problem's type. */
    String problem() {
        return at("/type").replace("/problems/", "");
    }

    Answer expecting(int status) {
        if (status() != status) {
            throw new AssertionError(
                    "%s %s: %d (expected: %d)%n%s"
                            .formatted(
                                    response.request().method(),
                                    response.uri(),
                                    status(),
                                    status,
                                    text()));
        }
        return this;
    }
}
