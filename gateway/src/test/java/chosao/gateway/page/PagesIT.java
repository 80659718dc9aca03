package chosao.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;

import chosao.gateway.testing.RunningGateway;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PagesIT {

    private static final Pattern LINKED =
            Pattern.compile("(?:src|href)=\"(/(?:assets|docs)/[^\"]+)\"");

    @Test
    void servesPagesThatNeedNothingFromElsewhere() {
        try (var gateway = new RunningGateway(Map.of("gateway.sample-accounts", true))) {
            for (var path : new String[] {"/", "/docs"}) {
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
            for (var path : new String[] {"/", "/docs"}) {
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
