package chosao.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import chosao.journeys.Contract.Operation;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/**
 * What is published of the API is whole and fit to read. That it is true, all journeys prove: their
 * {@link Client} holds every exchange against it.
 */
class DescriptionIT {

    private final Market market = Market.open();
    private final Contract contract = market.contract();
    private final Set<String> tried = new HashSet<>();

    @Test
    void describesEveryPublicRouteAndNoOther() {
        var classes =
                new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("chosao");

        assertThat(
                        contract.operations().stream()
                                .map(each -> new Route(each.method(), each.path())))
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(Route.publicOnesOf(classes).toList());
    }

    @Test
    void saysNothingOfTheCallerThatTheTokenNames() {
        assertThat(contract.document().findParents("caller")).isEmpty();
        assertThat(contract.document().findValuesAsText("name")).doesNotContain("caller");
    }

    @Test
    void namesEveryOperationOnceAndBriefly() {
        var tags =
                StreamSupport.stream(contract.document().path("tags").spliterator(), false)
                        .collect(
                                Collectors.toMap(
                                        tag -> tag.path("name").asText(),
                                        tag -> tag.path("description").asText()));

        assertThat(contract.operations()).extracting(Operation::id).doesNotHaveDuplicates();
        assertThat(contract.operations())
                .allSatisfy(operation -> {
                    var summary = operation.description().path("summary").asText();
                    assertThat(operation.id()).matches("[a-z][A-Za-z]+");
                    assertThat(summary).matches("[A-Z].{2,50}[^.]");
                    assertThat(operation.description().path("description").asText())
                            .doesNotContain(summary);
                    assertThat(operation.description().path("tags")).hasSize(1);
                    assertThat(tags.get(operation.description().path("tags").path(0).asText()))
                            .endsWith(".");
                });
    }

    /** The client holds each answer against the description; here it only has to ask. */
    @Test
    void whateverTheTokenTheAnswerIsDescribed() {
        var reads =
                contract.operations().stream()
                        .filter(each -> each.method().equals("GET") && !each.path().contains("{"))
                        .map(Operation::path)
                        .toList();
        var anyone = market.gateway();

        for (var client :
                List.of(anyone, anyone.bearing("rubbish"), market.signIn("buyer@sample.local"))) {
            assertThat(reads).map(path -> client.get(path).status()).contains(200);
        }
    }

    @Test
    void everyRequestHasAnExampleThatWorks() {
        var email = market.unique() + "@example.com";
        var anyone = market.gateway();
        anyone.post("/api/v1/accounts", example("signUp", Map.of("email", email))).expect(201);
        var password = example("signUp", Map.of()).path("password").asText();
        var session =
                anyone.post(
                                "/api/v1/sessions",
                                example("signIn", Map.of("email", email, "password", password)))
                        .expect(200);
        anyone.post("/api/v1/sessions", example("signIn", Map.of())).expect(200);
        anyone.post(
                        "/api/v1/sessions/refresh",
                        example(
                                "refreshSession",
                                Map.of("refreshToken", session.text("/refreshToken"))))
                .expect(200);
        var client = anyone.bearing(session.text("/accessToken"));
        var producer =
                client.post("/api/v1/producers", example("registerProducer", Map.of())).expect(201);
        changes(client, producer, "/api/v1/producers/", "changeProducer");
        var product =
                client.post("/api/v1/products", example("createProduct", Map.of())).expect(201);
        changes(client, product, "/api/v1/products/", "changeProduct");
        var id = product.text("/id");
        var certifier = market.signIn("certifier@sample.local");
        var certificate =
                certifier
                        .post(
                                "/api/v1/certificates",
                                example("grantCertificate", Map.of("productId", id)))
                        .expect(201);
        client.send("PUT", "/api/v1/products/" + id + "/listing", null).expect(200);
        var sku = product.text("/variants/0/sku");
        var count = example("setStock", Map.of("sku", sku));
        market.await(
                "orders hears of " + id,
                () -> client.put("/api/v1/products/" + id + "/stock", count).status() == 200);
        var cart = client.post("/api/v1/carts", Map.of()).expect(201).text("/id");
        // Its certificate comes with another change than its variants.
        var item = example("putCartItem", Map.of());
        market.await(
                "orders hears of the certificate of " + id,
                () -> client.put("/api/v1/carts/" + cart + "/items/" + sku, item).status() == 200);
        client.with("Idempotency-Key", market.unique())
                .post("/api/v1/orders", example("placeOrder", Map.of("cartId", cart)))
                .expect(201);
        certifier
                .post(
                        "/api/v1/certificates/" + certificate.text("/id") + "/revocation",
                        example("revokeCertificate", Map.of()))
                .expect(201);

        careForAnAccount();
        manageRoles();

        assertThat(contract.operations())
                .filteredOn(each -> bodyOf(each).has("properties"))
                .extracting(Operation::id)
                .containsExactlyInAnyOrderElementsOf(tried);
    }

