package chosao.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;

import chosao.gateway.testing.RunningGateway;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagesIT {

    private static final Pattern LINKED =
            Pattern.compile("(?:src|href)=\"(/(?:assets|docs)/[^\"]+)\"");

    @Test
    void servesPagesThatNeedNothingFromElsewhere() {
        try (var gateway = new RunningGateway(Map.of("gateway.sample-accounts", true))) {
            for (var path : new String[] {"/", "/docs", "/account"}) {
                var page = gateway.get(path);

                assertThat(page.statusCode()).isEqualTo(200);
                assertThat(page.headers().firstValue("Content-Type").orElseThrow())
                        .startsWith("text/html");
                assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                        .contains("default-src 'none'")
                        .doesNotContain("unsafe");
                assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
                assertThat(page.body()).doesNotContain("http://", "https://", "<script>", "style=");
                assertThat(linked(page.body()))
                        .anyMatch(link -> link.endsWith(".svg"))
                        .anyMatch(link -> link.endsWith(".css"))
                        .anyMatch(link -> link.endsWith(".js"))
                        .allSatisfy(
                                link -> assertThat(gateway.get(link).statusCode()).isEqualTo(200));
            }
            assertThat(gateway.get("/").body()).contains("producer@sample.local");
        }
    }

    @Test
    void tellsReadersAndTheirToolsWhatIsWhere() {
        try (var gateway = new RunningGateway()) {
            for (var path : new String[] {"/", "/docs", "/account"}) {
                assertThat(gateway.get(path).body())
                        .containsPattern("<html lang=\"(vi|en)\">")
                        .containsPattern("<title>[^<]+</title>")
                        .containsPattern("<meta name=\"description\" content=\"[^\"]+\">")
                        .containsOnlyOnce("<main id=")
                        .contains("<header", "<nav ", "<link rel=\"icon\"", "class=\"skip\"");
            }
            assertThat(gateway.get("/").body())
                    .contains("<label for=\"q\">", "<input id=\"q\"", "<h1>");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/docs", "/assets/market.css", "/docs/swagger-ui/swagger-ui.css"})
    void givesPagesAndTheirFilesToReadersOnly(String path) {
        try (var gateway = new RunningGateway()) {
            for (var method : new String[] {"POST", "PUT", "PATCH", "DELETE", "OPTIONS"}) {
                var answer =
                        gateway.send(gateway.request(path).method(method, BodyPublishers.noBody()));

                assertThat(answer.statusCode()).as(method).isEqualTo(405);
                assertThat(answer.headers().firstValue("Allow").orElseThrow().split(",\\s*"))
                        .containsExactlyInAnyOrder("GET", "HEAD");
                assertThat(answer.headers().firstValue("X-Content-Type-Options"))
                        .hasValue("nosniff");
                assertThat(answer.body()).contains("/problems/method-not-allowed");
            }
            assertThat(gateway.send(gateway.request(path).HEAD()).statusCode()).isEqualTo(200);
            assertThat(gateway.get(path).statusCode()).isEqualTo(200);
        }
    }

    private static List<String> linked(String page) {
        return LINKED.matcher(page).results().map(link -> link.group(1)).toList();
    }

    @Test
    void showsNoSampleAccountsWhereThereAreNone() {
        try (var gateway = new RunningGateway()) {
            assertThat(gateway.get("/").body()).doesNotContain("sample.local", "sample-password");
        }
    }
}
