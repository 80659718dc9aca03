package chosao.kernel.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.data.connection.exceptions.ConnectionException;
import io.micronaut.data.connection.jdbc.exceptions.CannotGetJdbcConnectionException;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@MicronautTest
class DatabaseOutageTest {

    @Inject EmbeddedServer server;

    private final HttpClient client = HttpClient.newHttpClient();

    @ParameterizedTest
    @ValueSource(
            strings = {"no-connection", "lost-connection", "statement/08006", "statement/57P01"})
    void isToBeTriedAgain(String outage) throws Exception {
        var answer = get(outage);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue(Problem.MEDIA_TYPE);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("2");
        assertThat(answer.body())
                .contains("/problems/service-unavailable")
                .doesNotContain("secret address");
    }

    @ParameterizedTest
    @ValueSource(strings = {"statement/23514", "statement/42601"})
    void isNotWhatTheDatabaseRefuses(String refusal) throws Exception {
        var answer = get(refusal);

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body())
                .contains("/problems/internal-error")
                .doesNotContain("secret address");
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(server.getURI().resolve("/outages/" + path)).build(),
                BodyHandlers.ofString());
    }

    @Controller("/outages")
    @Secured(SecurityRule.IS_ANONYMOUS)
    static class Outages {

        @Get("/no-connection")
        void noConnection() {
            throw new CannotGetJdbcConnectionException("to a secret address");
        }

        @Get("/lost-connection")
        void lostConnection() {
            throw new ConnectionException("to a secret address");
        }

        @Get("/statement/{state}")
        void statement(String state) {
            throw new DataAccessException(
                    "at a secret address", new SQLException("at a secret address", state));
        }
    }
}
