package chosao.local;

import static org.assertj.core.api.Assertions.assertThat;

import chosao.local.market.MarketState;
import chosao.local.process.Running;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command {@code ./market}, as far as it needs no build. */
class MarketCommandIT {

    @TempDir Path home;

    @Test
    void tellsServiceManagersThatNothingRuns() throws Exception {
        Outcome outcome = market("status");

        assertThat(outcome.said()).contains("The market does not run.");
        assertThat(outcome.status()).isEqualTo(3);
    }

    /** Alive, and with a port that nobody answers at. */
    @Test
    void aPartThatHangsIsNotWell() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            URI health = URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/health");
            poseAsOrders(health, Running.startOf(ProcessHandle.current()));

            Outcome outcome = market("status");

            assertThat(outcome.said()).containsPattern("orders +not answering");
            assertThat(outcome.status()).isEqualTo(1);
        }
    }

    @Test
    void whatAKilledSupervisorLeftIsNamed() throws Exception {
        long anotherProcess = Running.startOf(ProcessHandle.current()) - 1;
        poseAsOrders(null, anotherProcess);

        Outcome outcome = market("status");

        assertThat(outcome.said()).contains("goes on unwatched: orders.");
        assertThat(outcome.status()).isEqualTo(1);
    }

    @Test
    void stoppingWhatDoesNotRunIsNoFailure() throws Exception {
        Outcome outcome = market("stop");

        assertThat(outcome.said()).contains("The market does not run.");
        assertThat(outcome.status()).isZero();
    }

    @Test
    void namesACommandThatItDoesNotKnow() throws Exception {
        Outcome outcome = market("strat");

        assertThat(outcome.said()).contains("./market strat is not known", "./market start");
        assertThat(outcome.status()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "start --foo",
                "start --detach more",
                "stop more",
                "status more",
                "build more",
                "logs orders more",
                "reset --yes more"
            })
    void doesNothingWhereItDoesNotKnowAWord(String words) throws Exception {
        String[] command = words.split(" ");

        Outcome outcome = market(command);

        String word = command[command.length - 1];
        assertThat(outcome.said())
                .isEqualToIgnoringNewLines(
                        "./market %s: %s is not known; see ./market help"
                                .formatted(command[0], word));
        assertThat(outcome.status()).isEqualTo(1);
    }

    @Test
    void theLogsBeginWithNoBuild() throws Exception {
        Path logs = Files.createDirectory(home.resolve("logs"));
        Files.writeString(logs.resolve("build.log"), "[INFO] Building jar\n");
        Files.writeString(logs.resolve("orders.log"), "event=order.placed\n");

        assertThat(market("logs").said())
                .contains("event=order.placed")
                .doesNotContain("Building jar");
        assertThat(market("logs", "build").said()).contains("Building jar");
    }

    @Test
    void aBackupNeedsAPlaceAndSomethingToBackUp() throws Exception {
        assertThat(market("backup").said()).contains("name a new directory");
        assertThat(market("restore").said()).contains("name the directory of the backup");
        Outcome outcome = market("backup", home.resolve("backup").toString());

        assertThat(outcome.said()).contains("nothing to back up");
        assertThat(outcome.status()).isEqualTo(1);
    }

    private record Outcome(int status, String said) {}

    /**
     * This test is orders and its supervisor, or was started after that supervisor had ended.
     *
     * @param since when the supervisor started
     */
    private void poseAsOrders(@Nullable URI health, long since) throws IOException {
        ProcessHandle self = ProcessHandle.current();
        Running orders =
                new Running(
                        "orders",
                        "orders",
                        "http://127.0.0.1:8082",
                        health,
                        Running.State.READY,
                        self.pid(),
                        Running.startOf(self),
                        0);
        new ObjectMapper()
                .writeValue(
                        home.resolve("state.json").toFile(),
                        new MarketState(self.pid(), since, true, "", List.of(orders)));
    }

    /**
     * Runs it as a service manager does: with next to nothing in its environment, not even HOME.
     */
    private Outcome market(String... arguments) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(
                                Stream.concat(
                                                Stream.of(
                                                        Installation.project()
                                                                .resolve("market")
                                                                .toString()),
                                                List.of(arguments).stream())
                                        .toList())
                        .redirectErrorStream(true);
        builder.environment().keySet().retainAll(List.of("PATH"));
        builder.environment().put("MARKET_HOME", home.toString());
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), said);
    }
}
