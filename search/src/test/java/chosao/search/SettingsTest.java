package chosao.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chosao.search.ranking.Ranking;
import chosao.search.ranking.Words;
import io.micronaut.context.ApplicationContext;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which settings a process starts with. */
class SettingsTest {

    @ParameterizedTest
    @CsvSource({
        "search.ranking.words, -1, words",
        "search.ranking.freshness-halves-after, 0s, freshnessHalvesAfter",
        "search.ranking.freshness-halves-after, -1d, freshnessHalvesAfter",
        "search.index.alias, '', alias",
        "search.index.shards, 0, shards",
        "search.index.replicas, -1, replicas",
        "search.index.refresh-interval, 0s, refreshInterval",
        "search.elasticsearch.connect-timeout, 0s, connectTimeout",
        "search.elasticsearch.answer-timeout, -2s, answerTimeout",
        "search.elasticsearch.work-timeout, 0s, workTimeout",
        "search.elasticsearch.connections, 0, connections",
        "search.feeds.token, '', token",
    })
    void doesNotStartWithWhatCannotBe(String setting, String value, String named) {
        assertThatThrownBy(() -> start(setting, value).close()).hasStackTraceContaining(named);
    }

    @Test
    void countsAHalfLifeOfHoursInWholeMilliseconds() {
        try (var context = start("search.ranking.freshness-halves-after", "12h")) {
            var query =
                    context.getBean(Ranking.class)
                            .byRelevance(
                                    Words.of(""), List.of(), LocalDate.of(2026, 11, 22), false);

            assertThat(query.build()._toQuery().toString()).contains("\"pivot\":\"43200000ms\"");
        }
    }

    private static ApplicationContext start(String setting, String value) {
        var settings =
                new HashMap<String, Object>(
                        Map.of(
                                "market.internal.token",
                                FeedDouble.TOKEN,
                                "search.feeds.token",
                                FeedDouble.TOKEN));
        settings.put(setting, value);
        return ApplicationContext.run(settings);
    }
}
