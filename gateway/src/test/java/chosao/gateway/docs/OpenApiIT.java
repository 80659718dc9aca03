package chosao.gateway.docs;

import static chosao.gateway.testing.ServiceDouble.answer;
import static org.assertj.core.api.Assertions.assertThat;

import chosao.gateway.testing.RunningGateway;
import chosao.kernel.http.DescriptionYaml;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class OpenApiIT {

    private static final String CATALOG =
            """
            openapi: 3.0.1
            info: {title: catalog, version: "1"}
            paths:
              /internal/changes:
                get: {responses: {"200": {description: never shown}}}
              /api/v1/products/{id}:
                get:
                  tags: [Products]
                  operationId: get
                  security: [{bearer: []}]
                  x-roles: [producer, certifier]
                  parameters:
                    - {name: If-Match, in: header, schema: {type: string, nullable: true}}
                  responses:
                    "200":
                      description: a product
                      content:
                        application/json:
                          schema: {$ref: "#/components/schemas/Item"}
            components:
              schemas:
                Item: {type: object, properties: {stars: {type: integer}}}
                Word: {type: string, nullable: true, pattern: "[a-z]"}
                Removable: {type: string, nullable: true, writeOnly: true}
            """;

    private static final String SEARCH =
            CATALOG.replace("/api/v1/products/{id}", "/api/v1/search")
                    .replace("[{bearer: []}]", "[{}, {bearer: []}]")
                    .replace("{stars: {type: integer}}", "{name: {type: string}}");

    @Test
    void makesOneDocumentOfAllServices() {
        try (var gateway = new RunningGateway()) {
            gateway.catalog.answers(exchange -> answer(exchange, 200, CATALOG));
            gateway.search.answers(exchange -> answer(exchange, 200, SEARCH));
            gateway.orders.answers(exchange -> answer(exchange, 500, ""));

            var answer = gateway.get("/api/v1/openapi.yaml");

            assertThat(answer.statusCode()).isEqualTo(200);
            var document = parse(answer.body());
            assertThat(document).containsEntry("openapi", "3.1.0");
            assertThat(map(document, "paths"))
                    .containsKeys(
                            "/api/v1/products/{id}",
                            "/api/v1/search",
                            "/api/v1/accounts",
                            "/api/v1/sessions/refresh")
                    .doesNotContainKey("/internal/changes");
            var info = map(document, "info");
            assertThat(info.get("x-absent-services")).isEqualTo(List.of("orders"));
            assertThat(String.valueOf(info.get("description"))).contains("orders");
            var components = map(document, "components");
            assertThat(map(components, "schemas")).containsKeys("Item", "SearchItem", "Problem");
            assertThat(map(components, "securitySchemes")).containsOnlyKeys("bearer");
            assertThat(answer.body())
                    .contains("#/components/schemas/SearchItem")
                    .doesNotContain("nullable", "&id0");
            assertThat(map(components, "schemas"))
                    .containsEntry("Word", Map.of("type", "string", "pattern", "^(?:[a-z])$"))
                    .containsEntry(
                            "Removable",
                            Map.of("type", List.of("string", "null"), "writeOnly", true));
        }
    }

    @Test
    void writesIntoAnOperationWhatFollowsFromWhatItSays() {
        try (var gateway = new RunningGateway()) {
            gateway.catalog.answers(exchange -> answer(exchange, 200, CATALOG));
            gateway.search.answers(exchange -> answer(exchange, 200, SEARCH));
            gateway.orders.answers(exchange -> answer(exchange, 500, ""));

            var paths = map(parse(gateway.get("/api/v1/openapi.yaml").body()), "paths");

            var product = map(map(paths, "/api/v1/products/{id}"), "get");
            assertThat(product)
                    .containsEntry("operationId", "get")
                    .containsEntry(
                            "description", "For accounts with the role `producer` or `certifier`.");
            assertThat(map(product, "responses"))
                    .containsOnlyKeys(
                            "200", "400", "401", "403", "404", "412", "428", "429", "default");
            assertThat(map(map(product, "responses"), "200")).containsKey("headers");
            var search = map(map(paths, "/api/v1/search"), "get");
            assertThat(search).containsEntry("operationId", "searchGet");
            assertThat(map(search, "responses")).containsKey("401");
            var account = map(map(paths, "/api/v1/accounts/me"), "get");
            assertThat(account)
                    .containsEntry("security", List.of(Map.of("bearer", List.of())))
                    .doesNotContainKey("parameters");
            var signUp = map(map(paths, "/api/v1/accounts"), "post");
            assertThat(signUp).containsEntry("security", List.of());
            assertThat(map(signUp, "responses"))
                    .containsOnlyKeys("201", "400", "409", "422", "429", "default");
            assertThat(map(map(map(signUp, "responses"), "201"), "headers"))
                    .containsOnlyKeys("Location");
        }
    }

    private static Map<String, Object> parse(String yaml) {
        return DescriptionYaml.read(yaml);
    }

    @SuppressWarnings("unchecked") // what YAML calls an object has text for keys
    private static Map<String, Object> map(Map<String, Object> parent, String key) {
        var child = parent.get(key);
        assertThat(child).as(key).isInstanceOf(Map.class);
        return (Map<String, Object>) Objects.requireNonNull(child);
    }
}
