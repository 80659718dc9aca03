package chosao.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import chosao.local.console.Progress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {

    /** Says that it started, is ready, and says that it ended when it is asked to. */
    private static final String SERVER =
            """
            echo "start $0" >> "$EVENTS"
            trap 'echo "stop $0" >> "$EVENTS"; kill $!; exit 0' TERM
            touch "$READY"
            while :; do sleep 1000 & wait $!; done
            """;

    @TempDir Path directory;

    private final ByteArrayOutputStream told = new ByteArrayOutputStream();

    @Test
    void startsWhatIsNeededFirstAndStopsItLast() throws IOException {
        try (Supervisor supervisor =
                supervisor(
                        part("store", SERVER),
                        part("service", SERVER, "store"),
                        part("door", SERVER, "service"))) {
            supervisor.start();

            assertThat(supervisor.running())
                    .extracting(Running::state)
                    .containsOnly(Running.State.READY);
        }

        assertThat(Files.readAllLines(directory.resolve("events")))
                .containsExactly(
                        "start store",
                        "start service",
                        "start door",
                        "stop door",
                        "stop service",
                        "stop store");
    }

    @Test
    void whatIsCalledEndsAfterItsCallerThoughItStartsByItself() throws IOException {
        try (Supervisor supervisor =
                supervisor(part("service", SERVER), part("door", SERVER).calling("service"))) {
            supervisor.start();
        }

        assertThat(Files.readAllLines(directory.resolve("events")))
                .endsWith("stop door", "stop service");
    }

    /** Each ends only once the other was asked to, which one after the other they never were. */
    @Test
    @Timeout(30)
    void partsThatDoNotNeedEachOtherEndSideBySide() throws IOException {
        String endsWithOther =
                """
                trap 'touch "$EVENTS.$0"; until [ -f "$EVENTS.OTHER" ]; do :; done; echo "stop $0" >> "$EVENTS"; kill $!; exit 0' TERM
                touch "$READY"
                while :; do sleep 1000 & wait $!; done
                """;
        try (Supervisor supervisor =
                supervisor(
                        part("catalog", endsWithOther.replace("OTHER", "orders")),
                        part("orders", endsWithOther.replace("OTHER", "catalog")))) {
            supervisor.start();
        }

        assertThat(Files.readAllLines(directory.resolve("events")))
                .containsExactlyInAnyOrder("stop catalog", "stop orders");
    }

    @Test
    void aPartThatCrashesIsReportedAndStartedAgain() {
        try (Supervisor supervisor = supervisor(part("service", SERVER))) {
            supervisor.start();
            long first = supervisor.running().getFirst().pid();

            ProcessHandle.of(first).orElseThrow().destroyForcibly();

            await().until(() ->
                    supervisor.running().getFirst().restarts() == 1
                            && supervisor.running().getFirst().state() == Running.State.READY);
            assertThat(supervisor.running().getFirst().pid()).isNotEqualTo(first);
            assertThat(told())
                    .contains("service ended, killed by signal 9; starting it again in 1 s");
        }
    }

    @Test
    void aPartThatRunsButHangsIsReportedOnceAndLeftAlone() throws IOException {
        ScriptPart part = part("service", SERVER);
        try (Supervisor supervisor = supervisor(part)) {
            supervisor.start();
            long first = supervisor.running().getFirst().pid();

            Files.delete(part.readyFile());

            await().until(() -> told().contains("! service runs but has not been ready for 1 s"));
            Files.createFile(part.readyFile());
            await().until(() -> told().contains("service is ready again"));
            assertThat(told()).containsOnlyOnce("service runs but");
            assertThat(supervisor.running().getFirst().pid()).isEqualTo(first);
        }
    }

    @Test
    void aPartThatWasKilledOnPurposeStaysDownUntilItIsResumed() throws IOException {
        try (Supervisor supervisor =
                supervisor(part("service", "echo \"extra=$EXTRA\" >> \"$EVENTS\"\n" + SERVER))) {
            supervisor.start();

            supervisor.kill("service");

            assertThat(supervisor.running().getFirst().state()).isEqualTo(Running.State.STOPPED);

            supervisor.resume("service", Map.of("EXTRA", "word"));

            assertThat(supervisor.running().getFirst().state()).isEqualTo(Running.State.READY);
            assertThat(Files.readAllLines(directory.resolve("events")))
                    .contains("extra=", "extra=word");
        }
    }

    @Test
    void whatCannotStartIsNamedWithTheEndOfItsLogAndTheRestIsStopped() {
        Supervisor supervisor =
                supervisor(
                        part("store", SERVER),
                        part("service", "echo 'DATABASE_URL is not set'; exit 3", "store"));

        StartFailure failure = catchThrowableOfType(StartFailure.class, supervisor::start);

        assertThat(failure).hasMessageContaining("service ended while it started, with status 3");
        assertThat(failure.log()).containsExactly("DATABASE_URL is not set");
        assertThat(supervisor.running()).noneMatch(part -> part.process().isPresent());
    }

    @Test
    @Timeout(30)
    void anErrorThatStopsAStartIsToldLikeAnyFailure() {
        Supervisor supervisor =
                supervisor(
                        new PreparedPart(
                                part("service", SERVER),
                                () -> {
                                    throw new ExceptionInInitializerError("no such library");
                                }));

        StartFailure failure = catchThrowableOfType(StartFailure.class, supervisor::start);

        assertThat(failure).hasMessage("service could not be started: no such library");
    }

    @Test
    @Timeout(30)
    void closingDuringAStartLeavesNothingBehindThatPreparesIt() throws Exception {
        Path pid = directory.resolve("pid");
        Supervisor supervisor =
                supervisor(
                        new PreparedPart(
                                part("store", SERVER),
                                () ->
                                        Commands.run(
                                                List.of("sh", "-c", "echo $$ > pid; sleep 1000"),
                                                directory,
                                                Map.of())),
                        part("service", SERVER, "store"));
        FutureTask<@Nullable Throwable> starting =
                new FutureTask<>(() -> catchThrowable(supervisor::start));
        Thread.ofVirtual().start(starting);
        await().until(() -> Files.exists(pid) && Files.size(pid) > 0);
        ProcessHandle preparing =
                ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();

        supervisor.close();

        assertThat(starting.get()).isInstanceOf(CancellationException.class);
        await().until(() -> !preparing.isAlive());
        assertThat(Files.exists(directory.resolve("events"))).isFalse();
    }

    @Test
    void aTakenPortIsNamedWithItsHolderAndHowToChooseAnother() throws IOException {
        ScriptPart part = part("service", SERVER);
        ScriptPart neighbour = part("neighbour", SERVER).at(part.port().number() + 1);
        try (ServerSocket taken =
                new ServerSocket(part.port().number(), 1, InetAddress.getLoopbackAddress())) {
            Supervisor supervisor = supervisor(part, neighbour);

            StartFailure failure = catchThrowableOfType(StartFailure.class, supervisor::start);

            assertThat(failure)
                    .hasMessageContaining(
                            "Port "
                                    + taken.getLocalPort()
                                    + ", which service wants, is taken by process "
                                    + ProcessHandle.current().pid())
                    .hasMessageContaining(
                            "SOME_PORT=" + (taken.getLocalPort() + 2) + " ./market start");
        }
    }

    @Test
    void aPartInheritsOnlyWhatItIsGiven() throws IOException {
        try (Supervisor supervisor = supervisor(part("service", "env >> \"$EVENTS\"\n" + SERVER))) {
            supervisor.start();
        }

        assertThat(Files.readAllLines(directory.resolve("events")))
                .filteredOn(line -> line.contains("="))
                .extracting(line -> line.substring(0, line.indexOf('=')))
                .contains("PATH", "READY", "EVENTS")
                .isSubsetOf("PATH", "READY", "EVENTS", "PWD", "OLDPWD", "SHLVL", "_");
    }

    private ScriptPart part(String name, String script, String... needs) {
        return ScriptPart.of(name, directory, script.replace("$0", name), needs);
    }

    /** A part that needs some work before each start. */
    private record PreparedPart(ScriptPart part, Runnable preparation) implements Part {

        @Override
        public String name() {
            return part.name();
        }

        @Override
        public String title() {
            return part.title();
        }

        @Override
        public String address() {
            return part.address();
        }

        @Override
        public Port port() {
            return part.port();
        }

        @Override
        public Set<String> needs() {
            return part.needs();
        }

        @Override
        public Launch launch() throws Exception {
            preparation.run();
            return part.launch();
        }

        @Override
        public boolean isReady() {
            return part.isReady();
        }
    }

    private Supervisor supervisor(Part... parts) {
        Progress progress =
                new Progress(
                        new PrintStream(told, true, StandardCharsets.UTF_8), false, line -> {});
        return new Supervisor(
                List.of(parts),
                () -> Map.of("PATH", System.getenv("PATH")),
                directory.resolve("logs"),
                progress,
                running -> {});
    }

    private String told() {
        return told.toString(StandardCharsets.UTF_8);
    }
}