    private void careForAnAccount() {
        var email = market.unique() + "@example.com";
        var anyone = market.gateway();
        anyone.post("/api/v1/accounts", example("signUp", Map.of("email", email))).expect(201);
        taken(
                anyone.post(
                        "/api/v1/email-proofs/confirmation",
                        example(
                                "confirmEmail",
                                Map.of("token", market.mailedToken(email, "email-proof")))));
        var client = signedIn(email, "signUp", "password");
        taken(client.put("/api/v1/accounts/me/name", example("renameOwnAccount", Map.of())));
        taken(client.put("/api/v1/accounts/me/password", example("changePassword", Map.of())));
        taken(
                anyone.post(
                        "/api/v1/password-resets",
                        example("resetPassword", Map.of("email", email))));
        taken(
                anyone.post(
                        "/api/v1/password-resets/confirmation",
                        example(
                                "confirmPasswordReset",
                                Map.of("token", market.mailedToken(email, "password-reset")))));
        client = signedIn(email, "confirmPasswordReset", "newPassword");
        var password = example("confirmPasswordReset", Map.of()).path("newPassword").asText();
        taken(
                client.put(
                        "/api/v1/accounts/me/email",
                        example(
                                "changeOwnEmail",
                                Map.of("email", "new-" + email, "currentPassword", password))));
        taken(
                client.post(
                        "/api/v1/accounts/me/erasure",
                        example("eraseOwnAccount", Map.of("currentPassword", password))));
    }

    private void manageRoles() {
        var email = market.unique() + "@example.com";
        var admin = market.signIn("admin@sample.local");
        var invitation =
                admin.post("/api/v1/invitations", example("invite", Map.of("email", email)))
                        .expect(201);
        var account =
                market.gateway()
                        .post(
                                "/api/v1/invitations/acceptance",
                                example(
                                        "acceptInvitation",
                                        Map.of("token", invitation.text("/token"))))
                        .expect(200);
        var path = "/api/v1/accounts/" + account.text("/id") + "/roles";
        admin.with("If-Match", "*").put(path, example("setRoles", Map.of())).expect(200);
    }

    private Client signedIn(String email, String operation, String passwordField) {
        var password = example(operation, Map.of()).path(passwordField).asText();
        return market.gateway()
                .bearing(
                        market.gateway()
                                .post(
                                        "/api/v1/sessions",
                                        Map.of("email", email, "password", password))
                                .expect(200)
                                .text("/accessToken"));
    }

    private static void taken(Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isBetween(200, 299);
    }

    private void changes(Client client, Answer made, String path, String operation) {
        client.with("If-Match", made.header("ETag").orElseThrow())
                .patch(path + made.text("/id"), example(operation, Map.of()))
                .expect(200);
    }

    /** The example of an operation's body, with some things changed that it cannot know. */
    private JsonNode example(String id, Map<String, String> changes) {
        tried.add(id);
        var operation =
                contract.operations().stream()
                        .filter(each -> each.id().equals(id))
                        .findFirst()
                        .orElseThrow();
        ObjectNode example = bodyOf(operation).path("example").deepCopy();
        changes.forEach(example::put);
        return example;
    }

    private JsonNode bodyOf(Operation operation) {
        return contract.resolved(
                operation.description().at("/requestBody/content/application~1json/schema"));
    }
}
