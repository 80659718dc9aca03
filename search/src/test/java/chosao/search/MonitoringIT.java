package chosao.search;

import static chosao.search.ProductFixture.aProduct;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the operator sees of the index. */
class MonitoringIT {

    @Test
    void countsWhatCanBeFoundToday() {
        try (var search = SearchProcess.start()) {
            search.list(
                            aProduct().named("Trà hoa vàng"),
                            aProduct().named("Trà shan tuyết"),
                            aProduct().named("Trà không niêm yết").unlisted(),
                            aProduct().named("Trà hết hạn").uncertified())
                    .awaitAll();

            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(findable(search)).isEqualTo(2));
        }
    }

    private static double findable(SearchProcess search) {
        // It is there once an index stands.
        var gauge = search.bean(MeterRegistry.class).find("market.products.findable").gauge();
        return gauge == null ? Double.NaN : gauge.value();
    }
}
