package chosao.gateway.account;

import static chosao.gateway.testing.Person.PASSWORD;
import static chosao.gateway.testing.RunningGateway.member;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chosao.gateway.testing.Mailbox;
import chosao.gateway.testing.Person;
import chosao.gateway.testing.RunningGateway;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AccountCareIT {

    private static final String ME = "/api/v1/accounts/me";
    private static final String NEW_PASSWORD = "another horse battery";

    private static RunningGateway gateway;

    @BeforeAll
    static void open() {
        gateway = new RunningGateway(Map.of("gateway.mail.public-url", "https://market.example"));
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    @Test
    void provesTheAddressThatSomebodySignedUpWith() throws Exception {
        var person = Person.at(gateway);
        var session = person.signIn();
        assertThat(session.get(ME).body()).doesNotContain("emailProvedAt");
        var mail = gateway.mailbox.only("email-proof", person.email);
        assertThat(mail.getSubject()).isEqualTo("Xác nhận địa chỉ e-mail");
        assertThat(Mailbox.text(mail))
                .contains("https://market.example/account#email-proof=")
                .doesNotContain("Nguyễn An");
        var token = Mailbox.tokenIn(Mailbox.text(mail));

        assertThat(confirmEmail(token).statusCode()).isEqualTo(204);

        assertThat(session.get(ME).body()).contains("\"emailProvedAt\":\"20");
        assertInvalid(confirmEmail(token), "/token");
        assertInvalid(confirmEmail("nonsense"), "/token");
    }

    @Test
    void writesInTheLanguageOfTheSignUp() throws Exception {
        var person = Person.at(gateway, "Accept-Language", "en-GB,en;q=0.9");

        assertThat(gateway.mailbox.only("email-proof", person.email).getSubject())
                .isEqualTo("Confirm your e-mail address");
    }

    @Test
    void sendsTheProofAgainButNotAtOnce() {
        var person = Person.at(gateway);
        var session = person.signIn();
        gateway.mailbox.only("email-proof", person.email);

        assertThat(session.post(ME + "/email-proofs", "{}").statusCode()).isEqualTo(202);
        gateway.update(
                "UPDATE mailed_tokens SET created_at = created_at - interval '2 min' WHERE email = ?",
                person.email);
        assertThat(session.post(ME + "/email-proofs", "{}").statusCode()).isEqualTo(202);

        await().until(() -> gateway.mailbox.all("email-proof", person.email).size() == 2);
    }

    @Test
    void changesThePasswordAndEndsAllOtherSessions() {
        var person = Person.at(gateway);
        var here = person.signIn();
        var elsewhere = person.signIn();

        assertInvalid(changePassword(here, "not the password"), "/currentPassword");
        assertThat(elsewhere.isActive()).isTrue();
        assertThat(changePassword(here, PASSWORD).statusCode()).isEqualTo(204);

        assertThat(here.isActive()).isTrue();
        assertThat(elsewhere.get(ME).statusCode()).isEqualTo(401);
        assertThat(elsewhere.isActive()).isFalse();
        assertThat(person.trySignIn(PASSWORD).statusCode()).isEqualTo(401);
        assertThat(person.trySignIn(NEW_PASSWORD).statusCode()).isEqualTo(200);
        gateway.mailbox.only("password-changed", person.email);
    }

    @Test
    void takesNoWeakPassword() {
        var session = Person.at(gateway).signIn();

        assertInvalid(
                session.put(
                        ME + "/password",
                        "{\"currentPassword\": \"%s\", \"newPassword\": \"short\"}"
                                .formatted(PASSWORD)),
                "/newPassword");
        assertInvalid(confirmReset("nonsense", "short"), "/newPassword");
    }

    @Test
    void letsSomebodyBackInWhoForgotThePassword() {
        var person = Person.at(gateway);
        var session = person.signIn();
        assertThat(reset(person.email.toUpperCase(java.util.Locale.ROOT)).statusCode())
                .isEqualTo(202);
        var token = gateway.mailbox.token("password-reset", person.email);

        assertThat(confirmReset(token, NEW_PASSWORD).statusCode()).isEqualTo(204);

        assertThat(session.get(ME).statusCode()).isEqualTo(401);
        assertThat(session.isActive()).isFalse();
        assertThat(person.trySignIn(PASSWORD).statusCode()).isEqualTo(401);
        assertThat(person.signIn(NEW_PASSWORD).get(ME).body()).contains("emailProvedAt");
        assertInvalid(confirmReset(token, "a third password"), "/token");
    }

    @Test
    void usesATokenOnceWhenManyBringItAtOnce() throws Exception {
        var person = Person.at(gateway);
        reset(person.email);
        var token = gateway.mailbox.token("password-reset", person.email);

        var answers = atOnce(8, () -> confirmReset(token, NEW_PASSWORD).statusCode());

        assertThat(answers).containsOnlyOnce(204).containsOnly(204, 422);
    }

    @Test
    void forgetsATokenAfterAnHourAndAfterAChangeOfThePassword() {
        var person = Person.at(gateway);
        reset(person.email);
        var token = gateway.mailbox.token("password-reset", person.email);
        var expired =
                gateway.update(
                        "UPDATE mailed_tokens SET expires_at = expires_at - interval '1 h'"
                                + " WHERE email = ? AND purpose = 'password-reset'",
                        person.email);
        assertThat(expired).isOne();
        assertInvalid(confirmReset(token, NEW_PASSWORD), "/token");
        gateway.update(
                "UPDATE mailed_tokens SET expires_at = expires_at + interval '1 h' WHERE email = ?",
                person.email);
        changePassword(person.signIn(), PASSWORD);

        assertInvalid(confirmReset(token, "a third password"), "/token");
    }

    @Test
    void doesNotTellWhetherAnEmailHasAnAccount() {
        var person = Person.at(gateway);
        var stranger = "an-" + UUID.randomUUID() + "@example.vn";

        var known = reset(person.email);
        var unknown = reset(stranger);

        assertThat(unknown.statusCode()).isEqualTo(known.statusCode()).isEqualTo(202);
        assertThat(unknown.body()).isEqualTo(known.body());
        gateway.mailbox.only("password-reset", person.email);
        await().until(() ->
                gateway.update("UPDATE password_reset_requests SET email = email") == 0);
        assertThat(gateway.mailbox.all("password-reset", stranger)).isEmpty();
        assertInvalid(reset("nobody"), "/email");
    }

    @Test
    void writesToAnAccountOnceHoweverOftenStrangersAsk() {
        var person = Person.at(gateway);
        for (int i = 0; i < 5; i++) {
            reset(person.email);
        }

        await().until(() ->
                gateway.update("UPDATE password_reset_requests SET email = email") == 0);
        gateway.mailbox.only("password-reset", person.email);
    }

    @Test
    void changesTheNameAndTheProvedAddress() {
        var person = Person.at(gateway);
        var session = person.signIn();
        var next = "an-" + UUID.randomUUID() + "@example.org";

        assertThat(session.put(ME + "/name", "{\"name\": \"Trần Bình\"}").body())
                .contains("\"name\":\"Trần Bình\"");
        assertInvalid(changeEmail(session, next, "not the password"), "/currentPassword");
        assertThat(changeEmail(session, next, PASSWORD).statusCode()).isEqualTo(202);

        assertThat(session.get(ME).body()).contains(person.email);
        assertThat(confirmEmail(gateway.mailbox.token("email-proof", next)).statusCode())
                .isEqualTo(204);
        assertThat(session.get(ME).body()).contains(next, "emailProvedAt");
        gateway.mailbox.only("email-changed", person.email);
        assertThat(person.trySignIn(PASSWORD).statusCode()).isEqualTo(401);
    }

    @Test
    void takesNoAddressThatAnotherAccountHas() {
        var person = Person.at(gateway);
        var session = person.signIn();
        var next = "an-" + UUID.randomUUID() + "@example.org";
        var other = Person.at(gateway);

        assertThat(changeEmail(session, other.email, PASSWORD).statusCode()).isEqualTo(409);
        changeEmail(session, next, PASSWORD);
        var token = gateway.mailbox.token("email-proof", next);
        gateway.update("UPDATE accounts SET email = ? WHERE email = ?", next, other.email);

        assertThat(confirmEmail(token).statusCode()).isEqualTo(409);
        assertThat(session.get(ME).body()).contains(person.email);
    }

    @Test
    void listsAndEndsSessions() {
        var person = Person.at(gateway);
        var phone = person.signIn(PASSWORD, "User-Agent", "Phone/1.0 " + "x".repeat(200));
        var laptop = person.signIn();
        var stranger = Person.at(gateway).signIn();

        var listed = laptop.get("/api/v1/sessions");

        assertThat(listed.statusCode()).isEqualTo(200);
        assertThat(listed.body())
                .contains("\"client\":\"Phone/1.0 xxx", "\"createdAt\":\"", "\"lastUsedAt\":\"")
                .containsOnlyOnce("\"current\":true")
                .containsOnlyOnce("\"current\":false");
        var first = laptop.get("/api/v1/sessions?limit=1");
        assertThat(first.body()).contains("\"current\":true").doesNotContain("Phone");
        var rest =
                laptop.get("/api/v1/sessions?limit=1&cursor=" + member(first.body(), "nextCursor"));
        assertThat(rest.body()).contains("Phone").doesNotContain("nextCursor");
        var phoneId = member(rest.body(), "id");
        assertThat(stranger.delete("/api/v1/sessions/" + phoneId).statusCode()).isEqualTo(404);
        assertThat(phone.isActive()).isTrue();

        assertThat(laptop.delete("/api/v1/sessions/" + phoneId).statusCode()).isEqualTo(204);

        assertThat(phone.get(ME).statusCode()).isEqualTo(401);
        assertThat(phone.isActive()).isFalse();
        assertThat(laptop.delete("/api/v1/sessions/" + phoneId).statusCode()).isEqualTo(404);
    }

    @Test
    void endsAllSessionsButTheCurrentOne() {
        var person = Person.at(gateway);
        var here = person.signIn();
        var elsewhere = person.signIn();

        assertThat(here.delete("/api/v1/sessions").statusCode()).isEqualTo(204);

        assertThat(here.isActive()).isTrue();
        assertThat(elsewhere.isActive()).isFalse();
        assertThat(here.delete("/api/v1/sessions/current").statusCode()).isEqualTo(204);
        assertThat(here.get(ME).statusCode()).isEqualTo(401);
    }

    private static HttpResponse<String> changePassword(Person.Session session, String current) {
        return session.put(
                ME + "/password",
                "{\"currentPassword\": \"%s\", \"newPassword\": \"%s\"}"
                        .formatted(current, NEW_PASSWORD));
    }

    private static HttpResponse<String> changeEmail(
            Person.Session session, String email, String password) {
        return session.put(
                ME + "/email",
                "{\"email\": \"%s\", \"currentPassword\": \"%s\"}".formatted(email, password));
    }

    private static HttpResponse<String> reset(String email) {
        return gateway.post("/api/v1/password-resets", "{\"email\": \"" + email + "\"}");
    }

    private static HttpResponse<String> confirmReset(String token, String password) {
        return gateway.post(
                "/api/v1/password-resets/confirmation",
                "{\"token\": \"%s\", \"newPassword\": \"%s\"}".formatted(token, password));
    }

    private static HttpResponse<String> confirmEmail(String token) {
        return gateway.post("/api/v1/email-proofs/confirmation", "{\"token\": \"" + token + "\"}");
    }

    private static void assertInvalid(HttpResponse<String> answer, String pointer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(answer.body()).contains("\"pointer\":\"" + pointer + "\"");
    }

    private static <T> java.util.List<T> atOnce(int times, Callable<T> work) throws Exception {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var futures = executor.invokeAll(Stream.generate(() -> work).limit(times).toList());
            return futures.stream().map(future -> future.resultNow()).toList();
        }
    }
}
