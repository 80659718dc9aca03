package chosao.gateway.admin;

import static chosao.gateway.testing.RunningGateway.member;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chosao.gateway.account.SampleAccounts;
import chosao.gateway.testing.RunningGateway;
import chosao.gateway.testing.ServiceDouble;
import chosao.local.postgres.PostgresCluster.Database;
import chosao.local.testing.TestPostgres;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RolesIT {

    private static final String PASSWORD = "correct horse battery";
    private static final String INTERNAL = "Bearer an internal token for tests";

    private static final String MAKER = "019a9d3c-7a10-7c3e-9b58-0f1d5e6a2b47";

    private static Database database;
    private static RunningGateway gateway;
    private static Person admin;

    /** Somebody with an account, signed in. */
    private record Person(String id, String email, String bearer) {}

    @BeforeAll
    static void open() {
        database = TestPostgres.database("roles");
        gateway = new RunningGateway(on(database, Map.of()));
        gateway.catalog.answers(exchange -> {
            var path = exchange.getRequestURI().getPath();
            ServiceDouble.answer(
                    exchange, path.matches(".*/(22|79|" + MAKER + ")") ? 200 : 404, "{}");
        });
        admin = anAdmin();
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    @Test
    void grantsARoleWithItsScopeWhichTheNextTokenCarries() throws Exception {
        var person = aPerson();

        var answer =
                grant(
                        admin,
                        person,
                        """
                        {"role": "buyer"}, {"role": "certifier", "region": "22"},
                        {"role": "producer", "producerId": "%s"}
                        """
                                .formatted(MAKER));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("ETag")).hasValue("\"3\"");
        var claims = SignedJWT.parse(signIn(person.email()).substring(7)).getJWTClaimsSet();
        assertThat(claims.getStringListClaim("roles"))
                .containsExactly("buyer", "certifier", "producer");
        assertThat(claims.getListClaim("grants"))
                .containsExactlyInAnyOrder(
                        Map.of("role", "buyer"),
                        Map.of("role", "certifier", "region", "22"),
                        Map.of("role", "producer", "producerId", MAKER));
        assertThat(get(person, "/api/v1/accounts/me").body()).contains("\"region\":\"22\"");
    }

    @Test
    void tellsWhoGrantedWhatToWhomAndWhatWasBefore() {
        var person = aPerson();
        grant(admin, person, "{\"role\": \"support\"}");

        var events = get(admin, "/api/v1/audit?limit=1&account=" + person.id());

        assertThat(events.statusCode()).as(events.body()).isEqualTo(200);
        assertThat(events.body())
                .contains(
                        "\"action\":\"roles-changed\"",
                        "\"actor\":\"" + admin.id() + "\"",
                        "\"accountId\":\"" + person.id() + "\"",
                        "\"before\":[{\"role\":\"buyer\"}]",
                        "\"after\":[{\"role\":\"support\"}]",
                        "\"nextCursor\"");
        var older =
                get(
                        admin,
                        "/api/v1/audit?account="
                                + person.id()
                                + "&cursor="
                                + member(events.body(), "nextCursor"));
        assertThat(older.body())
                .contains("\"action\":\"account-opened\"")
                .doesNotContain("roles-changed", "nextCursor");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "UPDATE audit_events SET action = 'invited'",
                "DELETE FROM audit_events",
                "TRUNCATE audit_events"
            })
    void keepsTheAuditAsItWasWritten(String change) throws SQLException {
        aPerson();

        try (var connection =
                        DriverManager.getConnection(
                                database.url(), database.user(), database.password());
                var statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute(change))
                    .hasMessageContaining("history and do not change");
        }
    }

    @Test
    void endsAWithdrawnRoleAtOnceForATokenThatStillNamesIt() {
        var second = anAdmin();
        assertThat(get(second, "/api/v1/audit").statusCode()).isEqualTo(200);

        grant(admin, second, "{\"role\": \"buyer\"}");

        var refused = get(second, "/api/v1/audit");
        assertProblem(refused, 401, "unauthenticated");
        assertThat(refused.headers().firstValue("WWW-Authenticate"))
                .hasValue("Bearer error=\"invalid_token\"");
        assertProblem(
                gateway.get("/api/v1/audit", "Authorization", signIn(second.email())),
                403,
                "forbidden");
        assertThat(introspect(second.bearer())).contains("\"active\":false");
    }

    @Test
    void tellsServicesThatATokenCountsNoMoreOnceItsSessionHasEnded() {
        var person = aPerson();
        assertThat(introspect(person.bearer())).contains("\"active\":true");

        gateway.delete("/api/v1/sessions/current", "Authorization", person.bearer());

        assertThat(introspect(person.bearer())).contains("\"active\":false");
        assertThat(introspect("Bearer nonsense")).contains("\"active\":false");
    }

    @Test
    void answersOnlyServicesThatKnowTheirSecret() {
        var question = "{\"token\": \"x\"}";

        assertThat(gateway.post("/internal/introspection", question).statusCode()).isEqualTo(401);
        assertThat(
                        gateway.post(
                                        "/internal/introspection",
                                        question,
                                        "Authorization",
                                        admin.bearer())
                                .statusCode())
                .isEqualTo(403);
        assertThat(
                        gateway.post(
                                        "/internal/admins",
                                        newAdmin("x@example.com"),
                                        "Authorization",
                                        admin.bearer())
                                .statusCode())
                .isEqualTo(403);
        assertThat(
                        gateway.post(
                                        "/internal/admins",
                                        newAdmin("x@example.com"),
                                        "Authorization",
                                        INTERNAL,
                                        "X-Forwarded-For",
                                        "203.0.113.7")
                                .statusCode())
                .isEqualTo(404);
    }

    @Test
    void leavesOneAdminWhenTwoWithdrawEachOthersRoleAtOnce() throws Exception {
        var alone = TestPostgres.database("two_admins");
        try (var market = new RunningGateway(on(alone, Map.of()))) {
            for (int round = 0; round < 10; round++) {
                var one = anAdmin(market);
                var other = anAdmin(market);
                withdrawAllOthers(market, one, other);

                var answers =
                        atOnce(
                                List.of(
                                        () -> grant(market, one, other, "{\"role\": \"buyer\"}"),
                                        () -> grant(market, other, one, "{\"role\": \"buyer\"}")));

                assertThat(answers).extracting(HttpResponse::statusCode).contains(200);
                assertThat(count(alone, "SELECT count(*) FROM role_grants WHERE role = 'admin'"))
                        .isEqualTo(1);
            }
        }
    }

    @Test
    void refusesToLeaveTheMarketWithoutAnAdmin() throws Exception {
        var alone = TestPostgres.database("last_admin");
        try (var market = new RunningGateway(on(alone, Map.of()))) {
            var last = anAdmin(market);

            assertProblem(grant(market, last, last, "{\"role\": \"buyer\"}"), 409, "last-admin");

            assertThat(get(market, last, "/api/v1/audit").statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"role\": \"king\"} | /roles/0/role",
                "{\"role\": \"internal\"} | /roles/0/role",
                "{\"role\": \"buyer\", \"region\": \"22\"} | /roles/0/region",
                "{\"role\": \"buyer\"}, {\"role\": \"certifier\", \"region\": \"2\"} | /roles/1/region",
                "{\"role\": \"certifier\", \"region\": \"98\"} | /roles/0/region",
                "{\"role\": \"fair\", \"producerId\": \"019a9d3c-7a10-7c3e-9b58-0f1d5e6a2b47\"}"
                        + " | /roles/0/producerId",
                "{\"role\": \"producer\", \"producerId\": \"019a9d3c-7a10-7c3e-9b58-0f1d5e6a2b48\"}"
                        + " | /roles/0/producerId",
                "{\"role\": \"producer\", \"producerId\": \"x\"} | /roles/0/producerId",
                "{\"role\": \"admin\", \"organiserId\": \"019a9d3c-7a10-7c3e-9b58-0f1d5e6a2b47\"}"
                        + " | /roles/0/organiserId",
                "{\"role\": \"buyer\"}, {\"role\": \"buyer\"} | /roles/1",
                "{\"rolle\": \"buyer\"} | /roles/0/",
                "null | /roles/0"
            })
    void refusesARoleThatNobodyCanHave(String roles, String pointer) {
        var person = aPerson();

        var answer = grant(admin, person, roles);

        assertProblem(answer, 422, "invalid-request");
        assertThat(answer.body()).contains("\"pointer\":\"" + pointer);
        assertThat(get(person, "/api/v1/accounts/me").body()).contains("\"roles\":[\"buyer\"]");
    }

    @Test
    void asksForTheVersionThatAChangeIsMadeFor() {
        var person = aPerson();
        var path = "/api/v1/accounts/" + person.id() + "/roles";
        var body = "{\"roles\": [{\"role\": \"buyer\"}, {\"role\": \"fair\"}]}";

        assertProblem(put(admin, path, body), 428, "precondition-required");
        assertProblem(put(admin, path, body, "If-Match", "\"1\""), 412, "precondition-failed");

        assertThat(put(admin, path, body, "If-Match", "\"2\"").statusCode()).isEqualTo(200);
        assertThat(get(admin, path).body()).contains("fair");
        assertProblem(
                get(admin, "/api/v1/accounts/" + UUID.randomUUID() + "/roles"), 404, "not-found");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/accounts?q=an",
        "GET, /api/v1/accounts/ID/roles",
        "PUT, /api/v1/accounts/ID/roles",
        "GET, /api/v1/audit",
        "POST, /api/v1/invitations",
        "GET, /api/v1/invitations",
        "DELETE, /api/v1/invitations/ID"
    })
    void opensRolesToAdminsOnly(String method, String path) {
        var person = aPerson();
        grant(
                admin,
                person,
                """
                {"role": "buyer"}, {"role": "producer"}, {"role": "fair"}, {"role": "certifier"},
                {"role": "finance"}
                """);
        var target = path.replace("ID", person.id());

        assertProblem(
                send(method, target, "Authorization", signIn(person.email())), 403, "forbidden");
        assertProblem(send(method, target, "X-Anything", "x"), 401, "unauthenticated");
    }

    @Test
    void findsAccountsWithAndWithoutMarksForAdminsAndSupport() {
        var email = someEmail();
        gateway.post(
                "/api/v1/accounts",
                "{\"email\":\"%s\",\"password\":\"%s\",\"name\":\"Đặng Thị Ngọc Yến 100%%\"}"
                        .formatted(email, PASSWORD));
        var support = aPerson();
        grant(admin, support, "{\"role\": \"support\"}");
        var bearer = signIn(support.email());

        for (var q : new String[] {email, "dang+thi+ngoc+yen", "Đặng+Thị", "100%25"}) {
            var found = gateway.get("/api/v1/accounts?limit=100&q=" + q, "Authorization", bearer);

            assertThat(found.statusCode()).as(found.body()).isEqualTo(200);
            assertThat(found.body()).contains(email, "\"grants\":[{\"role\":\"buyer\"}]");
        }
        assertThat(get(admin, "/api/v1/accounts?q=no%25body").body()).contains("\"items\":[]");
        assertProblem(get(admin, "/api/v1/accounts?q=x"), 400, "bad-parameter");
    }

    @Test
    void invitesSomebodyWhoHasNoAccountYet() {
        var email = someEmail();
        var invitation = invite(email, "{\"role\": \"certifier\", \"region\": \"79\"}");
        assertThat(invitation.statusCode()).as(invitation.body()).isEqualTo(201);
        var token = member(invitation.body(), "token");
        assertThat(gateway.mailbox.token("invitation", email)).isEqualTo(token);
        assertThat(get(admin, "/api/v1/invitations").body()).contains(email).doesNotContain(token);
        var incomplete = accept("{\"token\": \"%s\"}".formatted(token));
        assertProblem(incomplete, 422, "invalid-request");
        assertThat(incomplete.body()).contains("/name", "/password");

        var accepted =
                accept(
                        "{\"token\": \"%s\", \"name\": \"Bình\", \"password\": \"%s\"}"
                                .formatted(token, PASSWORD));

        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(200);
        assertThat(accepted.body()).contains("\"region\":\"79\"", email);
        assertThat(signIn(email)).startsWith("Bearer ey");
        assertProblem(accept("{\"token\": \"%s\"}".formatted(token)), 409, "invitation-ended");
        assertThat(get(admin, "/api/v1/invitations").body()).doesNotContain(email);
    }

    @Test
    void givesAnInvitationToTheAccountThatHasTheAddress() {
        var person = aPerson();
        var token = member(invite(person.email(), "{\"role\": \"finance\"}").body(), "token");

        var accepted = accept("{\"token\": \"%s\"}".formatted(token));

        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(200);
        assertThat(get(admin, "/api/v1/accounts/" + person.id() + "/roles").body())
                .contains("buyer", "finance");
        assertThat(get(admin, "/api/v1/audit?limit=1&account=" + person.id()).body())
                .contains("invitation-accepted", "\"actor\":\"" + admin.id() + "\"");
    }

    @Test
    void acceptsAnInvitationOnceHoweverManyTryAtOnce() throws Exception {
        var token = member(invite(someEmail(), "{\"role\": \"support\"}").body(), "token");
        Callable<HttpResponse<String>> attempt =
                () ->
                        accept(
                                "{\"token\": \"%s\", \"name\": \"Bình\", \"password\": \"%s\"}"
                                        .formatted(token, PASSWORD));

        var answers = atOnce(List.of(attempt, attempt, attempt, attempt));

        assertThat(answers)
                .extracting(HttpResponse::statusCode)
                .containsExactlyInAnyOrder(200, 409, 409, 409);
    }

    @Test
    void takesAnInvitationBack() {
        var invitation = invite(someEmail(), "{\"role\": \"admin\"}");
        var path = "/api/v1/invitations/" + member(invitation.body(), "id");

        assertThat(send("DELETE", path, "Authorization", admin.bearer()).statusCode())
                .isEqualTo(204);

        assertProblem(
                accept(
                        "{\"token\": \"%s\", \"name\": \"Bình\", \"password\": \"%s\"}"
                                .formatted(member(invitation.body(), "token"), PASSWORD)),
                409,
                "invitation-ended");
        assertProblem(send("DELETE", path, "Authorization", admin.bearer()), 404, "not-found");
    }

    @Test
    void makesTheFirstAdminFromTheSettingsOnce() {
        var empty = TestPostgres.database("first_admin");
        var settings =
                on(
                        empty,
                        Map.of(
                                "gateway.first-admin.email",
                                "First@Example.com",
                                "gateway.first-admin.password",
                                PASSWORD));
        try (var market = new RunningGateway(settings)) {
            var bearer = signIn(market, "first@example.com", PASSWORD);
            assertThat(market.get("/api/v1/audit", "Authorization", bearer).body())
                    .contains("admin-created");
        }
        var changed =
                on(
                        empty,
                        Map.of(
                                "gateway.first-admin.email",
                                "second@example.com",
                                "gateway.first-admin.password",
                                PASSWORD));

        try (var market = new RunningGateway(changed)) {
            assertThat(signIn(market, "first@example.com", PASSWORD)).startsWith("Bearer ey");
            assertThat(post(market, "second@example.com", PASSWORD).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void takesAnAccountThatSomebodyElseOpenedFromThem() {
        var email = someEmail();
        var squatter = aPerson(gateway, email, "a password of somebody else");

        var made = gateway.post("/internal/admins", newAdmin(email), "Authorization", INTERNAL);

        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        assertThat(made.body()).contains("\"existed\":true", squatter.id());
        assertThat(introspect(squatter.bearer())).contains("\"active\":false");
        assertThat(post(gateway, email, "a password of somebody else").statusCode()).isEqualTo(401);
        assertThat(
                        gateway.get("/api/v1/audit?limit=1", "Authorization", signIn(email))
                                .statusCode())
                .isEqualTo(200);
    }

    @Test
    void closesSampleAccountsThatAnEarlierStartMadeAndOpensThemAgain() {
        var shared = TestPostgres.database("samples");
        String kept;
        try (var market = new RunningGateway(on(shared, Map.of("gateway.sample-accounts", true)))) {
            kept = signIn(market, "admin@sample.local", SampleAccounts.PASSWORD);
            assertThat(market.get("/api/v1/audit", "Authorization", kept).statusCode())
                    .isEqualTo(200);
            assertThat(market.get("/").body()).contains(SampleAccounts.PASSWORD);
        }

        try (var market = new RunningGateway(on(shared, Map.of()))) {
            assertThat(market.get("/api/v1/audit", "Authorization", kept).statusCode())
                    .isEqualTo(401);
            for (var mailbox : new String[] {"buyer", "producer", "fair", "certifier", "admin"}) {
                var answer = post(market, mailbox + "@sample.local", SampleAccounts.PASSWORD);
                assertThat(answer.statusCode()).isEqualTo(401);
            }
            assertThat(market.get("/").body()).doesNotContain(SampleAccounts.PASSWORD);
        }

        try (var market = new RunningGateway(on(shared, Map.of("gateway.sample-accounts", true)))) {
            assertThat(signIn(market, "certifier@sample.local", SampleAccounts.PASSWORD))
                    .startsWith("Bearer ey");
        }
    }

    private static Map<String, Object> on(Database database, Map<String, ?> more) {
        var settings = new HashMap<String, Object>(more);
        settings.put("datasources.default.url", database.url());
        settings.put("datasources.default.username", database.user());
        settings.put("datasources.default.password", database.password());
        return settings;
    }

    private static long count(Database database, String query) throws SQLException {
        try (var connection =
                        DriverManager.getConnection(
                                database.url(), database.user(), database.password());
                var rows = connection.createStatement().executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static void withdrawAllOthers(RunningGateway market, Person... kept)
            throws SQLException {
        var admins = get(market, kept[0], "/api/v1/accounts?limit=100&q=example.com").body();
        var ids =
                Pattern.compile("\"id\":\"([^\"]+)\"")
                        .matcher(admins)
                        .results()
                        .map(id -> id.group(1))
                        .filter(id -> List.of(kept).stream().noneMatch(one -> one.id().equals(id)))
                        .toList();
        for (var id : ids) {
            var answer = grant(market, kept[0], new Person(id, "", ""), "{\"role\": \"buyer\"}");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }
    }

    private static Person anAdmin() {
        return anAdmin(gateway);
    }

    private static Person anAdmin(RunningGateway market) {
        var email = someEmail();
        var made = market.post("/internal/admins", newAdmin(email), "Authorization", INTERNAL);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return new Person(member(made.body(), "id"), email, signIn(market, email, PASSWORD));
    }

    private static String newAdmin(String email) {
        return "{\"email\": \"%s\", \"password\": \"%s\"}".formatted(email, PASSWORD);
    }

    private static Person aPerson() {
        return aPerson(gateway, someEmail(), PASSWORD);
    }

    private static Person aPerson(RunningGateway market, String email, String password) {
        var account =
                market.post(
                        "/api/v1/accounts",
                        "{\"email\":\"%s\",\"password\":\"%s\",\"name\":\"An\"}"
                                .formatted(email, password));
        assertThat(account.statusCode()).as(account.body()).isEqualTo(201);
        return new Person(member(account.body(), "id"), email, signIn(market, email, password));
    }

    private static HttpResponse<String> grant(Person by, Person to, String roles) {
        return grant(gateway, by, to, roles);
    }

    private static HttpResponse<String> grant(
            RunningGateway market, Person by, Person to, String roles) {
        return put(
                market,
                by,
                "/api/v1/accounts/" + to.id() + "/roles",
                "{\"roles\": [" + roles + "]}",
                "If-Match",
                "*");
    }

    private static HttpResponse<String> put(
            Person by, String path, String body, String... headers) {
        return put(gateway, by, path, body, headers);
    }

    private static HttpResponse<String> put(
            RunningGateway market, Person by, String path, String body, String... headers) {
        var request =
                market.request(path, headers)
                        .header("Authorization", by.bearer())
                        .header("Content-Type", "application/json");
        return market.send(request.PUT(BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> get(Person person, String path) {
        return get(gateway, person, path);
    }

    private static HttpResponse<String> get(RunningGateway market, Person person, String path) {
        return market.get(path, "Authorization", person.bearer());
    }

    private static HttpResponse<String> send(String method, String path, String... headers) {
        var body =
                method.equals("GET") || method.equals("DELETE")
                        ? BodyPublishers.noBody()
                        : BodyPublishers.ofString("{}");
        return gateway.send(
                gateway.request(path, headers)
                        .header("Content-Type", "application/json")
                        .method(method, body));
    }

    private static HttpResponse<String> invite(String email, String role) {
        return gateway.post(
                "/api/v1/invitations",
                "{\"email\": \"%s\", \"roles\": [%s]}".formatted(email, role),
                "Authorization",
                admin.bearer());
    }

    private static HttpResponse<String> accept(String body) {
        return gateway.post("/api/v1/invitations/acceptance", body);
    }

    private static String introspect(String bearer) {
        return gateway.post(
                        "/internal/introspection",
                        "{\"token\": \"%s\"}".formatted(bearer.substring("Bearer ".length())),
                        "Authorization",
                        INTERNAL)
                .body();
    }

    private static String signIn(String email) {
        return signIn(gateway, email, PASSWORD);
    }

    private static String signIn(RunningGateway market, String email, String password) {
        return "Bearer " + member(post(market, email, password).body(), "accessToken");
    }

    private static HttpResponse<String> post(RunningGateway market, String email, String password) {
        return market.post(
                "/api/v1/sessions",
                "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password));
    }

    private static List<HttpResponse<String>> atOnce(List<Callable<HttpResponse<String>>> attempts)
            throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads.invokeAll(attempts).stream().map(done -> done.resultNow()).toList();
        }
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String type) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains("\"type\":\"/problems/" + type + "\"");
    }

    private static String someEmail() {
        return "roles-" + UUID.randomUUID() + "@example.com";
    }
}
