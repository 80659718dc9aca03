package chosao.gateway.docs;

import static chosao.kernel.http.DescriptionTree.child;
import static chosao.kernel.http.DescriptionTree.list;

import chosao.kernel.http.DescriptionTree;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One operation of a document, to be read and written in place.
 *
 * @param fields of the Operation Object
 * @param responses its answers, in the order of their statuses
 */
record Operation(String path, Map<String, Object> fields, Map<String, Object> responses) {

    private static final List<String> METHODS = List.of("get", "put", "post", "patch", "delete");
    private static final Map<?, ?> ACCOUNT = Map.of("bearer", List.of());

    /** The operations of a Paths Object. */
    static Stream<Operation> of(Map<String, Object> paths) {
        return paths.entrySet().stream()
                .flatMap(path ->
                        METHODS.stream()
                                .map(method -> DescriptionTree.fields(path.getValue()).get(method))
                                .flatMap(Stream::ofNullable)
                                .map(operation ->
                                        of(path.getKey(), DescriptionTree.fields(operation))));
    }

    private static Operation of(String path, Map<String, Object> fields) {
        var responses = new TreeMap<>(child(fields, "responses"));
        fields.put("responses", responses);
        return new Operation(path, fields, responses);
    }

    boolean takes(String parameter) {
        return parameter(parameter).isPresent();
    }

    /** Whether doing it twice would make two things of what should be one. */
    boolean makesSomething() {
        return responses.containsKey("201");
    }

    boolean hasBody() {
        return fields.containsKey("requestBody");
    }

    /** Whether the body is made of fields that may be wrong each, not taken as it comes. */
    boolean hasFields() {
        var content = child(child(fields, "requestBody"), "content");
        return child(child(content, "application/json"), "schema").containsKey("$ref");
    }

    /** Whether there is anything in the request that could be wrong. */
    boolean isReadFromRequest() {
        return hasBody() || fields.containsKey("parameters");
    }

    /** Whether it looks at access tokens, needed or not: a bad one is refused either way. */
    boolean mindsTokens() {
        return list(fields, "security").contains(ACCOUNT);
    }

    List<?> roles() {
        return list(fields, "x-roles");
    }

    /** The answer of a status, if it is described here. */
    Optional<Map<String, Object>> answer(String status) {
        return Optional.ofNullable(responses.get(status)).map(DescriptionTree::fields);
    }

    /** What the body of a success is. */
    Optional<Object> result() {
        return Stream.of("200", "201")
                .flatMap(status -> answer(status).stream())
                .map(answer -> child(child(answer, "content"), "application/json").get("schema"))
                .flatMap(Stream::ofNullable)
                .findFirst();
    }

    /** Adds to a description that the service may have written or not. */
    static void describe(Map<String, Object> node, String sentence) {
        node.merge("description", sentence, (own, more) -> own + " " + more);
    }

    private Optional<Map<String, Object>> parameter(String name) {
        return list(fields, "parameters").stream()
                .map(DescriptionTree::fields)
                .filter(parameter -> name.equals(parameter.get("name")))
                .findFirst();
    }
}
