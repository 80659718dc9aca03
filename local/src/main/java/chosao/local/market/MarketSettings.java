package chosao.local.market;

import chosao.local.process.Part;
import chosao.local.process.StartFailure;
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
        return port("GATEWAY_PORT", 8080);
    }

    public Part.Port catalog() {
        return port("CATALOG_PORT", 8081);
    }

    public Part.Port orders() {
        return port("ORDERS_PORT", 8082);
    }

    public Part.Port search() {
        return port("SEARCH_PORT", 8083);
    }

    public Part.Port stripeSandbox() {
        return port("STRIPE_SANDBOX_PORT", 12111);
    }

    public Part.Port postgres() {
        return port("POSTGRES_PORT", 54329);
    }

    public Part.Port elasticsearch() {
        return port("ELASTICSEARCH_PORT", 19200);
    }

    /** Where a service on that port is reached from this machine. */
    public URI url(Part.Port port) {
        String host = environment.getOrDefault("CHOSAO_HOST", "127.0.0.1");
        boolean everywhere = host.equals("0.0.0.0") || host.equals("::");
        return URI.create("http://" + (everywhere ? "127.0.0.1" : host) + ":" + port.number());
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

    public @Nullable String get(String variable) {
        return isSet(variable) ? environment.get(variable) : null;
    }

    public Path logs() {
        return home.resolve("logs");
    }

    private boolean isSet(String variable) {
        return !environment.getOrDefault(variable, "").isBlank();
    }

    private Part.Port port(String variable, int usual) {
        String chosen = get(variable);
        if (chosen == null) {
            return new Part.Port(usual, variable);
        }
        try {
            int number = Integer.parseInt(chosen.strip());
            if (number >= 1 && number <= 65_535) {
                return new Part.Port(number, variable);
            }
        } catch (NumberFormatException e) {
            throw new StartFailure(variable + ": " + chosen + " (expected: 1 to 65535)");
        }
        throw new StartFailure(variable + ": " + chosen + " (expected: 1 to 65535)");
    }
}
