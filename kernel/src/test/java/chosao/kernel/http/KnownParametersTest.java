package chosao.kernel.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@MicronautTest
class KnownParametersTest {

    @Inject EmbeddedServer server;

    private final HttpClient client = HttpClient.newHttpClient();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/asked?one=a&tow=b",
                "/api/asked?One=a",
                "/api/asked?one=a&=b",
                "/api/asked/7?id=8",
                "/api/asked/bean?first=a&third=b",
                "/api/unasked?one=a",
                "/internal/asked?one=a&utm_source=x"
            })
    void refusesAParameterThatTheRouteDoesNotTake(String target) throws Exception {
        var answer = get(target);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("/problems/bad-parameter")
                .contains("is not one that can be asked with here");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/asked?one=a&one=b",
                "/api/asked?one=&one=",
                "/api/asked/bean?first=a&first=a"
            })
    void refusesAParameterThatComesTwice(String target) throws Exception {
        var answer = get(target);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("/problems/bad-parameter")
                .contains("must be given once");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/asked",
                "/api/asked?",
                "/api/asked?one=a",
                "/api/asked/7?named=a",
                "/api/asked/bean?first=a&list=b&list=c",
                "/page?utm_source=x"
            })
    void letsWhatTheRouteTakesPass(String target) throws Exception {
        assertThat(get(target).statusCode()).isEqualTo(200);
    }

    @Test
    void asksFirstWhoCalls() throws Exception {
        assertThat(get("/api/known/only?tow=b").statusCode()).isEqualTo(401);
        assertThat(get("/api/nothing?tow=b").statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> get(String target) throws Exception {
        return client.send(
                HttpRequest.newBuilder(server.getURI().resolve(target)).build(),
                BodyHandlers.ofString());
    }

    @Introspected
    record Bean(
            @QueryValue @Nullable String first, @QueryValue @ListParameter @Nullable String list) {}

    @Controller
    @Secured(SecurityRule.IS_ANONYMOUS)
    static class Asked {

        @Get("/api/asked")
        String one(@QueryValue @Nullable String one) {
            return "one";
        }

        @Get("/api/asked/{id}")
        String named(int id, @QueryValue("named") @Nullable String other) {
            return "named";
        }

        @Get("/api/asked/bean")
        String bean(@RequestBean Bean bean) {
            return "bean";
        }

        @Get("/api/unasked")
        String nothing() {
            return "nothing";
        }

        @Get("/internal/asked")
        String internal(@QueryValue @Nullable String one) {
            return "internal";
        }

        @Get("/page")
        String page() {
            return "page";
        }

        @Get("/api/known/only")
        @Secured(SecurityRule.IS_AUTHENTICATED)
        String known() {
            return "known";
        }
    }
}
