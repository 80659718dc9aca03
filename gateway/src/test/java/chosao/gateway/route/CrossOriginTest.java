package chosao.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrossOriginTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://shop.example",
                "http://localhost:3000",
                "http://127.0.0.1:8080",
                "https://xn--ch-uja.example:8443",
                "http://[::1]:3000"
            })
    void permitsAnOriginAsBrowsersSendIt(String origin) {
        var request = new DefaultHttpHeaders().set(HttpHeaderNames.ORIGIN, origin);

        assertThat(new CrossOrigin(List.of("https://first.example", origin)).permitted(request))
                .isEqualTo(origin);
        assertThat(new CrossOrigin(List.of("")).permitted(request)).isNull();
        assertThat(new CrossOrigin(List.of("https://first.example")).permitted(request)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "null",
                "shop.example",
                "localhost:3000",
                "https://",
                "https://shop.example/",
                "https://shop.example/app",
                "https://shop.example?x",
                "https://me@shop.example",
                "https://Shop.example",
                "https://shop.example:443",
                "https://shop.example:99999",
                "https://chợ.example",
                "https://*.example",
                "ftp://shop.example",
                "https://a.example https://b.example"
            })
    void refusesWhatNoBrowserWouldSend(String origin) {
        assertThatThrownBy(() -> new CrossOrigin(List.of(origin)))
                .hasMessageContaining("CORS_ORIGINS: " + origin + " (expected: ");
    }
}
