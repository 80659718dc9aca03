package chosao.local;

import chosao.local.backup.Backup;
import chosao.local.backup.Restore;
import chosao.local.console.Progress;
import chosao.local.demo.Demo;
import chosao.local.market.FirstAdmin;
import chosao.local.market.Leftovers;
import chosao.local.market.Market;
import chosao.local.market.MarketSettings;
import chosao.local.market.MarketState;
import chosao.local.market.Parts;
import chosao.local.market.Secrets;
import chosao.local.process.Health;
import chosao.local.process.Memory;
import chosao.local.process.RotatingLog;
import chosao.local.process.Running;
import chosao.local.process.StartFailure;
import chosao.local.process.Supervisor;
import chosao.local.process.Trees;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * Runs the market on this machine: {@code start}, {@code start --detach}, {@code stop}, {@code
 * status}, {@code reset}, {@code backup}, {@code restore}, {@code demo}, {@code admin create}.
 * People call it by the script {@code market}, which builds first.
 */
public final class LocalMarket {

    private static final int FAILED = 1;
    private static final int USAGE = 2;

    /** What service managers answer for a service that does not run (LSB). */
    private static final int NOT_RUNNING = 3;

    private static final String ADMIN_CREATE = "admin create ";

    /** How long a part may take to say how it is. */
    private static final Duration STATUS_PATIENCE = Duration.ofSeconds(2);

    private final MarketSettings settings;
    private final Path project;
    private final PrintStream out;
    private final boolean terminal;

    private LocalMarket(MarketSettings settings, Path project, PrintStream out, boolean terminal) {
        this.settings = settings;
        this.project = project;
        this.out = out;
        this.terminal = terminal;
    }

