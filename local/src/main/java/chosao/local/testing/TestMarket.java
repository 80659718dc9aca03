package chosao.local.testing;

import chosao.local.Installation;
import chosao.local.console.Progress;
import chosao.local.market.Market;
import chosao.local.market.MarketSettings;
import chosao.local.process.Ports;
import chosao.local.process.StartFailure;
import chosao.local.process.Trees;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The whole market as real processes, just as {@code ./market start} runs them, but on free ports,
 * with a home that is thrown away, and in the hands of a test that may kill and restart its parts.
 * It ends with the JVM at the latest.
 *
 * <p>Parts are {@code catalog}, {@code orders}, {@code search}, {@code gateway}, {@code stripe},
 * {@code postgres} and {@code elasticsearch}. What crashes unasked is started anew, as ever; what a
 * test kills or stops stays down.
 */
public final class TestMarket implements AutoCloseable {

    private static final List<String> PORTS =
            List.of(
                    "GATEWAY_PORT",
                    "CATALOG_PORT",
                    "ORDERS_PORT",
                    "SEARCH_PORT",
                    "STRIPE_SANDBOX_PORT",
                    "POSTGRES_PORT",
                    "ELASTICSEARCH_PORT");

    private final MarketSettings settings;
    private final Market market;
    private final Thread closing = Thread.ofPlatform().unstarted(this::stopAll);

    private TestMarket(MarketSettings settings, Market market) {
        this.settings = settings;
        this.market = market;
    }

    /** Starts a market that tells its users nothing special. */
    public static TestMarket start() {
        return start(Map.of());
    }

    /**
     * Starts a market and returns when it is open and its sample goods can be found.
     *
     * @param environment settings, as one would give them to {@code ./market start}
     */
    public static TestMarket start(Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(System.getenv());
        List.of("STRIPE_API_KEY", "STRIPE_WEBHOOK_SECRET").forEach(all::remove);
        List<Integer> free = Ports.free(PORTS.size());
        for (int i = 0; i < PORTS.size(); i++) {
            all.put(PORTS.get(i), free.get(i).toString());
        }
        all.putAll(environment);
        MarketSettings settings = new MarketSettings(temporaryHome(), all);
        Progress progress =
                new Progress(new PrintStream(PrintStream.nullOutputStream()), false, line -> {});
        Market market =
                Market.open(() -> settings, Installation.project(), progress)
                        .orElseThrow(
                                () -> new IllegalStateException("a market runs in a new home"));
        TestMarket test = new TestMarket(settings, market);
        Runtime.getRuntime().addShutdownHook(test.closing);
        try {
            market.start();
        } catch (StartFailure e) {
            throw new IllegalStateException(e.getMessage() + "\n" + String.join("\n", e.log()), e);
        }
        return test;
    }

    public URI gateway() {
        return settings.url(settings.gateway());
    }

    public URI catalog() {
        return settings.url(settings.catalog());
    }

    public URI orders() {
        return settings.url(settings.orders());
    }

    public URI search() {
        return settings.url(settings.search());
    }

    public URI stripeSandbox() {
        return settings.url(settings.stripeSandbox());
    }

    public URI elasticsearch() {
        return URI.create("http://127.0.0.1:" + settings.elasticsearch().number());
    }

    /**
     * One of the market's secrets, such as {@code INTERNAL_TOKEN} or {@code STRIPE_WEBHOOK_SECRET}.
     */
    public String secret(String name) {
        return market.secrets().get(name);
    }

    /** Where mails are written, since no mail server is set. */
    public Path mails() {
        return settings.mails();
    }

    /**
     * A connection of the superuser to one of the databases, whose transactions nothing ends: for
     * what an operator may do beside the market. The caller closes it.
     */
    public Connection connect(String database) {
        try {
            return DriverManager.getConnection(
                    "jdbc:postgresql://127.0.0.1:%d/%s?options=-c%%20idle_in_transaction_session_timeout=0"
                            .formatted(settings.postgres().number(), database),
                    "postgres",
                    secret("POSTGRES_PASSWORD"));
        } catch (SQLException e) {
            throw new IllegalStateException("cannot connect to " + database, e);
        }
    }

    /** Ends a part at once, as {@code kill -9} does; it stays down. */
    public void kill(String part) {
        market.supervisor().kill(part);
    }

    /** Lets a part finish its work and end; it stays down. */
    public void stop(String part) {
        market.supervisor().stop(part);
    }

    /**
     * Starts a part that is down and returns when it is ready.
     *
     * @param environment more for it, such as {@code CLOCK_OFFSET}, until it is down again
     */
    public void start(String part, Map<String, String> environment) {
        market.supervisor().resume(part, environment);
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(closing);
        stopAll();
    }

    private void stopAll() {
        market.close();
        Trees.delete(settings.home());
    }

    private static Path temporaryHome() {
        try {
            return Files.createTempDirectory("chosao-market");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
