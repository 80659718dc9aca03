package chosao.local.market;

import chosao.local.process.Part;
import chosao.local.process.StartFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What may be chosen about a market on one machine, all by environment variables.
 *
 * @param home where data, logs and secrets are kept
 * @param environment where all choices come from; what the services understand is passed on to them
 */
public record MarketSettings(Path home, Map<String, String> environment) {

    private static final String LOOPBACK = "127.0.0.1";

    public MarketSettings {
        home = home.toAbsolutePath().normalize();
        environment = Map.copyOf(environment);
    }

    /** Reads {@code MARKET_HOME}, by default {@code .market} in the project. */
    public static MarketSettings from(Map<String, String> environment, Path project) {
        String home = environment.get("MARKET_HOME");
        return new MarketSettings(
                home == null || home.isBlank() ? project.resolve(".market") : Path.of(home),
                environment);
    }

    /** The same but for some variables. */
    public MarketSettings with(Map<String, String> changed) {
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(changed);
        return new MarketSettings(home, all);
    }

    public Part.Port gateway() {
        return port(host(), "GATEWAY_PORT", 8080);
    }

    public Part.Port catalog() {
        return port(host(), "CATALOG_PORT", 8081);
    }

    public Part.Port orders() {
        return port(host(), "ORDERS_PORT", 8082);
    }

    public Part.Port search() {
        return port(host(), "SEARCH_PORT", 8083);
    }

    public Part.Port stripeSandbox() {
        return port(host(), "STRIPE_SANDBOX_PORT", 12111);
    }

    public Part.Port postgres() {
        return port(LOOPBACK, "POSTGRES_PORT", 54329);
    }

    public Part.Port elasticsearch() {
        return port(LOOPBACK, "ELASTICSEARCH_PORT", 19200);
    }

    /** Where a service on that port is reached by the others. */
    public URI url(Part.Port port) {
        return url(isEverywhere(port) ? LOOPBACK : port.host(), port);
    }

    /** Where people reach it: on this machine by the name that they know it by. */
    public URI publicUrl(Part.Port port) {
        boolean here = isEverywhere(port) || port.host().equals(LOOPBACK);
        return url(here ? "localhost" : port.host(), port);
    }

    /** Where buyers' clients reach the Stripe sandbox. */
    public URI publicStripeSandbox() {
        String chosen = get("STRIPE_PUBLIC_API_BASE");
        return chosen == null ? publicUrl(stripeSandbox()) : URI.create(chosen.strip());
    }

    /** Where people reach the gateway, by what mails to them say. */
    public URI publicGateway() {
        String chosen = get("MARKET_PUBLIC_URL");
        return chosen == null ? publicUrl(gateway()) : URI.create(chosen.strip());
    }

    /** Where the gateway writes mails while no mail server is set. */
    public Path mails() {
        String chosen = get("MAIL_DIRECTORY");
        return chosen == null ? home.resolve("mail") : Path.of(chosen.strip()).toAbsolutePath();
    }

    private static boolean isEverywhere(Part.Port port) {
        return port.host().equals("0.0.0.0") || port.host().equals("::");
    }

    private static URI url(String host, Part.Port port) {
        String literal = host.contains(":") ? "[" + host + "]" : host;
        return URI.create("http://" + literal + ":" + port.number());
    }

    /** Whether the market is to talk to Stripe itself. */
    public boolean usesStripe() {
        boolean key = isSet("STRIPE_API_KEY");
        boolean secret = isSet("STRIPE_WEBHOOK_SECRET");
        if (key != secret) {
            throw new StartFailure(
                    (key ? "STRIPE_API_KEY" : "STRIPE_WEBHOOK_SECRET")
                            + " is set but "
                            + (key ? "STRIPE_WEBHOOK_SECRET" : "STRIPE_API_KEY")
                            + " is not.\nSet both to use Stripe, or neither to use the sandbox.");
        }
        return key;
    }

    /**
     * Whether accounts with a password that everybody knows are opened: where {@code
     * SAMPLE_ACCOUNTS} says so, or else where only this machine reaches the market, not by a proxy
     * either, and no real money moves.
     */
    public boolean opensSampleAccounts() {
        return flag("SAMPLE_ACCOUNTS", isForTryingOut());
    }

    /**
     * Whether the sample goods are loaded: where {@code SAMPLE_GOODS} says so, or else where the
     * sample accounts would be opened.
     */
    public boolean loadsSampleGoods() {
        return flag("SAMPLE_GOODS", isForTryingOut());
    }

    /** Whether nobody but this machine's user can come in, and no real money moves. */
    private boolean isForTryingOut() {
        return isLoopback(host()) && !isSet("TRUSTED_PROXIES") && !usesStripe();
    }

    private boolean flag(String variable, boolean usual) {
        String chosen = get(variable);
        if (chosen == null) {
            return usual;
        }
        return switch (chosen.strip()) {
            case "true" -> true;
            case "false" -> false;
            default ->
                    throw new StartFailure(variable + ": " + chosen + " (expected: true or false)");
        };
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (IOException unknown) {
            throw noAddress(host);
        }
    }

    public @Nullable String get(String variable) {
        return isSet(variable) ? environment.get(variable) : null;
    }

    public Path logs() {
        return home.resolve("logs");
    }

    private boolean isSet(String variable) {
        return !environment.getOrDefault(variable, "").isBlank();
    }

    /** The address that the services listen on. */
    private String host() {
        String chosen = get("CHOSAO_HOST");
        if (chosen == null) {
            return LOOPBACK;
        }
        try {
            InetAddress address = InetAddress.getByName(chosen.strip());
            if (address.isAnyLocalAddress() || NetworkInterface.getByInetAddress(address) != null) {
                return chosen.strip();
            }
        } catch (IOException unknown) {
            throw noAddress(chosen);
        }
        throw noAddress(chosen);
    }

    private static StartFailure noAddress(String host) {
        return new StartFailure("CHOSAO_HOST: " + host + " (expected: an address of this machine)");
    }

    private Part.Port port(String host, String variable, int usual) {
        String chosen = get(variable);
        if (chosen == null) {
            return new Part.Port(host, usual, variable);
        }
        try {
            int number = Integer.parseInt(chosen.strip());
            if (number >= 1 && number <= 65_535) {
                return new Part.Port(host, number, variable);
            }
        } catch (NumberFormatException e) {
            throw new StartFailure(variable + ": " + chosen + " (expected: 1 to 65535)");
        }
        throw new StartFailure(variable + ": " + chosen + " (expected: 1 to 65535)");
    }
}
