package chosao.gateway.route;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTargetTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/../internal/changes",
                "/api/v1/products/..",
                "/api/v1/./products",
                "/api/v1/%2e%2e/internal",
                "/api/v1/.%2E/internal",
                "/api/v1/%252e%252e/internal",
                "/api/v1/..;/internal",
                "/api/v1/products;a=b",
                "//internal/changes",
                "/api/v1//products",
                "/api/v1%2finternal",
                "/api/v1/..%5cinternal",
                "/api/v1/..\\internal",
                "/api/v1/products/%00",
                "/api/v1/products/%0d%0aX:%20y",
                "/api/v1/products/%zz",
                "/api/v1/products/%4",
                "/api/v1/products/%",
                "/api/v1/products/%c3%28",
                "/api/v1/products/%c0%ae%c0%ae/internal",
                "/api/v1/search?q=%zz",
                "/api/v1/search?q=%ff",
                "/api/v1/search?q=%00",
                "internal/changes",
                "*",
                ""
            })
    void refusesWhatCouldBeReadInTwoWays(String target) {
        assertThat(RequestTarget.parse(target)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/api/v1/products/01890000-0000-7000-8000-000000000001",
                "/api/v1/search?q=tra+hoa+vang&stars=4,5&limit=20",
                "/api/v1/search?q=tr%C3%A0%20hoa",
                "/api/v1/regions/Kon%20Tum",
                "/.well-known/jwks.json",
                "/api/v1/search?next=/api/v1/../x",
                "/docs/"
            })
    void passesHonestTargetsOnUnchanged(String target) {
        assertThat(RequestTarget.parse(target)).map(RequestTarget::uri).contains(target);
    }

    @Test
    void encodesWhatPeopleTypeAsItIs() {
        var typed = new String("/api/v1/search?q=trà|[a]".getBytes(UTF_8), ISO_8859_1);

        assertThat(RequestTarget.parse(typed))
                .map(RequestTarget::uri)
                .contains("/api/v1/search?q=tr%c3%a0%7c%5ba%5d");
    }

    @ParameterizedTest
    @CsvSource({
        "http://market.example/api/v1/search?q=a, /api/v1/search?q=a",
        "http://market.example, /",
    })
    void takesTheAbsoluteFormToo(String target, String uri) {
        assertThat(RequestTarget.parse(target)).map(RequestTarget::uri).contains(uri);
    }

    @Test
    void refusesAWayUpInTheAbsoluteFormToo() {
        assertThat(RequestTarget.parse("http://market.example/api/v1/../internal")).isEmpty();
    }
}
