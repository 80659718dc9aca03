package chosao.gateway.testing;

import chosao.gateway.route.Door;
import chosao.local.testing.TestPostgres;
import io.micronaut.context.ApplicationContext;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;

/** A whole gateway on a free port, with a real database and a double for each service. */
public final class RunningGateway implements AutoCloseable {

    public final ServiceDouble catalog = new ServiceDouble("catalog");
    public final ServiceDouble orders = new ServiceDouble("orders");
    public final ServiceDouble search = new ServiceDouble("search");

    /** What it has sent to people. */
    public final Mailbox mailbox = new Mailbox();

    private final ApplicationContext context;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public RunningGateway(Map<String, ?> settings) {
        var database = TestPostgres.database("gateway");
        var all = new HashMap<String, Object>();
        all.put("datasources.default.url", database.url());
        all.put("datasources.default.username", database.user());
        all.put("datasources.default.password", database.password());
        all.put("gateway.door.port", 0);
        all.put("gateway.services.catalog", catalog.address());
        all.put("gateway.services.orders", orders.address());
        all.put("gateway.services.search", search.address());
        all.put("gateway.tokens.key-secret", "a secret for tests, and for nothing else");
        all.put("gateway.mail.directory", mailbox.directory());
        all.put("gateway.mail.send-every", "50ms");
        all.put("market.internal.token", "an internal token for tests");
        for (var limit :
                new String[] {
                    "reads",
                    "writes",
                    "sign-ins",
                    "sign-ins-per-address",
                    "sign-ups",
                    "carts",
                    "orders",
                    "refreshes",
                    "wrong-passwords"
                }) {
            all.put("gateway.limits." + limit, 0);
        }
        all.putAll(settings);
        context = ApplicationContext.builder().deduceEnvironment(false).properties(all).start();
        try {
            context.getBean(EmbeddedServer.class).start();
        } catch (RuntimeException refused) {
            close();
            throw refused;
        }
    }

    public RunningGateway() {
        this(Map.of());
    }

    public int port() {
        return context.getBean(Door.class).port();
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public URI at(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    public HttpResponse<String> get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    public HttpResponse<String> post(String path, String json, String... headers) {
        return send(
                request(path, headers)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json)));
    }

    public HttpResponse<String> delete(String path, String... headers) {
        return send(request(path, headers).DELETE());
    }

    public HttpRequest.Builder request(String path, String... headers) {
        var request = HttpRequest.newBuilder(at(path)).timeout(Duration.ofSeconds(20));
        return headers.length == 0 ? request : request.headers(headers);
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** Runs a statement in the gateway's database, and tells how many rows it changed. */
    public int update(String sql, Object... parameters) {
        var database = DelegatingDataSource.unwrapDataSource(bean(DataSource.class));
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            for (int index = 0; index < parameters.length; index++) {
                statement.setObject(index + 1, parameters[index]);
            }
            return statement.executeUpdate();
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** A connection on which anything may be sent. */
    public RawClient raw() {
        return new RawClient(port());
    }

    @Override
    public void close() {
        context.close();
        client.close();
        catalog.close();
        orders.close();
        search.close();
    }

    /** The value of a member of a flat JSON object. */
    public static String member(String json, String name) {
        var matcher =
                java.util.regex.Pattern.compile("\"" + name + "\":\"?([^\",}\\]]+)").matcher(json);
        if (!matcher.find()) {
            throw new AssertionError("no " + name + " in " + json);
        }
        return matcher.group(1);
    }
}
