package chosao.catalog.testing;

import chosao.kernel.security.Grant;
import chosao.local.testing.TestPostgres;
import com.nimbusds.jose.JOSEException;
import io.micronaut.context.ApplicationContext;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The catalog as it runs in the market, started once for all tests. */
public final class RunningCatalog {

    private static final String INTERNAL_TOKEN = UUID.randomUUID().toString();

    private static final RunningCatalog INSTANCE = start();

    private final EmbeddedServer server;
    private final TestAccounts accounts;
    private final chosao.local.postgres.PostgresCluster.Database database;
    private final HttpClient client = HttpClient.newHttpClient();

    private RunningCatalog(
            EmbeddedServer server,
            TestAccounts accounts,
            chosao.local.postgres.PostgresCluster.Database database) {
        this.server = server;
        this.accounts = accounts;
        this.database = database;
    }

    public static RunningCatalog get() {
        return INSTANCE;
    }

    private static RunningCatalog start() {
        var database = TestPostgres.database("catalog");
        try {
            var accounts = new TestAccounts();
            var server =
                    ApplicationContext.run(
                            EmbeddedServer.class,
                            Map.of(
                                    "DATABASE_URL",
                                    database.url(),
                                    "DATABASE_USER",
                                    database.user(),
                                    "DATABASE_PASSWORD",
                                    database.password(),
                                    "DATABASE_POOL_SIZE",
                                    "20",
                                    "INTERNAL_TOKEN",
                                    INTERNAL_TOKEN,
                                    "GATEWAY_URL",
                                    accounts.url(),
                                    "catalog.products.per-producer",
                                    "200",
                                    "market.metrics.products-every",
                                    "200ms",
                                    "micronaut.server.port",
                                    "-1"));
            return new RunningCatalog(server, accounts, database);
        } catch (JOSEException failed) {
            throw new IllegalStateException(failed);
        }
    }

    public ApplicationContext context() {
        return server.getApplicationContext();
    }

    public TestClock clock() {
        return context().getBean(TestClock.class);
    }

    public URI uri() {
        return server.getURI();
    }

    public String internalToken() {
        return INTERNAL_TOKEN;
    }

    /** A connection of one's own, to do what no request can. */
    public Connection connection() throws SQLException {
        return DriverManager.getConnection(database.url(), database.user(), database.password());
    }

    /** Somebody who has not signed in. */
    public Visitor stranger() {
        return new Visitor(UUID.randomUUID(), null);
    }

    /** Somebody new with these roles. */
    public Visitor account(String... roles) {
        return account(UUID.randomUUID(), roles);
    }

    public Visitor account(UUID id, String... roles) {
        return new Visitor(id, accounts.token(id, roles));
    }

    /** Somebody new with these roles and their scopes. */
    public Visitor account(Grant... grants) {
        var id = UUID.randomUUID();
        return new Visitor(id, accounts.token(id, grants));
    }

    /** Somebody whose token was good until a while ago. */
    public Visitor latecomer() {
        var id = UUID.randomUUID();
        return new Visitor(id, accounts.token(id, Instant.now().minusSeconds(600)));
    }

    /** Somebody who says to be somebody else than a token was signed for. */
    public Visitor forger() {
        var id = UUID.randomUUID();
        var claims = accounts.token(id, "certifier").split("\\.", -1);
        var signature = accounts.token(UUID.randomUUID(), "buyer").split("\\.", -1);
        return new Visitor(id, claims[0] + '.' + claims[1] + '.' + signature[2]);
    }

    /** Another service. */
    public Visitor neighbour() {
        return new Visitor(UUID.randomUUID(), INTERNAL_TOKEN);
    }

    /** An answer: its status, headers and body. */
    public record Answer(HttpResponse<String> response) {

        public int status() {
            return response.statusCode();
        }

        public String text() {
            return response.body();
        }

        public @Nullable String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }

        public String etag() {
            return response.headers().firstValue("ETag").orElseThrow();
        }

        /** The last part of the problem's type. */
        public String problem() {
            return at("type").replace("/problems/", "");
        }

        /** A value of the body, by the names and places that lead to it. */
        public String at(Object... path) {
            return node(path).coerceStringValue();
        }

        public JsonNode node(Object... path) {
            JsonNode node = json();
            for (var step : path) {
                var next =
                        step instanceof Integer place ? node.get(place) : node.get((String) step);
                if (next == null) {
                    throw new AssertionError("no " + step + " in " + text());
                }
                node = next;
            }
            return node;
        }

        public JsonNode json() {
            try {
                return get().context()
                        .getBean(JsonMapper.class)
                        .readValue(
                                response.body(),
                                io.micronaut.core.type.Argument.of(JsonNode.class));
            } catch (IOException unreadable) {
                throw new UncheckedIOException(response.body(), unreadable);
            }
        }
    }

    /** Somebody who sends requests. */
    public final class Visitor {

        private final UUID id;
        private final @Nullable String token;

        private Visitor(UUID id, @Nullable String token) {
            this.id = id;
            this.token = token;
        }

        public UUID id() {
            return id;
        }

        /** Signs out, or loses a role. */
        public void isWithdrawn() {
            accounts.withdraw(Objects.requireNonNull(token));
        }

        public Answer get(String path, String... headers) {
            return send(request(path, headers).GET());
        }

        public Answer post(String path, String body, String... headers) {
            return send(json(path, headers).POST(BodyPublishers.ofString(body)));
        }

        public Answer put(String path) {
            return send(request(path).PUT(BodyPublishers.noBody()));
        }

        public Answer delete(String path) {
            return send(request(path).DELETE());
        }

        public Answer patch(String path, String body, String... headers) {
            return send(json(path, headers).method("PATCH", BodyPublishers.ofString(body)));
        }

        private HttpRequest.Builder json(String path, String... headers) {
            var request = request(path, headers);
            return List.of(headers).contains("Content-Type")
                    ? request
                    : request.header("Content-Type", "application/json");
        }

        private HttpRequest.Builder request(String path, String... headers) {
            var request = HttpRequest.newBuilder(server.getURI().resolve(path));
            if (token != null) {
                request.header("Authorization", "Bearer " + token);
            }
            for (int i = 0; i < headers.length; i += 2) {
                request.header(headers[i], headers[i + 1]);
            }
            return request;
        }

        private Answer send(HttpRequest.Builder request) {
            try {
                return new Answer(client.send(request.build(), BodyHandlers.ofString()));
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(ended);
            }
        }
    }
}
