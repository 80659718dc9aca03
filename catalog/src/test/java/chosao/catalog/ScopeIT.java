package chosao.catalog;

import static chosao.catalog.testing.Fixture.aCertifier;
import static chosao.catalog.testing.Fixture.aProducer;
import static chosao.catalog.testing.Fixture.aProductOf;
import static chosao.catalog.testing.Fixture.created;
import static chosao.catalog.testing.Fixture.fourStars;
import static chosao.catalog.testing.Fixture.product;
import static org.assertj.core.api.Assertions.assertThat;

import chosao.catalog.testing.RunningCatalog;
import chosao.catalog.testing.RunningCatalog.Visitor;
import chosao.kernel.security.Grant;
import chosao.kernel.security.Roles;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ScopeIT {

    private static final LocalDate DAY = LocalDate.of(2026, 6, 15);

    @Test
    void refusesACertifierOfAnotherProvinceAndSaysOfWhichTheGoodsAre() {
        var id = aProductOf(aProducer()).at("id");
        var elsewhere = certifierOf("79");

        var refused = elsewhere.post("/api/v1/certificates", fourStars(id, DAY));

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.problem()).isEqualTo("other-province");
        assertThat(refused.at("region")).isEqualTo("22");
        assertThat(refused.at("detail")).contains("Quảng Ninh", "22");
        assertThat(
                        RunningCatalog.get()
                                .account(Roles.ADMIN)
                                .get("/api/v1/products/" + id + "/certificates")
                                .node("items")
                                .size())
                .isZero();
    }

    @Test
    void letsTheProvinceAndTheCentreDecideAndNobodyElseRevoke() {
        var id = aProductOf(aProducer()).at("id");
        var certificate =
                created(certifierOf("22").post("/api/v1/certificates", fourStars(id, DAY)))
                        .at("id");
        var revocation = "/api/v1/certificates/" + certificate + "/revocation";

        var refused = certifierOf("79").post(revocation, "{\"reason\": \"Sai nhãn\"}");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.problem()).isEqualTo("other-province");
        assertThat(aCertifier().post(revocation, "{\"reason\": \"Sai nhãn\"}").status())
                .isEqualTo(201);
    }

    @Test
    void letsSeveralProvincesBeOneCertifiers() {
        var id = aProductOf(aProducer()).at("id");
        var certifier =
                RunningCatalog.get()
                        .account(
                                new Grant(Roles.CERTIFIER, "79", null, null),
                                new Grant(Roles.CERTIFIER, "22", null, null));

        assertThat(certifier.post("/api/v1/certificates", fourStars(id, DAY)).status())
                .isEqualTo(201);
    }

    @Test
    void refusesACertifierWhoseRoleWasWithdrawnThoughTheTokenStillNamesIt() {
        var id = aProductOf(aProducer()).at("id");
        var certifier = certifierOf("22");
        certifier.isWithdrawn();

        var refused = certifier.post("/api/v1/certificates", fourStars(id, DAY));

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.problem()).isEqualTo("unauthenticated");
        assertThat(refused.header("WWW-Authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
        assertThat(certifier.get("/api/v1/products/" + id).status()).isEqualTo(200);
    }

    @Test
    void letsStaffKeepTheGoodsOfTheirProducer() {
        var owner = aProducer();
        var producer = owner.get("/api/v1/producers/me").at("id");
        var staff = staffOf(producer);

        var draft = created(staff.post("/api/v1/products", product("Mật ong", 90_000)));

        assertThat(draft.at("producer", "id")).isEqualTo(producer);
        var path = "/api/v1/products/" + draft.at("id");
        assertThat(owner.get(path).status()).isEqualTo(200);
        assertThat(
                        staff.patch(path, "{\"description\": \"Mới\"}", "If-Match", draft.etag())
                                .status())
                .isEqualTo(200);
        created(aCertifier().post("/api/v1/certificates", fourStars(draft.at("id"), DAY)));
        assertThat(staff.put(path + "/listing").status()).isEqualTo(200);
        assertThat(staff.get("/api/v1/producers/me").at("id")).isEqualTo(producer);
    }

    @Test
    void hidesOtherProducersGoodsFromStaff() {
        var id = aProductOf(aProducer()).at("id");
        var other = aProducer().get("/api/v1/producers/me").at("id");
        var staff = staffOf(other);

        assertThat(staff.get("/api/v1/products/" + id).status()).isEqualTo(404);
        assertThat(staff.put("/api/v1/products/" + id + "/listing").status()).isEqualTo(404);
        assertThat(staff.delete("/api/v1/products/" + id + "/listing").status()).isEqualTo(404);
        assertThat(
                        staff.patch(
                                        "/api/v1/products/" + id,
                                        "{\"description\": \"x\"}",
                                        "If-Match",
                                        "*")
                                .status())
                .isEqualTo(404);
    }

    @Test
    void asksStaffOfSeveralProducersForWhichTheyAct() {
        var one = aProducer().get("/api/v1/producers/me").at("id");
        var other = aProducer().get("/api/v1/producers/me").at("id");
        var staff = RunningCatalog.get().account(staffGrant(one), staffGrant(other));

        var unclear = staff.post("/api/v1/products", product("Mật ong", 90_000));

        assertThat(unclear.status()).isEqualTo(422);
        assertThat(unclear.at("errors", 0, "pointer")).isEqualTo("/producerId");
        var named =
                staff.post(
                        "/api/v1/products",
                        product("Mật ong", 90_000)
                                .replaceFirst("\\{", "{\"producerId\": \"" + other + "\","));
        assertThat(created(named).at("producer", "id")).isEqualTo(other);
        var foreign = aProducer().get("/api/v1/producers/me").at("id");
        var refused =
                staff.post(
                        "/api/v1/products",
                        product("Mật ong", 90_000)
                                .replaceFirst("\\{", "{\"producerId\": \"" + foreign + "\","));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.at("errors", 0, "pointer")).isEqualTo("/producerId");
    }

    @Test
    void letsNobodyDecideOnGoodsTheySellForSomebodyElse() {
        var owner = aProducer();
        var producer = owner.get("/api/v1/producers/me").at("id");
        var id = aProductOf(owner).at("id");
        var both = RunningCatalog.get().account(staffGrant(producer), Grant.of(Roles.CERTIFIER));

        var refused = both.post("/api/v1/certificates", fourStars(id, DAY));

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.problem()).isEqualTo("own-product");
    }

    private static Visitor certifierOf(String province) {
        return RunningCatalog.get().account(new Grant(Roles.CERTIFIER, province, null, null));
    }

    private static Visitor staffOf(String producer) {
        return RunningCatalog.get().account(staffGrant(producer));
    }

    private static Grant staffGrant(String producer) {
        return new Grant(Roles.PRODUCER, null, UUID.fromString(producer), null);
    }
}
