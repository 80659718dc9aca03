package chosao.journeys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A description that the market keeps passes; the smallest difference does not. */
class ContractTest {

    private static final String GOODS = "/api/v1/goods?limit=5";
    private static final String TOKEN = "Bearer of a token";

    private static final Contract CONTRACT =
            Contract.of(
                    """
                    openapi: 3.1.0
                    paths:
                      /api/v1/goods:
                        post:
                          security: [{bearer: []}]
                          parameters:
                            - {name: limit, in: query, schema: {type: integer, maximum: 100}}
                            - {name: If-Match, in: header, required: true, schema: {type: string}}
                          requestBody:
                            content: {application/json: {schema: {$ref: '#/components/schemas/New'}}}
                          responses:
                            '201':
                              description: Created
                              headers: {ETag: {$ref: '#/components/headers/ETag'}}
                              content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}
                            '409':
                              description: '`out-of-stock`'
                              content: {application/problem+json: {schema: {type: object}}}
                    components:
                      headers:
                        ETag: {required: true, schema: {type: string, pattern: '^"'}}
                      schemas:
                        New: {type: object, required: [name], properties: {name: {type: string}}}
                        Thing: {type: object, required: [made], properties: {made: {type: string, format: date}}}
                    """);

    /** An exchange as described, to be spoilt in one place. */
    record Talk(String what, String path, Map<String, String> sent, String body, Answer answer) {

        static Talk good() {
            return new Talk(
                    "as described",
                    GOODS,
                    Map.of("Authorization", TOKEN, "If-Match", "\"1\""),
                    "{\"name\": \"Chè dây\"}",
                    ContractTest.answer(
                            201,
                            "application/json",
                            Map.of("ETag", "\"2\""),
                            "{\"made\": \"2026-11-25\"}"));
        }

        Talk asking(String otherPath) {
            return new Talk(otherPath, otherPath, sent, body, answer);
        }

        Talk sending(Map<String, String> otherHeaders) {
            return new Talk("headers " + otherHeaders, path, otherHeaders, body, answer);
        }

        Talk saying(String otherBody) {
            return new Talk("request " + otherBody, path, sent, otherBody, answer);
        }

        Talk answered(Answer other) {
            return new Talk(other.toString(), path, sent, body, other);
        }

        @Override
        public String toString() {
            return what;
        }
    }

    @Test
    void whatIsAsDescribedPasses() {
        assertThatCode(() -> check(Talk.good())).doesNotThrowAnyException();
    }

    @Test
    void aRefusedRequestMayBeWrong() {
        var refused = problem(409, "out-of-stock");

        assertThatCode(() -> check(Talk.good().saying("{}").answered(refused)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource
    void aDifferenceIsFound(Talk talk) {
        assertThatThrownBy(() -> check(talk)).isInstanceOf(AssertionError.class);
    }

    static Stream<Talk> aDifferenceIsFound() {
        var good = Talk.good();
        var tag = Map.of("ETag", "\"2\"");
        var made = "{\"made\": \"2026-11-25\"}";
        return Stream.of(
                good.asking("/api/v1/bads"),
                good.asking("/api/v1/goods?limit=101"),
                good.asking("/api/v1/goods?colour=red"),
                good.sending(Map.of("Authorization", TOKEN)),
                good.sending(Map.of("If-Match", "\"1\"")),
                good.saying("{}"),
                good.saying("{\"name\": \"Chè dây\", \"colour\": \"red\"}"),
                good.answered(answer(200, "application/json", tag, made)),
                good.answered(answer(201, "text/plain", tag, made)),
                good.answered(answer(201, "application/json", Map.of(), made)),
                good.answered(answer(201, "application/json", Map.of("ETag", "2"), made)),
                good.answered(
                        answer(
                                201,
                                "application/json",
                                Map.of("ETag", "\"2\"", "Location", "/"),
                                made)),
                good.answered(answer(201, "application/json", tag, "{}")),
                good.answered(answer(201, "application/json", tag, "{\"made\": \"today\"}")),
                good.answered(
                        answer(
                                201,
                                "application/json",
                                tag,
                                "{\"made\": \"2026-11-25\", \"by\": \"An\"}")),
                good.answered(problem(409, "cart-empty")),
                good.answered(problem(404, "not-found")));
    }

    private static void check(Talk talk) {
        CONTRACT.check(
                new Contract.Sent(
                        "POST",
                        URI.create("http://localhost" + talk.path()),
                        talk.sent(),
                        talk.body().getBytes(UTF_8)),
                talk.answer());
    }

    private static Answer problem(int status, String kind) {
        return answer(
                status,
                "application/problem+json",
                Map.of(),
                "{\"type\": \"/problems/" + kind + "\"}");
    }

    private static Answer answer(
            int status, String type, Map<String, String> headers, String body) {
        Map<String, List<String>> all = new TreeMap<>();
        headers.forEach((name, value) -> all.put(name, List.of(value)));
        all.put("Content-Type", List.of(type));
        return new Answer(
                "POST " + GOODS, status, HttpHeaders.of(all, (name, value) -> true), body);
    }
}
