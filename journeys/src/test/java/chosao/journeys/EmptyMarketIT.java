package chosao.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import chosao.local.testing.TestMarket;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A market as an operator opens it: without sample accounts and sample goods. */
class EmptyMarketIT {

    private static final String PASSWORD = "một mật khẩu rất dài";
    private static final String ADMIN = "admin@example.com";

    private static TestMarket market;
    private static Client gateway;
    private static Client admin;

    @BeforeAll
    static void open() {
        market =
                TestMarket.start(
                        Map.of(
                                "SAMPLE_ACCOUNTS",
                                "false",
                                "SAMPLE_GOODS",
                                "false",
                                "FIRST_ADMIN_EMAIL",
                                ADMIN,
                                "FIRST_ADMIN_PASSWORD",
                                PASSWORD));
        var stranger = Client.of(market.gateway());
        gateway =
                stranger.under(
                        Contract.of(stranger.get("/api/v1/openapi.yaml").expect(200).body()));
        admin = signIn(ADMIN);
    }

    @AfterAll
    static void close() {
        market.close();
    }

    @Test
    void knowsNoSampleAccountAndShowsNoPassword() {
        assertThat(
                        gateway.post(
                                        "/api/v1/sessions",
                                        Map.of(
                                                "email", "admin@sample.local",
                                                "password", "sample-password"))
                                .status())
                .isEqualTo(401);
        assertThat(Client.of(market.gateway()).get("/").body())
                .doesNotContain("sample-password", "sample.local");
        assertThat(gateway.get("/api/v1/search").expect(200).json().path("total").asInt())
                .isLessThanOrEqualTo(1);
    }

    @Test
    void goesFromItsFirstAdminToItsFirstSale() {
        var owner = signUp("chu-the@example.com");
        var producer =
                owner.post(
                                "/api/v1/producers",
                                Map.of(
                                        "name", "HTX Trà Ba Chẽ",
                                        "kind", "cooperative",
                                        "region", "22"))
                        .expect(201)
                        .text("/id");
        var staff =
                invite("nhan-vien@example.com", Map.of("role", "producer", "producerId", producer));
        var elsewhere = invite("sai-gon@example.com", Map.of("role", "certifier", "region", "79"));
        var council = invite("quang-ninh@example.com", Map.of("role", "certifier", "region", "22"));
        var product =
                staff.post("/api/v1/products", Producer.draft("Trà hoa vàng", 450_000)).expect(201);
        var path = "/api/v1/products/" + product.text("/id");
        assertThat(staff.send("PUT", path + "/listing", null).problem())
                .isEqualTo("certificate-missing");
        var goods =
                new Goods(
                        product.text("/id"),
                        product.text("/variants/0/sku"),
                        "Trà hoa vàng",
                        450_000);
        var lastYear = LocalDate.now(Market.ZONE).minusYears(1);
        var refused = new Certifier(elsewhere).certifies(goods, 4, lastYear);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.problem()).isEqualTo("other-province");
        new Certifier(council).certifies(goods, 4, lastYear).expect(201);
        staff.send("PUT", path + "/listing", null).expect(200);
        await(() ->
                staff.put(path + "/stock", Map.of("sku", goods.sku(), "onHand", 3)).status()
                        == 200);
        await(() -> gateway.get("/api/v1/search?q=tra+hoa+vang").json().path("total").asInt() == 1);

        var cart = gateway.post("/api/v1/carts", Map.of()).expect(201);
        var buyer = gateway.with("X-Cart-Token", cart.text("/token"));
        buyer.put(
                        "/api/v1/carts/" + cart.text("/id") + "/items/" + goods.sku(),
                        Map.of("quantity", 1))
                .expect(200);
        var order =
                buyer.with("Idempotency-Key", "first-sale")
                        .post(
                                "/api/v1/orders",
                                Map.of(
                                        "cartId", cart.text("/id"),
                                        "contact",
                                                Map.of(
                                                        "name", "Nguyễn An",
                                                        "phone", "0912345678",
                                                        "email", "an@example.com"),
                                        "shippingAddress",
                                                Map.of(
                                                        "line", "1 Phố Hàng Trống",
                                                        "region", "01"),
                                        "payment", Map.of("method", "card")))
                        .expect(201);
        Sandbox.confirm(market.stripeSandbox(), order.text("/payment/clientSecret"), "pm_card_visa")
                .expect(200);
        var orderPath = "/api/v1/orders/" + order.text("/id");
        await(() -> buyer.get(orderPath).expect(200).text("/state").equals("confirmed"));
        assertThat(staff.get("/api/v1/consignments").expect(200).text("/items/0/orderId"))
                .isEqualTo(order.text("/id"));
        assertThat(elsewhere.get("/api/v1/consignments").expect(200).json().path("items"))
                .isEmpty();

        withdraw("quang-ninh@example.com");

        assertThat(new Certifier(council).certifies(goods, 4, lastYear).status()).isEqualTo(401);
        assertThat(admin.get("/api/v1/audit").expect(200).text("/items/0/action"))
                .isEqualTo("roles-changed");
    }

    private static Client invite(String email, Map<String, String> role) {
        var invitation =
                admin.post("/api/v1/invitations", Map.of("email", email, "roles", List.of(role)))
                        .expect(201);
        gateway.post(
                        "/api/v1/invitations/acceptance",
                        Map.of(
                                "token",
                                invitation.text("/token"),
                                "name",
                                "Trần Bình",
                                "password",
                                PASSWORD))
                .expect(200);
        return signIn(email);
    }

    private static void withdraw(String email) {
        var found = admin.get("/api/v1/accounts?q=" + email).expect(200);
        var path = "/api/v1/accounts/" + found.text("/items/0/id") + "/roles";
        var tag = admin.get(path).expect(200).header("ETag").orElseThrow();
        admin.with("If-Match", tag)
                .put(path, Map.of("roles", List.of(Map.of("role", "buyer"))))
                .expect(200);
    }

    private static Client signUp(String email) {
        gateway.post(
                        "/api/v1/accounts",
                        Map.of(
                                "email",
                                email,
                                "password",
                                PASSWORD,
                                "name",
                                "Lê Chi",
                                "role",
                                "producer"))
                .expect(201);
        return signIn(email);
    }

    private static Client signIn(String email) {
        return gateway.bearing(
                gateway.post("/api/v1/sessions", Map.of("email", email, "password", PASSWORD))
                        .expect(200)
                        .text("/accessToken"));
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(condition);
    }
}