    public static void main(String[] args) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Path project = Installation.project();
        int status;
        try {
            MarketSettings settings = MarketSettings.from(System.getenv(), project);
            LocalMarket market =
                    new LocalMarket(settings, project, out, Boolean.getBoolean("market.terminal"));
            status = market.run(args);
        } catch (StartFailure e) {
            out.println();
            out.println(e.getMessage());
            e.log().forEach(line -> out.println("  | " + line));
            status = FAILED;
        }
        System.exit(status);
    }

    /** Those that name a directory come first: its name may have blanks. */
    private int run(String[] words) {
        if (words.length == 2 && words[0].equals("backup")) {
            return backup(Path.of(words[1]));
        }
        if (words.length == 2 && words[0].equals("restore")) {
            return restore(Path.of(words[1]), false);
        }
        if (words.length == 3 && words[0].equals("restore") && words[2].equals("--yes")) {
            return restore(Path.of(words[1]), true);
        }
        return run(String.join(" ", words));
    }

    private int run(String command) {
        return switch (command) {
            case "start" -> start("Ctrl-C here, or ./market stop");
            case "start --detach" -> startDetached();
            case "start --detached" -> start("./market stop");
            case "stop" -> stop();
            case "status" -> status();
            case "reset" -> reset();
            case "demo" -> demo();
            default -> {
                if (command.startsWith(ADMIN_CREATE)) {
                    yield createAdmin(command.substring(ADMIN_CREATE.length()));
                }
                out.println(
                        "LocalMarket start | start --detach | stop | status | reset | backup DIR"
                                + " | restore DIR [--yes] | demo | admin create EMAIL");
                yield USAGE;
            }
        };
    }

    private int start(String howToStop) {
        long began = System.nanoTime();
        Market.prepare(settings);
        try (RotatingLog log = new RotatingLog(settings.logs().resolve("market.log"));
                Progress progress =
                        new Progress(
                                out, terminal, line -> log.write(Instant.now() + " " + line))) {
            Optional<Market> opened = Market.open(() -> settings, project, progress);
            if (opened.isEmpty()) {
                return alreadyRuns();
            }
            return run(opened.get(), progress, began, howToStop);
        }
    }

    private int run(Market market, Progress progress, long began, String howToStop) {
        CountDownLatch stopped = new CountDownLatch(1);
        Thread stop =
                Thread.ofPlatform()
                        .unstarted(() -> {
                            progress.say("Stopping.");
                            market.close();
                            progress.say("Stopped. Data is kept in " + settings.home());
                            stopped.countDown();
                        });
        Runtime.getRuntime().addShutdownHook(stop);
        try {
            progress.say("Starting the market.");
            market.start();
        } catch (RuntimeException e) {
            if (isWithdrawn(stop)) {
                market.close();
                throw e;
            }
            // Someone stops the market while it starts: nothing has failed.
            await(stopped);
            return FAILED;
        }
        greet(progress, Duration.ofNanos(System.nanoTime() - began), howToStop);
        await(stopped);
        return 0;
    }

    /** False if the program is already ending, and the hook runs. */
    private static boolean isWithdrawn(Thread hook) {
        try {
            return Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            return false;
        }
    }

    private void greet(Progress progress, Duration took, String howToStop) {
        URI gateway = settings.publicUrl(settings.gateway());
        progress.say("");
        progress.say("The market is open, after " + Progress.seconds(took) + ".");
        progress.say("");
        progress.say("  the market   " + gateway);
        progress.say("  its API      " + gateway + "/docs");
        progress.say(
                "  card money   "
                        + (settings.usesStripe()
                                ? "Stripe, with your keys"
                                : settings.publicStripeSandbox()
                                        + "  (a sandbox: no real money moves)"));
        progress.say(
                "  accounts     "
                        + (settings.opensSampleAccounts()
                                ? "buyer@ producer@ fair@ certifier@ admin@ sample.local, password sample-password"
                                : "the first admin: ./market admin create you@example.com"));
        progress.say("");
        if (settings.loadsSampleGoods()) {
            progress.say("  try   curl -s '" + gateway + "/api/v1/search?q=tra+hoa+vang&limit=1'");
        }
        progress.say("  stop  " + howToStop);
        progress.say("  logs  ./market logs     data  " + settings.home());
        progress.say("");
    }

    /** The supervisor runs on in a session of its own; we tell what it tells until it is ready. */
    private int startDetached() {
        Optional<MarketState> running = runningMarket();
        if (running.isPresent()) {
            alreadyRuns();
            return running.get().ready() ? 0 : FAILED;
        }
        List<String> command = new ArrayList<>(List.of("setsid", "nohup"));
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(List.of(ProcessHandle.current().info().arguments().orElse(new String[0])));
        command.set(command.size() - 1, "--detached");
        Process supervisor;
        try {
            supervisor =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectInput(
                                    ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                            .start();
        } catch (IOException e) {
            throw new StartFailure("Cannot start in the background: " + e.getMessage());
        }
        Thread giveUp = Thread.ofPlatform().unstarted(supervisor::destroy);
        Runtime.getRuntime().addShutdownHook(giveUp);
        Thread.ofVirtual().start(() -> copy(supervisor));
        while (supervisor.isAlive()) {
            boolean ready =
                    MarketState.read(settings)
                            .filter(state -> state.pid() == supervisor.pid() && state.ready())
                            .isPresent();
            pause(Duration.ofMillis(200));
            if (ready && isWithdrawn(giveUp)) {
                return 0;
            }
        }
        pause(Duration.ofMillis(200));
        return supervisor.exitValue() == 0 ? FAILED : supervisor.exitValue();
    }

    private int stop() {
        try (Progress progress = new Progress(out, terminal, line -> {})) {
            Optional<MarketState> running = runningMarket();
            if (running.isPresent()) {
                end(running.get(), progress);
                return 0;
            }
            if (!Files.isDirectory(settings.home())) {
                progress.say("The market does not run.");
                return 0;
            }
            boolean left = MarketState.read(settings).isPresent();
            Leftovers.stop(settings, parts(), progress);
            progress.say(
                    left ? "Stopped what a killed market had left." : "The market does not run.");
            return 0;
        }
    }

    private void end(MarketState state, Progress progress) {
        ProcessHandle supervisor = state.supervisor().orElse(null);
        if (supervisor == null) {
            return;
        }
        Progress.Step step = progress.begin("stopping");
        if (!supervisor.destroy()) {
            step.forget();
            throw new StartFailure(
                    "The market runs as user "
                            + supervisor.info().user().orElse("of another name")
                            + ": stop it as that user.");
        }
        try {
            supervisor
                    .onExit()
                    .get(
                            Supervisor.longestClose(state.parts().size()).toSeconds(),
                            TimeUnit.SECONDS);
            step.done("services first, then their stores; data is kept in " + settings.home());
        } catch (TimeoutException late) {
            supervisor.destroyForcibly();
            step.failed("took too long and was killed");
            Leftovers.stop(settings, parts(), progress);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int status() {
        Optional<MarketState> running = runningMarket();
        if (running.isEmpty()) {
            return statusOfLeftovers();
        }
        MarketState state = running.get();
        Map<String, Health> healths = healthsOf(state);
        out.printf(
                Locale.ROOT,
                "%-20s %-13s %8s %9s %9s  %s%n",
                "",
                "state",
                "pid",
                "up",
                "memory",
                "address");
        long memory = 0;
        for (Running part : state.parts()) {
            long bytes = part.process().map(Memory::of).orElse(0L);
            memory += bytes;
            out.printf(
                    Locale.ROOT,
                    "%-20s %-13s %8d %9s %5d MiB  %s%s%n",
                    part.title(),
                    wordFor(part, healths),
                    part.pid(),
                    part.process().isPresent() ? since(part.since()) : "-",
                    bytes >> 20,
                    part.address(),
                    part.restarts() == 0 ? "" : "  (restarted " + part.restarts() + "×)");
        }
        long own = state.supervisor().map(Memory::ofAlone).orElse(0L);
        out.printf(
                Locale.ROOT,
                "%-20s %-13s %8d %9s %5d MiB%n",
                "supervisor",
                state.ready() ? "ready" : "starting",
                state.pid(),
                since(state.since()),
                own >> 20);
        out.printf(
                Locale.ROOT,
                "%-20s %-13s %8s %9s %5d MiB%n",
                "all",
                "",
                "",
                "",
                (memory + own) >> 20);
        boolean allReady =
                state.ready()
                        && state.parts().stream()
                                .allMatch(part -> part.state() == Running.State.READY)
                        && healths.values().stream().allMatch(health -> health == Health.READY);
        return allReady ? 0 : FAILED;
    }

    /** How those parts are now that were ready and can be asked; all are asked at once. */
    private static Map<String, Health> healthsOf(MarketState state) {
        Map<String, CompletableFuture<Health>> asked = new HashMap<>();
        for (Running part : state.parts()) {
            if (part.state() == Running.State.READY && part.health() != null) {
                asked.put(part.name(), Health.ask(part.health(), STATUS_PATIENCE));
            }
        }
        return asked.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().join()));
    }

    /** What a part says of itself now, or else what its supervisor knows of it. */
    private static String wordFor(Running part, Map<String, Health> healths) {
        Health said = healths.get(part.name());
        Enum<?> word = said == null ? part.state() : said;
        return word.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Without a supervisor nothing runs, or what a killed one has left. */
    private int statusOfLeftovers() {
        List<Running> left = Leftovers.of(settings);
        if (left.isEmpty()) {
            out.println("The market does not run. Start it with ./market start");
            return NOT_RUNNING;
        }
        out.println(
                "The supervisor was killed. What it left goes on unwatched: "
                        + left.stream().map(Running::name).collect(Collectors.joining(", "))
                        + ".\nEnd it with ./market stop, or begin anew with ./market start");
        return FAILED;
    }

    private int reset() {
        stop();
        for (String kept :
                List.of(
                        "postgres",
                        "elasticsearch",
                        "stripe",
                        "logs",
                        "secrets",
                        "lock",
                        "state.json",
                        Market.RESTORING,
                        "restore.new",
                        "app")) {
            Trees.delete(settings.home().resolve(kept));
        }
        try {
            if (Files.isDirectory(settings.home()) && isEmpty(settings.home())) {
                Files.delete(settings.home());
            }
        } catch (IOException e) {
            throw new StartFailure("Cannot delete " + settings.home() + ": " + e.getMessage());
        }
        out.println("All data of the market in " + settings.home() + " is deleted.");
        return 0;
    }

    private int demo() {
        if (runningMarket().isEmpty()) {
            out.println("The market does not run. Start it with ./market start");
            return NOT_RUNNING;
        }
        if (!settings.opensSampleAccounts()) {
            throw new StartFailure(
                    "The demo uses the sample accounts, and this market has none. Begin another one:"
                            + "\nMARKET_HOME=/tmp/demo ./market start");
        }
        new Demo(settings.publicUrl(settings.gateway()), settings.publicStripeSandbox(), out)
                .tell();
        return 0;
    }

    /** Reads the password as one line, so that it stands in no list of processes. */
    private int createAdmin(String email) {
        if (runningMarket().isEmpty()) {
            out.println("The market does not run. Start it with ./market start");
            return NOT_RUNNING;
        }
        String password;
        try {
            password =
                    new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
                            .readLine();
        } catch (IOException e) {
            throw new StartFailure("Cannot read the password: " + e.getMessage());
        }
        if (password == null) {
            throw new StartFailure("No password came. Give it as one line of standard input.");
        }
        out.println(new FirstAdmin(settings, parts().internalToken()).create(email, password));
        return 0;
    }

    private int backup(Path directory) {
        if (!Files.isRegularFile(settings.home().resolve("secrets"))) {
            throw new StartFailure(
                    "There is no data in " + settings.home() + ": nothing to back up.");
        }
        try (Progress progress = new Progress(out, terminal, line -> {})) {
            new Backup(settings, parts(), progress).make(directory);
            return 0;
        }
    }

    private int restore(Path directory, boolean replace) {
        try (Progress progress = new Progress(out, terminal, line -> {})) {
            new Restore(settings, progress).from(directory, replace);
            return 0;
        }
    }

    private int alreadyRuns() {
        String who =
                runningMarket()
                        .map(state ->
                                " (process "
                                        + state.pid()
                                        + ", "
                                        + (state.ready()
                                                ? "open at " + state.address()
                                                : "starting")
                                        + ")")
                        .orElse("");
        out.println(
                "The market already runs"
                        + who
                        + ". ./market status shows its parts, ./market stop stops it.");
        return FAILED;
    }

    private Optional<MarketState> runningMarket() {
        return MarketState.read(settings).filter(state -> state.supervisor().isPresent());
    }

    private Parts parts() {
        return new Parts(() -> settings, new Secrets(settings.home().resolve("secrets")), project);
    }

    private void copy(Process process) {
        try {
            process.getInputStream().transferTo(out);
        } catch (IOException ended) {
            return;
        }
    }

    private static String since(long start) {
        Duration up = Duration.between(Instant.ofEpochMilli(start), Instant.now());
        return up.toDays() > 0
                ? up.toDays() + " d " + up.toHoursPart() + " h"
                : up.toHours() > 0
                        ? up.toHours() + " h " + up.toMinutesPart() + " min"
                        : up.toMinutes() > 0 ? up.toMinutes() + " min" : up.toSeconds() + " s";
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (var entries = Files.list(directory)) {
            return entries.findAny().isEmpty();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
