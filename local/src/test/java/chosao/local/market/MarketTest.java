package chosao.local.market;

import static org.assertj.core.api.Assertions.assertThat;

import chosao.local.Installation;
import chosao.local.console.Progress;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarketTest {

    @TempDir Path home;

    @Test
    void onlyOneMarketRunsInAHome() {
        try (Market _ = open().orElseThrow()) {
            assertThat(open()).isEmpty();
        }

        try (Market market = open().orElseThrow()) {
            assertThat(market.supervisor().running()).hasSize(7);
        }
    }

    private Optional<Market> open() {
        MarketSettings settings = new MarketSettings(home, Map.of());
        Progress progress =
                new Progress(new PrintStream(PrintStream.nullOutputStream()), false, line -> {});
        return Market.open(() -> settings, Installation.project(), progress);
    }
}
