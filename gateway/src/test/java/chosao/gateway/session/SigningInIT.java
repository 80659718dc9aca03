package chosao.gateway.session;

import static chosao.gateway.testing.RunningGateway.member;
import static org.assertj.core.api.Assertions.assertThat;

import chosao.gateway.testing.RunningGateway;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpResponse;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SigningInIT {

    private static RunningGateway gateway;

    @BeforeAll
    static void open() {
        gateway = new RunningGateway();
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    @Test
    void signsUpInAndOut() throws Exception {
        var email = someEmail();

        var account = signUp(email);

        assertThat(account.statusCode()).isEqualTo(201);
        assertThat(account.body())
                .contains("\"email\":\"" + email + "\"", "\"roles\":[\"buyer\"]")
                .doesNotContain("password");
        var session = signIn(email, "correct horse battery");
        assertThat(session.statusCode()).isEqualTo(200);
        assertThat(session.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(member(session.body(), "expiresIn")).isEqualTo("900");
        var bearer = "Bearer " + member(session.body(), "accessToken");
        var me = gateway.get("/api/v1/accounts/me", "Authorization", bearer);
        assertThat(me.statusCode()).isEqualTo(200);
        assertThat(me.body()).contains(email);

        var signedOut = gateway.delete("/api/v1/sessions/current", "Authorization", bearer);

        assertThat(signedOut.statusCode()).as(signedOut.body()).isEqualTo(204);
        assertProblem(refresh(member(session.body(), "refreshToken")), 401, "session-ended");
    }

    @Test
    void signsTokensThatThePublishedKeysVerify() throws Exception {
        var email = someEmail();
        signUp(email);
        var token =
                SignedJWT.parse(
                        member(signIn(email, "correct horse battery").body(), "accessToken"));

        var keys = JWKSet.parse(gateway.get("/.well-known/jwks.json").body());

        var key = (RSAKey) keys.getKeyByKeyId(token.getHeader().getKeyID());
        assertThat(key.isPrivate()).isFalse();
        assertThat(token.verify(new RSASSAVerifier(key))).isTrue();
        var claims = token.getJWTClaimsSet();
        assertThat(claims.getIssuer()).isEqualTo("chosao");
        assertThat(claims.getAudience()).containsExactly("chosao");
        assertThat(claims.getStringListClaim("roles")).containsExactly("buyer");
    }

    @Test
    void givesTabsThatRefreshAtOnceTheSameSuccessor() throws Exception {
        var email = someEmail();
        signUp(email);
        var token = member(signIn(email, "correct horse battery").body(), "refreshToken");

        var answers = atOnce(50, () -> refresh(token));

        assertThat(answers).allMatch(answer -> answer.statusCode() == 200);
        var successors =
                answers.stream().map(answer -> member(answer.body(), "refreshToken")).distinct();
        assertThat(successors).hasSize(1).doesNotContain(token);
        for (var answer : answers) {
            var bearer = "Bearer " + member(answer.body(), "accessToken");
            var me = gateway.get("/api/v1/accounts/me", "Authorization", bearer);
            assertThat(me.statusCode()).isEqualTo(200);
        }
        assertThat(refresh(member(answers.getFirst().body(), "refreshToken")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void endsTheFamilyOfATokenThatComesBackAfterTenSeconds() {
        var email = someEmail();
        signUp(email);
        var first = member(signIn(email, "correct horse battery").body(), "refreshToken");
        var second = member(refresh(first).body(), "refreshToken");
        wasUsed(first, 9);
        assertThat(member(refresh(first).body(), "refreshToken")).isEqualTo(second);
        wasUsed(first, 2);

        assertProblem(refresh(first), 401, "session-ended");

        assertProblem(refresh(second), 401, "session-ended");
    }

    /** Lets the token have been used so many seconds earlier than it was. */
    private static void wasUsed(String token, int seconds) {
        assertThat(
                        gateway.update(
                                """
                                UPDATE refresh_tokens SET used_at = used_at - make_interval(secs => ?)
                                 WHERE hash = ?
                                """,
                                seconds,
                                new RefreshToken(token).hash()))
                .isOne();
    }

    @Test
    void opensOneAccountWhenTwoSignUpWithOneEmailAtOnce() throws Exception {
        var email = someEmail();

        var answers = atOnce(4, () -> signUp(email));

        assertThat(answers)
                .extracting(HttpResponse::statusCode)
                .containsExactlyInAnyOrder(201, 409, 409, 409);
    }

    @Test
    void takesEveryCaseOfAnEmailForTheSame() {
        var email = someEmail();
        signUp(email);

        assertProblem(signUp(email.toUpperCase(java.util.Locale.ROOT)), 409, "email-taken");
        assertThat(
                        signIn(
                                        " " + email.toUpperCase(java.util.Locale.ROOT),
                                        "correct horse battery")
                                .statusCode())
                .isEqualTo(200);
    }

    @Test
    void takesAPasswordHoweverAKeyboardComposesIt() {
        var email = someEmail();
        var account =
                "{\"email\":\"%s\",\"password\":\"%s\",\"name\":\"An\"}"
                        .formatted(email, Normalizer.normalize("mật khẩu dài", Form.NFC));
        assertThat(gateway.post("/api/v1/accounts", account).statusCode()).isEqualTo(201);

        var session =
                gateway.post(
                        "/api/v1/sessions",
                        "{\"email\":\"%s\",\"password\":\"%s\"}"
                                .formatted(email, Normalizer.normalize("mật khẩu dài", Form.NFD)));

        assertThat(session.statusCode()).isEqualTo(200);
    }

    @Test
    void takesNoPasswordThatIsNotMadeOfCharacters() {
        for (var password : List.of("abc\\ud800defgh", "abcdefgh\\u0000", "ab\\ncdefgh")) {
            assertInvalid(
                    "{\"email\":\"%s\",\"password\":\"%s\",\"name\":\"An\"}"
                            .formatted(someEmail(), password),
                    "/password");
        }
    }

    @Test
    void doesNotTellAWrongPasswordFromAnUnknownEmail() {
        var email = someEmail();
        signUp(email);

        var wrong = signIn(email, "wrong horse battery");
        var unknown = signIn(someEmail(), "wrong horse battery");

        assertProblem(wrong, 401, "wrong-credentials");
        assertThat(unknown.body()).isEqualTo(wrong.body());
        assertThat(gateway.get("/prometheus").body())
                .containsPattern("market_sign_ins_total\\{result=\"failed\"} [1-9]")
                .containsPattern("market_refusals_total\\{type=\"wrong-credentials\"} [1-9]");
    }

    @Test
    void namesEveryFieldAtFault() {
        assertInvalid(
                "{\"email\":\"nobody\",\"password\":\"correct horse\",\"name\":\"An\"}", "/email");
        assertInvalid(
                "{\"email\":\"a@b.vn\\n\",\"password\":\"correct horse\",\"name\":\"An\"}",
                "/email");
        assertInvalid("{\"email\":\"a@b.vn\",\"password\":\"short\",\"name\":\"An\"}", "/password");
        assertInvalid(
                "{\"email\":\"a@b.vn\",\"password\":\"" + "ă".repeat(65) + "\",\"name\":\"An\"}",
                "/password");
        assertInvalid(
                "{\"email\":\"a@b.vn\",\"password\":\"correct horse\",\"name\":\" \"}", "/name");
        assertInvalid(
                "{\"email\":\"a@b.vn\",\"password\":\"correct horse\",\"name\":\"A\\u0000n\"}",
                "/name");
        assertInvalid(
                "{\"email\":\"a@b.vn\",\"password\":\"correct horse\",\"name\":\"A\\u202En\"}",
                "/name");
        assertInvalid(
                "{\"email\":\"a@b.vn\",\"password\":\"correct horse\",\"name\":\"\\u200B\"}",
                "/name");
        assertInvalid(
                "{\"email\":\"a\\u0000@b.vn\",\"password\":\"correct horse\",\"name\":\"An\"}",
                "/email");
        assertInvalid("{\"email\":\"a@b.vn\",\"password\":\"correct horse\"}", "/name");
        assertInvalid(
                "{\"email\":\"a@b.vn\",\"password\":\"correct horse\",\"name\":\"An\",\"role\":\"admin\"}",
                "/role");
        assertInvalid(
                "{\"email\":\"a@b.vn\",\"password\":\"correct horse\",\"name\":\"An\",\"roles\":[\"admin\"]}",
                "/roles");
        assertProblem(gateway.post("/api/v1/accounts", "{\"email\":"), 400, "malformed-json");
    }

    @Test
    void judgesANameAsItWillBeKept() {
        // Composed, it is two letters long each: Unicode takes this one apart for good.
        var growing = "\u0958";

        assertInvalid(signingUp(someEmail(), growing.repeat(51)), "/name");
        var fits = gateway.post("/api/v1/accounts", signingUp(someEmail(), growing.repeat(50)));
        assertThat(fits.statusCode()).isEqualTo(201);
        var padded = " ".repeat(60) + "e\u0302".repeat(60) + "\u00A0 ";
        assertThat(gateway.post("/api/v1/accounts", signingUp(someEmail(), padded)).body())
                .contains("ê".repeat(60));
    }

    @Test
    void saysWhyAFieldIsAtFaultInTheReadersLanguage() {
        var faulty = "{\"email\":\"a@b.vn\",\"password\":\"%s\",\"name\":\"An\",\"role\":\"%s\"}";

        assertThat(inVietnamese(faulty.formatted("short", "buyer")))
                .contains("phải dài từ 8 ký tự đến 128 byte");
        assertThat(inVietnamese(faulty.formatted("long enough", "admin")))
                .contains("phải là buyer hoặc producer");
        assertThat(inVietnamese(signingUp("nobody", "An"))).contains("phải là địa chỉ thư điện tử");
        assertThat(gateway.post("/api/v1/accounts", faulty.formatted("short", "buyer")).body())
                .contains("must be 8 characters to 128 bytes long");
        assertThat(
                        gateway.post(
                                        "/api/v1/sessions/refresh",
                                        "{\"refreshToken\":\"" + "x".repeat(1_001) + "\"}",
                                        "Accept-Language",
                                        "vi")
                                .body())
                .contains("chỉ được có độ dài tối đa 1000");
    }

    private static String inVietnamese(String json) {
        return gateway.post("/api/v1/accounts", json, "Accept-Language", "vi").body();
    }

    private static String signingUp(String email, String name) {
        return "{\"email\":\"%s\",\"password\":\"correct horse\",\"name\":\"%s\"}"
                .formatted(email, name);
    }

    private static void assertInvalid(String json, String pointer) {
        var answer = gateway.post("/api/v1/accounts", json);
        assertProblem(answer, 422, "invalid-request");
        assertThat(answer.body()).contains("\"pointer\":\"" + pointer + "\"");
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String slug) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
        assertThat(answer.body()).contains("\"type\":\"/problems/" + slug + "\"");
    }

    private static String someEmail() {
        return "an-" + UUID.randomUUID() + "@example.vn";
    }

    private static HttpResponse<String> signUp(String email) {
        return gateway.post(
                "/api/v1/accounts",
                """
                {"email": "%s", "password": "correct horse battery", "name": "Nguyễn An"}
                """
                        .formatted(email));
    }

    private static HttpResponse<String> signIn(String email, String password) {
        return gateway.post(
                "/api/v1/sessions",
                """
                {"email": "%s", "password": "%s"}
                """
                        .formatted(email, password));
    }

    private static HttpResponse<String> refresh(String token) {
        return gateway.post("/api/v1/sessions/refresh", "{\"refreshToken\": \"" + token + "\"}");
    }

    private static <T> java.util.List<T> atOnce(int times, Callable<T> work) throws Exception {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var futures = executor.invokeAll(Stream.generate(() -> work).limit(times).toList());
            return futures.stream().map(future -> future.resultNow()).toList();
        }
    }
}
