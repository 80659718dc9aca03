package chosao.bench.market;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * A market that runs on this machine, known by what its supervisor keeps in its home: {@code
 * state.json} says which parts run where, {@code secrets} holds what opens them.
 */
public final class Market {

    private static final String SUPERUSER = "postgres";

    private final JsonNode state;
    private final Map<String, String> secrets;

    private Market(JsonNode state, Map<String, String> secrets) {
        this.state = state;
        this.secrets = secrets;
    }

    /** The market whose home that is. */
    public static Market at(Path home) {
        Path file = home.resolve("state.json");
        if (!Files.exists(file)) {
            throw new IllegalStateException("no market runs in " + home);
        }
        try {
            var state = JsonMapper.builder().build().readTree(file.toFile());
            var market = new Market(state, secrets(home.resolve("secrets")));
            market.requireSandbox();
            return market;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static Map<String, String> secrets(Path file) throws IOException {
        Map<String, String> secrets = new LinkedHashMap<>();
        for (String line : Files.readAllLines(file)) {
            int equals = line.indexOf('=');
            if (equals > 0 && !line.startsWith("#")) {
                secrets.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        return secrets;
    }

    /** A benchmark buys thousands of times, which no real account should see. */
    private void requireSandbox() {
        if (parts().noneMatch(part -> part.path("name").asText().equals("stripe"))) {
            throw new IllegalStateException(
                    "This market pays with Stripe itself, not with the sandbox: it is not measured.");
        }
    }

    public URI gateway() {
        return URI.create(address("gateway"));
    }

    public URI catalog() {
        return URI.create(address("catalog"));
    }

    public URI orders() {
        return URI.create(address("orders"));
    }

    public URI search() {
        return URI.create(address("search"));
    }

    public URI elasticsearch() {
        return URI.create(address("elasticsearch"));
    }

    /** What opens the services' {@code /internal} routes. */
    public String internalToken() {
        return secret("INTERNAL_TOKEN");
    }

    /** A connection to the embedded PostgreSQL, outside the services' databases. */
    public Connection connectToPostgres() throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", SUPERUSER);
        properties.setProperty("password", secret("POSTGRES_PASSWORD"));
        return DriverManager.getConnection(
                "jdbc:postgresql://" + address("postgres") + "/postgres", properties);
    }

    /** Of every part that runs, and of the supervisor. */
    public List<Memory> memory() {
        var parts =
                parts().map(part ->
                        Memory.of(part.path("title").asText(), part.path("pid").asLong()));
        return Stream.concat(
                        parts,
                        Stream.of(Memory.ofProcessAlone("supervisor", state.path("pid").asLong())))
                .toList();
    }

    private String address(String part) {
        return parts().filter(each -> each.path("name").asText().equals(part))
                .map(each -> each.path("address").asText())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("this market has no part " + part));
    }

    private Stream<JsonNode> parts() {
        return state.path("parts").valueStream();
    }

    private String secret(String name) {
        String secret = secrets.get(name);
        if (secret == null) {
            throw new IllegalStateException("this market has no secret " + name);
        }
        return secret;
    }
}
