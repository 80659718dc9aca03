package chosao.local.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import chosao.local.Installation;
import chosao.local.console.Progress;
import chosao.local.process.Running;
import chosao.local.process.StartFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class MarketTest {

    @TempDir Path home;

    private final ByteArrayOutputStream told = new ByteArrayOutputStream();

    @Test
    void onlyOneMarketRunsInAHome() {
        try (Market _ = open().orElseThrow()) {
            assertThat(open()).isEmpty();
        }

        try (Market market = open().orElseThrow()) {
            assertThat(market.supervisor().running()).hasSize(7);
        }
    }

    @Test
    @Timeout(30)
    void aDiskThatTakesNoStateEndsNothingAndIsReported() throws IOException {
        Path nothingIsBuilt = Files.createDirectory(home.resolve("project"));
        Files.createDirectories(home.resolve("state.json.new/in the way"));
        try (Market market = open(nothingIsBuilt).orElseThrow()) {

            StartFailure failure =
                    catchThrowableOfType(
                            StartFailure.class,
                            () -> market.supervisor().resume("stripe", Map.of()));

            assertThat(failure).hasMessageContaining("it is not built");
            assertThat(told.toString(StandardCharsets.UTF_8))
                    .contains("! ./market status is not up to date");
        }
    }

    @Test
    void aDamagedStateSaysNothing() throws IOException {
        Files.writeString(home.resolve("state.json"), "{\"pid\":");

        assertThat(MarketState.read(new MarketSettings(home, Map.of()))).isEmpty();
    }

    @Test
    void theStateOfASupervisorOfAnotherBuildIsRead() throws IOException {
        Files.writeString(
                home.resolve("state.json"),
                """
                {"pid": 1, "since": 2, "ready": true, "address": "http://127.0.0.1:8080", "new": {},
                 "parts": [{"name": "orders", "title": "orders", "address": "http://127.0.0.1:8082",
                            "state": "READY", "pid": 3, "since": 4, "restarts": 0, "new": []}]}
                """);

        MarketState read = MarketState.read(new MarketSettings(home, Map.of())).orElseThrow();

        assertThat(read.parts())
                .containsExactly(
                        new Running(
                                "orders",
                                "orders",
                                "http://127.0.0.1:8082",
                                null,
                                Running.State.READY,
                                3,
                                4,
                                0));
    }

    @Test
    void onlyTheOwnerMayReadTheLogs() throws IOException {
        try (Market _ = open().orElseThrow()) {
            assertThat(
                            PosixFilePermissions.toString(
                                    Files.getPosixFilePermissions(home.resolve("logs"))))
                    .isEqualTo("rwx------");
        }
    }

    private Optional<Market> open() {
        return open(Installation.project());
    }

    private Optional<Market> open(Path project) {
        MarketSettings settings = new MarketSettings(home, Map.of());
        Progress progress =
                new Progress(
                        new PrintStream(told, true, StandardCharsets.UTF_8), false, line -> {});
        return Market.open(() -> settings, project, progress);
    }
}
