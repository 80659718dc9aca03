package chosao.journeys;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The published description of the API, held against what really goes to and fro.
 *
 * <p>Of an answer it demands that its status, its headers, its kind of problem and every field are
 * described; of a request that was accepted, that the description allows it. A request that the
 * market refused may be as wrong as it likes.
 */
final class Contract {

    private static final String API = "/api/v1/";
    private static final String DESCRIPTION = API + "openapi.yaml";
    private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");

    /** What may come of any request at all; clients need no word of it at each operation. */
    private static final Set<Integer> EVERYWHERE = Set.of(405, 406, 408, 413, 414, 415, 431);

    /** Headers that clients act upon. */
    private static final Set<String> HEADERS =
            Set.of(
                    "ETag",
                    "Location",
                    "Retry-After",
                    "RateLimit",
                    "RateLimit-Policy",
                    "Idempotent-Replayed");

    private static final Pattern QUOTED = Pattern.compile("`([a-z]+(?:-[a-z]+)*)`");

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonSchemaFactory SCHEMAS =
            JsonSchemaFactory.getInstance(VersionFlag.V202012);

    private final JsonNode document;
    private final List<Operation> operations;
    private final Map<JsonNode, JsonSchema> compiled = new ConcurrentHashMap<>();

    /** One operation of the description. */
    record Operation(String method, String path, JsonNode description) {

        String id() {
            return description.path("operationId").asText();
        }

        private boolean serves(String askedMethod, String askedPath) {
            return method.equalsIgnoreCase(askedMethod)
                    && askedPath.matches(
                            "\\Q" + path.replaceAll("\\{[^}]+}", "\\\\E[^/]+\\\\Q") + "\\E");
        }

        private long variables() {
            return path.chars().filter(character -> character == '{').count();
        }
    }

    /** What a client sent. */
    @SuppressWarnings("ArrayRecordComponent") // never compared; it is read as it is
    record Sent(String method, URI address, Map<String, String> headers, byte @Nullable [] body) {

        private Optional<String> header(String name) {
            return headers.entrySet().stream()
                    .filter(each -> each.getKey().equalsIgnoreCase(name))
                    .map(Map.Entry::getValue)
                    .findFirst();
        }
    }

    private Contract(JsonNode document) {
        this.document = document;
        document.path("components").path("schemas").forEach(Contract::close);
        this.operations = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(path ->
                        path.getValue().properties().stream()
                                .filter(each -> METHODS.contains(each.getKey()))
                                .forEach(each ->
                                        operations.add(
                                                new Operation(
                                                        each.getKey().toUpperCase(Locale.ROOT),
                                                        path.getKey(),
                                                        each.getValue()))));
        operations.sort(Comparator.comparingLong(Operation::variables));
    }

    /** Reads the description as it is published. */
    static Contract of(String yaml) {
        try {
            return new Contract(new YAMLMapper().readTree(yaml));
        } catch (JsonProcessingException e) {
            throw new AssertionError("the description is no YAML", e);
        }
    }

    JsonNode document() {
        return document;
    }

    List<Operation> operations() {
        return List.copyOf(operations);
    }

    /** Fails where the exchange and the description differ. */
    void check(Sent sent, Answer answer) {
        var path = sent.address().getRawPath();
        if (!path.startsWith(API) || path.equals(DESCRIPTION)) {
            return;
        }
        var operation =
                operations.stream().filter(each -> each.serves(sent.method(), path)).findFirst();
        if (operation.isPresent()) {
            checkAnswer(operation.get(), answer);
            if (answer.status() < 400) {
                checkRequest(operation.get(), sent, answer);
            }
        } else if (answer.status() < 400) {
            throw differs(answer, "is not described at all");
        }
    }

    /** The API may grow, so its schemas leave room; here, what they leave out is a difference. */
    private static void close(JsonNode schema) {
        if (schema.has("properties") && !schema.has("additionalProperties")) {
            ((ObjectNode) schema).put("additionalProperties", false);
        }
    }

    private void checkAnswer(Operation operation, Answer answer) {
        var named = operation.description().path("responses").path(String.valueOf(answer.status()));
        boolean general = EVERYWHERE.contains(answer.status()) || answer.status() >= 500;
        if (named.isMissingNode() && !general) {
            throw differs(answer, "has a status that is not described");
        }
        var described =
                resolved(
                        named.isMissingNode()
                                ? operation.description().path("responses").path("default")
                                : named);
        checkHeaders(described, answer);
        checkKind(described, answer);
        var content = described.path("content");
        if (content.isMissingNode()) {
            if (!answer.body().isEmpty()) {
                throw differs(answer, "has a body, and none is described");
            }
            return;
        }
        var type = answer.header("Content-Type").orElse("none").replaceAll(";.*", "");
        if (!content.has(type)) {
            throw differs(answer, "is of type " + type + ", described are " + content);
        }
        var schema = content.path(type).path("schema");
        validate(schema, answer.json(), answer, "answer");
    }

