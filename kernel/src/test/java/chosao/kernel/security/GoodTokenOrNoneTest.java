package chosao.kernel.security;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@MicronautTest
class GoodTokenOrNoneTest {

    @Inject EmbeddedServer server;

    private final HttpClient client = HttpClient.newHttpClient();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer nonsense",
                "bearer nonsense",
                "Bearer",
                "Bearer a-secret-for-this-tesT",
                "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0."
            })
    void refusesABadTokenAlsoWhereNoneIsNeeded(String authorization) throws Exception {
        for (var path : new String[] {"/open", "/closed"}) {
            var answer = get(path, "Authorization", authorization);

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("Content-Type"))
                    .hasValue("application/problem+json");
            assertThat(answer.body()).contains("/problems/unauthenticated");
            assertThat(answer.headers().allValues("WWW-Authenticate"))
                    .containsExactly("Bearer error=\"invalid_token\"");
        }
    }

    @Test
    void asksForATokenWhereNoneCameAndOneIsNeeded() throws Exception {
        var answer = get("/closed");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().allValues("WWW-Authenticate")).containsExactly("Bearer");
    }

    @Test
    void welcomesWhoeverHasAGoodTokenOrNone() throws Exception {
        assertThat(get("/open").statusCode()).isEqualTo(200);
        assertThat(get("/open", "Authorization", "Basic eDp5").statusCode()).isEqualTo(200);
        assertThat(get("/open", "Authorization", "Bearer a-secret-for-this-test").statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/open/renewal", "/health", "/prometheus"})
    void looksAtNoTokenWhereAnyIsIgnored(String path) throws Exception {
        assertThat(get(path, "Authorization", "Bearer nonsense").statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(server.getURI().resolve(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    @Controller
    @Secured(SecurityRule.IS_ANONYMOUS)
    static class Doors {

        @Get("/open")
        String open() {
            return "welcome";
        }

        @Get("/open/renewal")
        @IgnoresToken
        String renewal() {
            return "welcome";
        }

        @Get("/closed")
        @Secured(SecurityRule.IS_AUTHENTICATED)
        String closed() {
            return "welcome";
        }
    }
}
