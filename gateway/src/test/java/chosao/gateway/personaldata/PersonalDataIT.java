package chosao.gateway.personaldata;

import static chosao.gateway.testing.Person.PASSWORD;
import static chosao.gateway.testing.RunningGateway.member;
import static chosao.gateway.testing.ServiceDouble.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chosao.gateway.testing.Person;
import chosao.gateway.testing.RunningGateway;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PersonalDataIT {

    private static final String ME = "/api/v1/accounts/me";

    private static RunningGateway gateway;

    @BeforeAll
    static void open() {
        gateway =
                new RunningGateway(
                        Map.of(
                                "gateway.sample-accounts",
                                true,
                                "gateway.erasures.tell-every",
                                "50ms"));
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    @BeforeEach
    void calm() {
        gateway.catalog.answers(exchange -> answer(exchange, 404, ""));
        gateway.orders.answers(exchange -> answer(exchange, 200, "{\"remainingOrders\": 0}"));
    }

    @Test
    void givesACopyOfAllThatIsKeptWithoutSecrets() {
        var person = Person.at(gateway);
        var session = person.signIn(PASSWORD, "User-Agent", "Phone/1.0");
        gateway.mailbox.only("email-proof", person.email);

        var export = session.get(ME + "/export");

        assertThat(export.statusCode()).isEqualTo(200);
        assertThat(export.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(export.headers().firstValue("Content-Disposition").orElseThrow())
                .startsWith("attachment");
        assertThat(export.body())
                .contains(person.email, "Nguyễn An", "Phone/1.0", "email-proof", "account-opened")
                .contains("\"orders\": \"/api/v1/orders\"")
                .doesNotContain("password_hash", "argon2", "content\"", "hash");
    }

    @Test
    void erasesAnAccountAndTellsOrdersUntilItHasDoneSo() {
        var person = Person.at(gateway);
        var session = person.signIn();
        var id = UUID.fromString(member(session.get(ME).body(), "id"));
        var telling = "PUT /internal/erasures/" + id;
        gateway.orders.answers(exchange -> answer(exchange, 503, ""));
        assertProblem(erase(session, "not the password"), 422, "invalid-request");

        assertThat(erase(session, PASSWORD).statusCode()).isEqualTo(204);

        assertThat(session.get(ME).statusCode()).isEqualTo(401);
        assertThat(person.trySignIn(PASSWORD).statusCode()).isEqualTo(401);
        for (var table : new String[] {"sessions", "mails", "mailed_tokens", "role_grants"}) {
            var left =
                    gateway.update(
                            "UPDATE " + table + " SET account_id = account_id WHERE account_id = ?",
                            id);
            assertThat(left).as(table).isZero();
        }
        await().until(() -> isPutOff(id));
        gateway.orders.answers(exchange -> answer(exchange, 200, "{\"remainingOrders\": 0}"));
        due(id, "0 s");
        await().until(() ->
                isPutOff(id) && gateway.orders.asked.stream().filter(telling::equals).count() >= 2);
        gateway.orders.answers(exchange -> answer(exchange, 200, "{\"remainingOrders\": 1}"));
        due(id, "20 min");
        await().until(() ->
                isPutOff(id) && gateway.orders.asked.stream().filter(telling::equals).count() >= 3);
        gateway.orders.answers(exchange -> answer(exchange, 200, "{\"remainingOrders\": 0}"));
        due(id, "0 s");

        await().until(() ->
                gateway.update(
                                "UPDATE erasures SET attempts = attempts WHERE account_id = ? AND done_at IS NOT NULL",
                                id)
                        == 1);
        assertThat(Person.at(gateway).email).isNotEqualTo(person.email);
    }

    @Test
    void erasesNobodyWhoKeepsAProducer() {
        var session = Person.at(gateway).signIn();
        gateway.catalog.answers(exchange -> answer(exchange, 200, "{}"));

        assertProblem(erase(session, PASSWORD), 409, "account-keeps-producer");

        gateway.catalog.answers(exchange -> answer(exchange, 500, ""));
        assertProblem(erase(session, PASSWORD), 503, "service-unavailable");
        assertThat(session.isActive()).isTrue();
    }

    @Test
    void erasesNobodyWhoHasDuties() {
        var signedIn =
                gateway.post(
                        "/api/v1/sessions",
                        "{\"email\": \"certifier@sample.local\", \"password\": \"sample-password\"}");
        var session =
                new Person.Session(
                        gateway,
                        member(signedIn.body(), "accessToken"),
                        member(signedIn.body(), "refreshToken"));

        assertProblem(erase(session, "sample-password"), 409, "account-holds-roles");

        assertThat(session.isActive()).isTrue();
    }

    private static HttpResponse<String> erase(Person.Session session, String password) {
        return session.post(ME + "/erasure", "{\"currentPassword\": \"" + password + "\"}");
    }

    /** Lets orders be told again, as if the account had been erased so much earlier. */
    private static void due(UUID account, String earlier) {
        gateway.update(
                "UPDATE erasures SET due_at = now(), erased_at = erased_at - CAST(? AS interval)"
                        + " WHERE account_id = ?",
                earlier,
                account);
    }

    private static boolean isPutOff(UUID account) {
        return gateway.update(
                        "UPDATE erasures SET attempts = attempts WHERE account_id = ?"
                                + " AND done_at IS NULL AND due_at > now() + interval '1 s'",
                        account)
                == 1;
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String slug) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains("/problems/" + slug);
    }
}