    private void checkHeaders(JsonNode described, Answer answer) {
        for (var header : HEADERS) {
            var description = resolved(described.path("headers").path(header));
            var sent = answer.header(header);
            if (sent.isPresent() && description.isMissingNode()) {
                throw differs(answer, "has the header " + header + ", which is not described");
            }
            if (sent.isEmpty() && description.path("required").asBoolean()) {
                throw differs(answer, "lacks the header " + header);
            }
            if (sent.isPresent()) {
                validate(
                        description.path("schema"),
                        typed(sent.get(), description.path("schema")),
                        answer,
                        header);
            }
        }
    }

    /** Where the description tells kinds of problems apart, the answer's must be among them. */
    private static void checkKind(JsonNode described, Answer answer) {
        var kinds =
                QUOTED.matcher(described.path("description").asText())
                        .results()
                        .map(each -> each.group(1))
                        .toList();
        if (!answer.problem().isEmpty() && !kinds.isEmpty() && !kinds.contains(answer.problem())) {
            throw differs(answer, "is a problem of a kind that is not described");
        }
    }

    private void checkRequest(Operation operation, Sent sent, Answer answer) {
        var description = operation.description();
        if (description.path("security").toString().equals("[{\"bearer\":[]}]")
                && sent.header("Authorization").isEmpty()) {
            throw differs(answer, "was given to somebody who has not signed in");
        }
        var query = queryOf(sent.address());
        for (var reference : description.path("parameters")) {
            var parameter = resolved(reference);
            var name = parameter.path("name").asText();
            var value =
                    switch (parameter.path("in").asText()) {
                        case "query" -> Optional.ofNullable(query.remove(name));
                        case "header" -> sent.header(name);
                        default -> Optional.<String>empty();
                    };
            if (value.isEmpty()
                    && parameter.path("required").asBoolean()
                    && !parameter.path("in").asText().equals("path")) {
                throw differs(answer, "was given without the parameter " + name);
            }
            value.filter(text -> !text.isBlank())
                    .ifPresent(text ->
                            validate(
                                    parameter.path("schema"),
                                    typed(text, parameter.path("schema")),
                                    answer,
                                    name));
        }
        if (!query.isEmpty()) {
            throw differs(answer, "was asked with parameters that are not described: " + query);
        }
        var body = description.path("requestBody").path("content").path("application/json");
        if (!body.isMissingNode() && sent.body() != null) {
            validate(body.path("schema"), json(sent.body()), answer, "request");
        }
    }

    private void validate(JsonNode schema, JsonNode value, Answer answer, String what) {
        var faults =
                compiled.computeIfAbsent(schema, this::compile)
                        .validate(
                                value,
                                context ->
                                        context.getExecutionConfig()
                                                .setFormatAssertionsEnabled(true));
        if (!faults.isEmpty()) {
            throw differs(answer, "differs in " + what + ": " + faults);
        }
    }

    private JsonSchema compile(JsonNode schema) {
        ObjectNode root = MAPPER.createObjectNode();
        root.putArray("allOf").add(schema);
        root.set("components", document.path("components"));
        return SCHEMAS.getSchema(root);
    }

    /** What a node refers to, if it is a reference; else the node. */
    JsonNode resolved(JsonNode node) {
        var reference = node.path("$ref");
        return reference.isMissingNode() ? node : document.at(reference.asText().substring(1));
    }

    private static JsonNode typed(String text, JsonNode schema) {
        return switch (schema.path("type").asText()) {
            case "integer" -> LongNode.valueOf(Long.parseLong(text));
            case "boolean" -> BooleanNode.valueOf(Boolean.parseBoolean(text));
            default -> TextNode.valueOf(text);
        };
    }

    private static JsonNode json(byte[] body) {
        try {
            return MAPPER.readTree(body);
        } catch (IOException e) {
            throw new AssertionError("no JSON was accepted: " + new String(body, UTF_8), e);
        }
    }

    private static Map<String, String> queryOf(URI address) {
        Map<String, String> query = new HashMap<>();
        if (address.getRawQuery() != null) {
            for (var pair : address.getRawQuery().split("&", -1)) {
                var parts = pair.split("=", 2);
                query.put(parts[0], parts.length == 1 ? "" : URLDecoder.decode(parts[1], UTF_8));
            }
        }
        return query;
    }

    private static AssertionError differs(Answer answer, String how) {
        return new AssertionError(answer + " " + how);
    }
}
