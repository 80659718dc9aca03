package chosao.local.market;

import chosao.local.console.Progress;
import chosao.local.process.Part;
import chosao.local.process.Running;
import chosao.local.process.StartFailure;
import chosao.local.process.Supervisor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** A market on this machine, from its start to its stop. At most one runs in a home. */
public final class Market implements AutoCloseable {

    /** Stands in a home whose data a restore has begun to replace, until that is done. */
    public static final String RESTORING = "restoring";

    /** What processes inherit of our own environment: never a secret that is not theirs. */
    private static final Set<String> INHERITED =
            Set.of("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "TZ", "USER");

    /** Settings that services read themselves. */
    private static final List<String> PASSED_ON =
            List.of(
                    "CATALOG_",
                    "CHOSAO_HOST",
                    "CLOCK_OFFSET",
                    "CORS_ORIGINS",
                    "DATABASE_IDLE",
                    "DATABASE_POOL",
                    "GATEWAY_",
                    "LOG_",
                    "MARKET_METRICS_",
                    "MAIL_",
                    "MICRONAUT_",
                    "ORDERS_",
                    "OTEL_",
                    "RATE_LIMIT_",
                    "SEARCH_",
                    "SMTP_",
                    "TRACED_SHARE",
                    "TRUSTED_PROXIES");

    private final MarketSettings settings;
    private final Progress progress;
    private final MarketLock lock;
    private final Secrets secrets;
    private final Parts parts;
    private final Supervisor supervisor;
    private volatile boolean ready;

    private Market(
            Supplier<MarketSettings> settings, Path project, Progress progress, MarketLock lock) {
        this.settings = settings.get();
        this.progress = progress;
        this.lock = lock;
        this.secrets = new Secrets(this.settings.home().resolve("secrets"));
        this.parts = new Parts(settings, secrets, project);
        List<Part> all = parts.all();
        this.supervisor =
                new Supervisor(
                        all,
                        () -> inherited(settings.get()),
                        this.settings.logs(),
                        progress,
                        this::save);
    }

    /**
     * Takes the home, so that nobody else can.
     *
     * @param settings asked anew at each start of a process
     * @param project where the built modules lie
     * @return empty if a market runs there already
     */
    public static Optional<Market> open(
            Supplier<MarketSettings> settings, Path project, Progress progress) {
        Path home = settings.get().home();
        prepare(settings.get());
        if (Files.exists(home.resolve(RESTORING))) {
            throw new StartFailure(
                    "A restore into "
                            + home
                            + " was not finished, and its data is half replaced.\nRepeat it: ./market restore DIR --yes");
        }
        MarketLock lock = MarketLock.take(home);
        return lock == null
                ? Optional.empty()
                : Optional.of(new Market(settings, project, progress, lock));
    }

    /**
     * Makes a home and the place of its logs, which only their owner may read.
     *
     * @throws StartFailure if they belong to another user
     */
    public static void prepare(MarketSettings settings) {
        Path home = settings.home();
        try {
            Files.createDirectories(home);
            if (!Files.isWritable(home)) {
                throw new StartFailure(
                        home
                                + " belongs to another user.\nStart the market as that user, or keep its data"
                                + " elsewhere: MARKET_HOME=~/market ./market start");
            }
            Files.createDirectories(settings.logs());
            Files.setPosixFilePermissions(
                    settings.logs(), PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            throw new StartFailure("Cannot make " + home + ": " + e);
        }
    }

    /**
     * Starts everything and loads the sample goods where they are wanted.
     *
     * @throws StartFailure if a part cannot be started; nothing runs then
     * @throws CancellationException if the market is closed meanwhile
     */
    public void start() {
        Leftovers.stop(settings, parts, progress);
        // From now on ./market stop finds it.
        save(supervisor.running());
        supervisor.start();
        if (settings.loadsSampleGoods()) {
            new SampleGoods(settings, parts.internalToken()).load(progress);
        }
        ready = true;
        try {
            write(supervisor.running());
        } catch (UncheckedIOException e) {
            throw new StartFailure(e.getMessage() + ": " + e.getCause());
        }
    }

    /** Its processes, for those who stop, kill and resume single ones. */
    public Supervisor supervisor() {
        return supervisor;
    }

    public Secrets secrets() {
        return secrets;
    }

    /** Stops everything; what it knows is kept in its home. */
    @Override
    public void close() {
        supervisor.close();
        MarketState.delete(settings);
        lock.close();
    }

    /** A full disk must not end what watches the processes: what is told of them is late then. */
    private void save(List<Running> running) {
        try {
            write(running);
        } catch (UncheckedIOException e) {
            progress.say("  ! ./market status is not up to date: " + e.getCause());
        }
    }

    private synchronized void write(List<Running> running) {
        ProcessHandle self = ProcessHandle.current();
        String address = settings.publicUrl(settings.gateway()).toString();
        new MarketState(self.pid(), Running.startOf(self), ready, address, running).write(settings);
    }

    private static Map<String, String> inherited(MarketSettings settings) {
        return settings.environment().entrySet().stream()
                .filter(entry ->
                        INHERITED.contains(entry.getKey())
                                || PASSED_ON.stream().anyMatch(entry.getKey()::startsWith))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
