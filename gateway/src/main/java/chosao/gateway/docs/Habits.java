package chosao.gateway.docs;

import static chosao.gateway.docs.Operation.describe;
import static chosao.kernel.http.DescriptionTree.child;
import static chosao.kernel.http.DescriptionTree.fields;
import static chosao.kernel.http.DescriptionTree.list;

import chosao.kernel.http.DescriptionTree;
import io.micronaut.http.HttpStatus;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes into each operation what follows from what it says of itself: the problems it may answer
 * with, the headers that come along, the roles it is for. So nobody has to repeat it at each route,
 * or can forget to.
 */
final class Habits {

    private static final String KEY = "Idempotency-Key";
    private static final String IF_MATCH = "If-Match";

    /** What the compiler writes where nothing describes the answer. */
    private static final String UNDESCRIBED = "\\S+ \\d{3} response";

    private final Map<String, Object> paths;
    private final Map<String, Object> parameters;
    private final Map<String, Object> refusals;

    /**
     * @param components those that all operations share
     */
    Habits(Map<String, Object> paths, Map<String, Object> components) {
        this.paths = paths;
        this.parameters = child(components, "parameters");
        this.refusals = child(components, "responses");
    }

    /** Completes all operations. */
    void write() {
        var versioned = versioned();
        Operation.of(paths)
                .forEach(operation -> {
                    completeAnswers(operation);
                    nameHeaders(operation, versioned);
                    nameRefusals(operation);
                    nameRoles(operation);
                    shareParameters(operation);
                });
    }

    private void completeAnswers(Operation operation) {
        operation
                .responses()
                .forEach((status, response) -> {
                    var answer = fields(response);
                    if (status.startsWith("4")) {
                        answer.put("content", refusal("Problem").get("content"));
                    } else if (String.valueOf(answer.get("description")).matches(UNDESCRIBED)) {
                        answer.put(
                                "description",
                                HttpStatus.valueOf(Integer.parseInt(status)).getReason());
                    }
                });
    }

    private void nameHeaders(Operation operation, Set<Object> versioned) {
        if (operation.takes("If-None-Match")) {
            operation
                    .responses()
                    .put("304", new LinkedHashMap<>(Map.of("description", "Not Modified")));
            nameHeader(operation, "304", "ETag");
        }
        if (operation.result().filter(versioned::contains).isPresent()) {
            nameHeader(operation, "200", "ETag");
            nameHeader(operation, "201", "ETag");
        }
        if (isReadBelow(operation.path())) {
            nameHeader(operation, "201", "Location");
        }
        if (operation.takes(KEY)) {
            nameHeader(operation, "200", "Idempotent-Replayed");
            nameHeader(operation, "201", "Idempotent-Replayed");
        }
    }

    private static void nameHeader(Operation operation, String status, String name) {
        operation
                .answer(status)
                .ifPresent(answer -> {
                    var headers = child(answer, "headers");
                    headers.put(name, reference("headers", name));
                    answer.put("headers", headers);
                });
    }

    /** What can be changed with If-Match tells its version wherever it is answered. */
    private Set<Object> versioned() {
        return Operation.of(paths)
                .filter(operation -> operation.takes(IF_MATCH))
                .flatMap(operation -> operation.result().stream())
                .collect(Collectors.toSet());
    }

    /** Whether what a POST to the path makes has an address: one that can be read. */
    private boolean isReadBelow(String path) {
        return paths.entrySet().stream()
                .anyMatch(each ->
                        each.getKey().matches("\\Q" + path + "\\E/[^/]+")
                                && fields(each.getValue()).containsKey("get"));
    }

    private void nameRefusals(Operation operation) {
        if (operation.takes(KEY)) {
            nameRefusalsOfKey(operation);
        }
        if (operation.isReadFromRequest()) {
            refuse(operation, "400", "BadRequest");
        }
        if (operation.mindsTokens()) {
            refuse(operation, "401", "Unauthenticated");
        }
        if (!operation.roles().isEmpty()) {
            refuse(operation, "403", "Forbidden");
        }
        if (operation.path().contains("{")) {
            refuse(operation, "404", "NotFound");
        }
        if (operation.takes(IF_MATCH)) {
            refuse(operation, "412", "PreconditionFailed");
            refuse(operation, "428", "PreconditionRequired");
        }
        if (operation.hasFields()) {
            refuse(operation, "422", "InvalidRequest");
        }
        refuse(operation, "429", "TooManyRequests");
        refuse(operation, "default", "Problem");
    }

    private void nameRefusalsOfKey(Operation operation) {
        if (operation.makesSomething()) {
            refuse(operation, "400", "BadOrUnkeyedRequest");
        }
        operation
                .answer("409")
                .ifPresent(conflict -> {
                    describe(conflict, String.valueOf(refusal("InProgress").get("description")));
                    nameHeader(operation, "409", "Retry-After");
                });
        refuse(operation, "409", "InProgress");
        refuse(operation, "422", "InvalidOrRepeatedRequest");
    }

    /** What the operation says itself stays. */
    private static void refuse(Operation operation, String status, String name) {
        operation.responses().putIfAbsent(status, reference("responses", name));
    }

    private Map<String, Object> refusal(String name) {
        return fields(refusals.get(name));
    }

    private static void nameRoles(Operation operation) {
        if (!operation.roles().isEmpty()) {
            var roles =
                    operation.roles().stream()
                            .map(role -> "`" + role + "`")
                            .collect(Collectors.joining(" or "));
            describe(operation.fields(), "For accounts with the role " + roles + ".");
        }
    }

    /** A parameter that means the same everywhere is described once. */
    private void shareParameters(Operation operation) {
        if (operation.fields().containsKey("parameters")) {
            operation
                    .fields()
                    .put(
                            "parameters",
                            list(operation.fields(), "parameters").stream()
                                    .map(DescriptionTree::fields)
                                    .map(parameter -> shared(parameter, operation))
                                    .toList());
        }
    }

    private Map<String, Object> shared(Map<String, Object> parameter, Operation operation) {
        var name = String.valueOf(parameter.get("name"));
        if (!parameters.containsKey(name)) {
            return parameter;
        }
        if (name.equals(KEY) && operation.makesSomething()) {
            var needed = new LinkedHashMap<>(fields(parameters.get(name)));
            needed.put("required", true);
            return needed;
        }
        return reference("parameters", name);
    }

    private static Map<String, Object> reference(String kind, String name) {
        return Map.of("$ref", "#/components/" + kind + "/" + name);
    }
}
