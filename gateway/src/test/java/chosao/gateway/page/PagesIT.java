package chosao.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;

import chosao.gateway.testing.RunningGateway;
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
                var linked = LINKED.matcher(page.body());
                while (linked.find()) {
                    assertThat(gateway.get(linked.group(1)).statusCode())
                            .as(linked.group(1))
                            .isEqualTo(200);
                }
            }
            assertThat(gateway.get("/").body()).contains("producer@sample.local");
        }
    }

    @Test
    void showsNoSampleAccountsWhereThereAreNone() {
        try (var gateway = new RunningGateway()) {
            assertThat(gateway.get("/").body()).doesNotContain("sample.local", "sample-password");
        }
    }
}
