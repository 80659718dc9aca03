package chosao.search.index;

import chosao.kernel.clock.MarketCalendar;
import chosao.kernel.metrics.SampledGauges;
import chosao.kernel.metrics.SampledGauges.Sampled;
import co.elastic.clients.elasticsearch.ElasticsearchClient;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * How many products can be found today. Catalog counts how many should be ({@code
 * market_products_on_sale}): a lasting difference is products that are missing in the index, or
 * that should not be in it any more.
 */
@Singleton
final class IndexMetrics {

    private final ElasticsearchClient client;
    private final ProductIndex index;
    private final MarketCalendar calendar;
    private final SampledGauges gauges;
    private final Sampled findable;

    IndexMetrics(
            ElasticsearchClient client,
            ProductIndex index,
            MarketCalendar calendar,
            MeterRegistry meters) {
        this.client = client;
        this.index = index;
        this.calendar = calendar;
        this.gauges = new SampledGauges(meters);
        this.findable =
                gauges.gauge(
                        "market.products.findable",
                        "Products in the index that are listed and covered by a certificate today");
    }

    @Scheduled(initialDelay = "1s", fixedDelay = "${market.metrics.products-every:1m}")
    void sample() {
        gauges.sample(this::ask);
    }

    private void ask() {
        try {
            findable.set(
                    (double)
                            client.count(count ->
                                            count.index(index.alias())
                                                    // None stands there before the first is built.
                                                    .ignoreUnavailable(true)
                                                    .query(Gate.open(calendar.today())))
                                    .count());
        } catch (IOException away) {
            throw new UncheckedIOException(away);
        }
    }
}
