package chosao.journeys;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpHeaders;
import java.util.Optional;

/**
 * What came back.
 *
 * @param request the method and address that were asked, for messages
 */
record Answer(String request, int status, HttpHeaders headers, String body) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Fails, quoting the whole answer, unless it has this status. */
    Answer expect(int expected) {
        if (status != expected) {
            throw new AssertionError(this + " (expected: " + expected + ")");
        }
        return this;
    }

    JsonNode json() {
        try {
            return MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            throw new AssertionError(this + " is no JSON", e);
        }
    }

    /** The text or number at an RFC 6901 pointer; a missing one fails. */
    String text(String pointer) {
        JsonNode value = json().at(pointer);
        if (!value.isValueNode() || value.isNull()) {
            throw new AssertionError(this + " has no " + pointer);
        }
        return value.asText();
    }

    /** The whole number at an RFC 6901 pointer; anything else there fails. */
    long number(String pointer) {
        JsonNode value = json().at(pointer);
        if (!value.isIntegralNumber()) {
            throw new AssertionError(this + " has no whole number at " + pointer);
        }
        return value.longValue();
    }

    /** The kind of problem, such as {@code out-of-stock}; empty where the answer is none. */
    String problem() {
        boolean problem = header("Content-Type").orElse("").startsWith("application/problem+json");
        return problem ? json().path("type").asText().replaceFirst("^/problems/", "") : "";
    }

    Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    @Override
    public String toString() {
        return request + " -> " + status + " " + body;
    }
}
