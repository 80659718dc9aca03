package chosao.kernel.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@MicronautTest
class AcceptedTypesTest {

    @Inject EmbeddedServer server;

    private final HttpClient client = HttpClient.newHttpClient();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/* | /written/json | 200",
                "application/*;q=0.8 | /written/json | 200",
                "text/plain, application/* | /written/json | 200",
                "application/* | /written/yaml | 200",
                "application/json | /written/json | 200",
                "*/* | /written/json | 200",
                "text/* | /written/json | 406",
                "image/png, text/plain | /written/json | 406"
            })
    void takesInTheTypesOfARange(String accept, String path, int status) throws Exception {
        var request =
                HttpRequest.newBuilder(server.getURI().resolve(path)).header("Accept", accept);

        assertThat(client.send(request.build(), BodyHandlers.ofString()).statusCode())
                .isEqualTo(status);
    }

    @Controller("/written")
    @Secured(SecurityRule.IS_ANONYMOUS)
    static class Written {

        @Get("/json")
        String json() {
            return "{}";
        }

        @Get("/yaml")
        @Produces("application/yaml")
        String yaml() {
            return "{}";
        }
    }
}
