package chosao.kernel.http;

import static org.assertj.core.api.Assertions.assertThat;

import chosao.kernel.problem.KernelProblem;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@MicronautTest
class CachingTest {

    @Inject EmbeddedServer server;

    @ParameterizedTest
    @CsvSource({
        "/api/own, no-store",
        "/api/refused, no-store",
        "/api/nowhere, no-store",
        "/api/kept, no-cache",
    })
    void keepsAnAnswerFromCachesUnlessItSaysOtherwise(String path, String told) throws Exception {
        assertThat(answerOf(path).headers().allValues("Cache-Control")).containsExactly(told);
    }

    @Test
    void tellsCachesThatAKeptAnswerIsForOneEncoding() throws Exception {
        assertThat(answerOf("/api/kept").headers().allValues("Vary"))
                .containsExactly("Accept-Encoding");
        assertThat(answerOf("/api/own").headers().allValues("Vary")).isEmpty();
    }

    private java.net.http.HttpResponse<String> answerOf(String path) throws Exception {
        var request = HttpRequest.newBuilder(server.getURI().resolve(path)).build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    @Controller("/api")
    @Secured(SecurityRule.IS_ANONYMOUS)
    static class Answers {

        @Get("/own")
        String own() {
            return "mine";
        }

        @Get("/refused")
        String refused() {
            throw KernelProblem.NOT_FOUND.with();
        }

        @Get("/kept")
        HttpResponse<String> kept() {
            return HttpResponse.ok("everybody's").header("Cache-Control", "no-cache");
        }
    }
}
