package chosao.gateway.docs;

import static chosao.gateway.testing.ServiceDouble.answer;
import static org.assertj.core.api.Assertions.assertThat;

import chosao.gateway.testing.RunningGateway;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class OpenApiIT {

    private static final String CATALOG =
            """
            openapi: 3.1.0
            info: {title: catalog, version: "1"}
            paths:
              /internal/changes:
                get: {responses: {"200": {description: never shown}}}
              /api/v1/products/{id}:
                get:
                  tags: [Products]
                  operationId: get
                  security: [{account: []}]
                  responses:
                    "200":
                      description: a product
                      content:
                        application/json:
                          schema: {$ref: "#/components/schemas/Item"}
            components:
              schemas:
                Item: {type: object, properties: {stars: {type: integer}}}
            """;

    private static final String SEARCH =
            CATALOG.replace("/api/v1/products/{id}", "/api/v1/search")
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
            assertThat(info.get("x-absent-services")).isEqualTo(java.util.List.of("orders"));
            assertThat(String.valueOf(info.get("description"))).contains("orders");
            var components = map(document, "components");
            assertThat(map(components, "schemas")).containsKeys("Item", "SearchItem", "Problem");
            assertThat(map(components, "securitySchemes")).containsOnlyKeys("bearer");
            assertThat(answer.body())
                    .contains("#/components/schemas/SearchItem")
                    .doesNotContain("operationId", "&id0");
        }
    }

    private static Map<String, Object> parse(String yaml) {
        return new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
    }

    @SuppressWarnings("unchecked") // what YAML calls an object has text for keys
    private static Map<String, Object> map(Map<String, Object> parent, String key) {
        var child = parent.get(key);
        assertThat(child).as(key).isInstanceOf(Map.class);
        return (Map<String, Object>) Objects.requireNonNull(child);
    }
}
