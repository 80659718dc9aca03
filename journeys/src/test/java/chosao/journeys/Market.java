package chosao.journeys;

import chosao.local.testing.TestMarket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/**
 * The whole market, as real processes: PostgreSQL, Elasticsearch, the Stripe sandbox and the four
 * services. It starts when the first journey opens it, serves all of them and ends with the JVM.
 * Whoever kills or restarts a part has it running again before the journey ends.
 */
final class Market {

    /** Where the market's days begin and end. */
    static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    /** The journeys are many clients at one address, and sign up far more often than people do. */
    private static final Map<String, String> ENVIRONMENT =
            Map.of(
                    "RATE_LIMIT_READS", "0",
                    "RATE_LIMIT_WRITES", "0",
                    "RATE_LIMIT_SIGN_INS", "0",
                    "RATE_LIMIT_SIGN_INS_PER_ADDRESS", "0",
                    "RATE_LIMIT_SIGN_UPS", "0",
                    "RATE_LIMIT_CARTS", "0",
                    "RATE_LIMIT_ORDERS", "0",
                    "RATE_LIMIT_REFRESHES", "0");

    private static final String PASSWORD = "a password of a journey";
    private static final String SAMPLE_PASSWORD = "sample-password";
    private static final AtomicLong PRICES = new AtomicLong(5_000_000);

    private static final class Running {
        static final Market MARKET = new Market(TestMarket.start(ENVIRONMENT));
    }

    private final TestMarket processes;
    private final Contract contract;
    private final Client gateway;
    private final Sandbox sandbox;

    private Market(TestMarket processes) {
        this.processes = processes;
        Client stranger = Client.of(processes.gateway());
        this.contract = Contract.of(stranger.get("/api/v1/openapi.yaml").expect(200).body());
        this.gateway = stranger.under(contract);
        this.sandbox = new Sandbox(processes.stripeSandbox(), processes.secret("STRIPE_API_KEY"));
    }

    /** The market that all journeys share. */
    static Market open() {
        return Running.MARKET;
    }

    /** Where the door is. */
    URI gatewayUrl() {
        return processes.gateway();
    }

    /** Where the Stripe sandbox is. */
    URI sandboxUrl() {
        return processes.stripeSandbox();
    }

    /** The door, for someone who has not signed in. */
    Client gateway() {
        return gateway;
    }

    /** What the market publishes of its API. */
    Contract contract() {
        return contract;
    }

    Sandbox sandbox() {
        return sandbox;
    }

    Search search() {
        return new Search(gateway);
    }

    Certifier certifier() {
        return new Certifier(signIn("certifier@sample.local"));
    }

    /** What the sandbox signs its webhooks with. */
    String webhookSecret() {
        return processes.secret("STRIPE_WEBHOOK_SECRET");
    }

    /** Makes an account that nobody has and signs in with it. */
    Client signUp(String role) {
        String email = unique().toLowerCase(Locale.ROOT) + "@example.com";
        gateway.post(
                        "/api/v1/accounts",
                        Map.of(
                                "email", email,
                                "password", PASSWORD,
                                "name", "Nguyễn An",
                                "role", role))
                .expect(201);
        return gateway.bearing(accessToken(email, PASSWORD));
    }

    /** Signs in with an account that comes with the sample goods. */
    Client signIn(String email) {
        return gateway.bearing(accessToken(email));
    }

    String accessToken(String email) {
        return accessToken(email, SAMPLE_PASSWORD);
    }

    private String accessToken(String email, String password) {
        return gateway.post("/api/v1/sessions", Map.of("email", email, "password", password))
                .expect(200)
                .text("/accessToken");
    }

    /**
     * Waits for a mail to an address and gives the token in its link.
     *
     * @param purpose what stands before the token, such as {@code email-proof}
     */
    String mailedToken(String email, String purpose) {
        var link = Pattern.compile("#" + purpose + "=([A-Za-z0-9_-]+)");
        return Awaitility.await("a mail of " + purpose)
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () ->
                                mailsTo(email).stream()
                                        .map(link::matcher)
                                        .filter(Matcher::find)
                                        .map(found -> found.group(1))
                                        .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    /** Mails as they are sent, but for the quoting (RFC 2045, 6.7) of what can stand in a link. */
    private List<String> mailsTo(String email) {
        if (!Files.isDirectory(processes.mails())) {
            return List.of();
        }
        try (var files = Files.list(processes.mails())) {
            return files.filter(file -> file.toString().endsWith(".eml"))
                    .map(Market::read)
                    .filter(mail -> mail.contains("To: " + email))
                    .map(mail -> mail.replaceAll("=\r?\n", "").replace("=3D", "="))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A connection of the superuser to a service's database; nothing ends its transactions. */
    Connection connect(String database) {
        return processes.connect(database);
    }

    /** Kills a part as {@code kill -9} does. It stays down. */
    void kill(Part part) {
        processes.kill(nameOf(part));
    }

    /** Asks a part to end and waits until it has. */
    void stop(Part part) {
        processes.stop(nameOf(part));
    }

    /** Starts a part that is down; returns when it is ready. */
    void start(Part part) {
        processes.start(nameOf(part), Map.of());
    }

    /** Starts a part that is down, with something else in its environment this one time. */
    void start(Part part, Map<String, String> environment) {
        processes.start(nameOf(part), environment);
    }

    /** Stops the services, and starts them so far from the real time. */
    void restartAtTime(Duration offset) {
        List<Part> parts = List.of(Part.CATALOG, Part.ORDERS, Part.SEARCH, Part.GATEWAY);
        parts.forEach(this::stop);
        parts.parallelStream()
                .forEach(part -> start(part, Map.of("CLOCK_OFFSET", offset.toString())));
    }

    /** Today, as the market sees it. */
    LocalDate today() {
        return LocalDate.now(ZONE);
    }

    /** A word that no other journey uses. */
    String unique() {
        return UUID.randomUUID().toString().replace("-", "").substring(0, 20);
    }

    /** A price that nothing else has, so that a payment's amount tells what it was for. */
    long uniquePrice() {
        return PRICES.incrementAndGet();
    }

    /** Waits until something holds. */
    void await(String what, BooleanSupplier condition) {
        Awaitility.await(what)
                .atMost(Duration.ofSeconds(30))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(50))
                .until(condition::getAsBoolean);
    }

    /** Waits until search shows what has just been put on sale. */
    void awaitsOnSale(Goods goods) {
        await("search shows " + goods, () -> search().shows(goods));
    }

    private static String nameOf(Part part) {
        return part.name().toLowerCase(Locale.ROOT);
    }
}
