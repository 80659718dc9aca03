package chosao.gateway.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.UUID;

/** Somebody with an account of their own at a running gateway. */
public final class Person {

    public static final String PASSWORD = "correct horse battery";

    public final RunningGateway gateway;
    public final String email = "an-" + UUID.randomUUID() + "@example.vn";

    private Person(RunningGateway gateway) {
        this.gateway = gateway;
    }

    /** Signs up. */
    public static Person at(RunningGateway gateway, String... headers) {
        var person = new Person(gateway);
        var answer =
                gateway.post(
                        "/api/v1/accounts",
                        """
                        {"email": "%s", "password": "%s", "name": "Nguyễn An"}
                        """
                                .formatted(person.email, PASSWORD),
                        headers);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return person;
    }

    public HttpResponse<String> trySignIn(String password, String... headers) {
        return gateway.post(
                "/api/v1/sessions",
                """
                {"email": "%s", "password": "%s"}
                """
                        .formatted(email, password),
                headers);
    }

    /** Signs in. */
    public Session signIn(String password, String... headers) {
        var answer = trySignIn(password, headers);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new Session(
                gateway,
                RunningGateway.member(answer.body(), "accessToken"),
                RunningGateway.member(answer.body(), "refreshToken"));
    }

    public Session signIn() {
        return signIn(PASSWORD);
    }

    /** A session of somebody. */
    public record Session(RunningGateway gateway, String access, String refresh) {

        public HttpResponse<String> get(String path) {
            return gateway.get(path, "Authorization", "Bearer " + access);
        }

        public HttpResponse<String> delete(String path) {
            return gateway.delete(path, "Authorization", "Bearer " + access);
        }

        public HttpResponse<String> post(String path, String json) {
            return gateway.post(path, json, "Authorization", "Bearer " + access);
        }

        public HttpResponse<String> put(String path, String json) {
            return gateway.send(
                    gateway.request(path, "Authorization", "Bearer " + access)
                            .header("Content-Type", "application/json")
                            .PUT(BodyPublishers.ofString(json)));
        }

        /** Whether it goes on: its access token counts, and it can be refreshed. */
        public boolean isActive() {
            return get("/api/v1/accounts/me").statusCode() == 200 && refreshed() == 200;
        }

        private int refreshed() {
            return gateway.post(
                            "/api/v1/sessions/refresh", "{\"refreshToken\": \"" + refresh + "\"}")
                    .statusCode();
        }
    }
}
