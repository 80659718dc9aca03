package chosao.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import chosao.bench.load.Latency;
import chosao.bench.load.Measurement;
import chosao.bench.market.Machine;
import chosao.bench.market.Memory;
import chosao.bench.proof.FreshSearch;
import chosao.bench.proof.Rush;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportTest {

    private static final Figure DETAILS = figure(Workload.DETAIL, Way.GATEWAY, 40_000, Map.of());
    private static final Figure DETAILS_ALONE =
            figure(Workload.DETAIL, Way.SERVICE, 100_000, Map.of());

    @Test
    void comparesThroughputWithTheReferenceAtTheSameNumberOfConnections() {
        var figures = new Figures(List.of(DETAILS, DETAILS_ALONE));

        assertThat(figures.ratio(Workload.DETAIL, Way.GATEWAY, Way.SERVICE, 16)).hasValue(0.4);
        assertThat(figures.ratio(Workload.DETAIL, Way.GATEWAY, Way.SERVICE, 64)).isEmpty();
        assertThat(figures.ratio(Workload.SEARCH, Way.GATEWAY, Way.SERVICE, 16)).isEmpty();
    }

    @Test
    void saysWhichGoalsAreMissed() {
        var report = report(List.of(DETAILS, DETAILS_ALONE), rush(50, 150));

        assertThat(report.goals())
                .extracting(Goal::title, Goal::isMet)
                .contains(
                        tuple("product detail, 30 × the best peer", true),
                        tuple("product detail, gateway ÷ service alone", false),
                        tuple("from change to searchable, p99", true));
    }

    @Test
    void isUnsoundWhenMoreThanOneInAThousandFails() {
        var few = figure(Workload.DETAIL, Way.GATEWAY, 9_990, Map.of("status 503", 10L));
        var many = figure(Workload.DETAIL, Way.GATEWAY, 9_980, Map.of("status 503", 20L));

        assertThat(report(List.of(few), rush(50, 150)).isSound()).isTrue();
        assertThat(report(List.of(many), rush(50, 150)).isSound()).isFalse();
    }

    @Test
    void isUnsoundWhenMoreWasSoldThanThereWas() {
        assertThat(report(List.of(DETAILS), rush(51, 149)).isSound()).isFalse();
    }

    @Test
    void isUnsoundWhenABuyerGotNoClearAnswer() {
        assertThat(report(List.of(DETAILS), new Rush.Result(50, 200, 50, 149, 1)).isSound())
                .isFalse();
    }

    @Test
    void tellsPeopleAndProgramsTheSame() {
        var report = report(List.of(DETAILS, DETAILS_ALONE), rush(50, 150));

        assertThat(TextReport.of(report))
                .contains("product detail, through the gateway     16   4,000     1.5     9.0")
                .contains("200 buyers after 50 pieces: 50 sold, 150 refused, 0 other answers")
                .contains("30.3");
        var json = JsonReport.of(report);
        assertThat(json.at("/loads/0/perSecond").asDouble()).isEqualTo(4_000);
        assertThat(json.at("/loads/0/ratios/service").asDouble()).isEqualTo(0.4);
        assertThat(json.at("/loads/0/p99Micros").asLong()).isEqualTo(9_000);
        assertThat(json.at("/rush/sold").asInt()).isEqualTo(50);
    }

    private static Figure figure(
            Workload workload, Way way, long succeeded, Map<String, Long> errors) {
        return new Figure(
                workload,
                way,
                16,
                new Measurement(
                        Duration.ofSeconds(10),
                        succeeded,
                        errors,
                        new Latency(1_500, 9_000, 20_000)));
    }

    private static Rush.Result rush(int sold, int refused) {
        return new Rush.Result(50, 200, sold, refused, 200 - sold - refused);
    }

    private static Report report(List<Figure> figures, Rush.Result rush) {
        return new Report(
                Instant.EPOCH,
                new Machine(2, "a processor", 24_000, "Linux", "25"),
                2_400,
                Duration.ofSeconds(10),
                List.of(new Report.Start("nothing", Duration.ofSeconds(20))),
                new Figures(figures),
                Optional.of(new FreshSearch.Result(100, 0, new Latency(200_000, 400_000, 500_000))),
                Optional.of(rush),
                List.of(new Memory("catalog", 1, 250_000, 300_000)));
    }
}
