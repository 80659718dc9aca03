package chosao.journeys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import chosao.kernel.security.Roles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each role against each route. What a role may do with another's things is for other journeys. */
class RolesAndRoutesIT {

    /** Everybody, signed in or not. */
    private static final Set<String> ANYONE = Set.of("anyone");

    /** Whoever is signed in. */
    private static final Set<String> SIGNED_IN = Roles.OF_ACCOUNTS;

    private static final Map<String, Set<String>> ALLOWED = new TreeMap<>();

    static {
        allow(
                ANYONE,
                "acceptInvitation",
                "confirmEmail",
                "confirmPasswordReset",
                "cancelOrder",
                "confirmPayment",
                "createCart",
                "getCart",
                "getOrder",
                "getProducer",
                "getProduct",
                "getRegion",
                "hearStripe",
                "listCategories",
                "listCertificates",
                "listKeys",
                "listProductsOfProducer",
                "listRegions",
                "placeOrder",
                "putCartItem",
                "refreshSession",
                "removeCartItem",
                "resetPassword",
                "resolveRegion",
                "search",
                "signIn",
                "signUp",
                "suggest");
        allow(
                SIGNED_IN,
                "askForEmailProof",
                "changeOwnEmail",
                "changePassword",
                "endOtherSessions",
                "endSession",
                "eraseOwnAccount",
                "exportOwnAccount",
                "listSessions",
                "renameOwnAccount",
                "changeProducer",
                "changeProduct",
                "getOwnAccount",
                "getOwnProducer",
                "listOrders",
                "listProduct",
                "signOut",
                "withdrawProduct");
        allow(
                Set.of(Roles.BUYER, Roles.PRODUCER),
                "createProduct",
                "getStock",
                "listConsignments",
                "registerProducer",
                "setStock");
        allow(Set.of(Roles.CERTIFIER), "grantCertificate", "revokeCertificate");
        allow(Set.of(Roles.ADMIN, Roles.SUPPORT), "searchAccounts");
        allow(Set.of(Roles.ADMIN, Roles.FINANCE), "listDisputes");
        allow(
                Set.of(Roles.ADMIN),
                "getRoles",
                "invite",
                "listAuditEvents",
                "listInvitations",
                "setRoles",
                "withdrawInvitation");
    }

    /** They end the session that all the others need. */
    private static final Set<String> ENDING = Set.of("signOut");

    private final Market market = Market.open();

    private static void allow(Set<String> roles, String... operations) {
        Arrays.stream(operations).forEach(operation -> ALLOWED.put(operation, roles));
    }

    @Test
    void letsEachRoleInWhereItBelongsAndNowhereElse() {
        var operations = market.contract().operations();
        assertThat(operations.stream().map(Contract.Operation::id).collect(toSet()))
                .as("every operation has a line in this table")
                .isEqualTo(ALLOWED.keySet());
        var clients = clients();
        var wrong = new ArrayList<String>();
        for (var operation : operations) {
            var allowed = ALLOWED.getOrDefault(operation.id(), Set.of());
            clients.forEach((role, client) -> {
                boolean welcome = allowed.equals(ANYONE) || allowed.contains(role);
                if (welcome && ENDING.contains(operation.id())) {
                    return;
                }
                int status = ask(client, operation).status();
                boolean fits =
                        welcome
                                ? !Set.of(401, 403).contains(status)
                                : status == (role.equals("stranger") ? 401 : 403);
                if (!fits) {
                    wrong.add(operation.id() + " as " + role + ": " + status);
                }
            });
        }
        assertThat(wrong).isEmpty();
    }

    /** Asks for something that does not exist, with a body that says nothing. */
    private static Answer ask(Client client, Contract.Operation operation) {
        var path =
                "/api/v1"
                        + operation
                                .path()
                                .replaceFirst("^/api/v1", "")
                                .replaceAll("\\{[^}]+}", UUID.randomUUID().toString());
        return switch (operation.method()) {
            case "GET", "DELETE" -> client.send(operation.method(), path, null);
            default ->
                    client.with("Content-Type", "application/json")
                            .send(operation.method(), path, "{}".getBytes(UTF_8));
        };
    }

    private Map<String, Client> clients() {
        var admin = market.signIn("admin@sample.local");
        return Stream.concat(Roles.OF_ACCOUNTS.stream(), Stream.of("stranger"))
                .collect(
                        toMap(
                                Function.identity(),
                                role ->
                                        role.equals("stranger")
                                                ? Client.of(market.gatewayUrl())
                                                : withRoleAlone(admin, role)));
    }

    private Client withRoleAlone(Client admin, String role) {
        var email = market.unique() + "@example.com";
        var password = "a password of a journey";
        var account =
                Client.of(market.gatewayUrl())
                        .post(
                                "/api/v1/accounts",
                                Map.of("email", email, "password", password, "name", "An"))
                        .expect(201)
                        .text("/id");
        admin.with("If-Match", "*")
                .put(
                        "/api/v1/accounts/" + account + "/roles",
                        Map.of("roles", List.of(Map.of("role", role))))
                .expect(200);
        var token =
                Client.of(market.gatewayUrl())
                        .post("/api/v1/sessions", Map.of("email", email, "password", password))
                        .expect(200)
                        .text("/accessToken");
        return Client.of(market.gatewayUrl()).bearing(token);
    }
}
