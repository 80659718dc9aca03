package chosao.bench.report;

import chosao.bench.market.Machine;
import chosao.bench.market.Memory;
import chosao.bench.proof.FreshSearch;
import chosao.bench.proof.Rush;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that one run found out.
 *
 * @param products how many products the market listed
 * @param window how long each load was measured
 * @param starts how long the market took to be ready; empty where it ran already
 */
public record Report(
        Instant at,
        Machine machine,
        int products,
        Duration window,
        List<Start> starts,
        Figures figures,
        Optional<FreshSearch.Result> freshSearch,
        Optional<Rush.Result> rush,
        List<Memory> memory) {

    /** More failures than one in a thousand, and the figures are not worth much. */
    private static final double TOLERABLE_ERROR_RATE = 0.001;

    /** A start of the market, and from what. */
    public record Start(String from, Duration took) {}

    public Report {
        starts = List.copyOf(starts);
        memory = List.copyOf(memory);
    }

    public List<Goal> goals() {
        return Goal.of(this);
    }

    /** Whether the market did what it was asked, however fast. */
    public boolean isSound() {
        return figures.worstErrorRate() <= TOLERABLE_ERROR_RATE
                && rush.stream().allMatch(Rush.Result::isRight)
                && freshSearch.stream().allMatch(fresh -> fresh.missed() == 0);
    }
}
