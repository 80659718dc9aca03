package chosao.search;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chosao.local.testing.TestElasticsearch;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Search, running, with two feeds written by the test and an index of its own. */
public final class SearchProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    public final FeedDouble catalog = new FeedDouble();
    public final FeedDouble orders = new FeedDouble();

    private final String alias;
    private final EmbeddedServer server;
    private final HttpClient http = HttpClient.newHttpClient();

    private SearchProcess(URI elasticsearch, Map<String, Object> others) {
        alias = "products-" + UUID.randomUUID();
        server = start(elasticsearch, others);
    }

    public static SearchProcess start() {
        return withElasticsearchAt(TestElasticsearch.url());
    }

    public static SearchProcess withElasticsearchAt(URI url) {
        return new SearchProcess(url, Map.of());
    }

    /** One whose index shows changes after that time, or at once after {@link #awaitAll}. */
    public static SearchProcess refreshingEvery(Duration interval) {
        return new SearchProcess(
                TestElasticsearch.url(), Map.of("search.index.refresh-interval", interval));
    }

    private EmbeddedServer start(URI elasticsearch, Map<String, Object> others) {
        var settings = new HashMap<String, Object>(others);
        settings.put("micronaut.server.port", -1);
        settings.put("market.internal.token", FeedDouble.TOKEN);
        settings.put("search.elasticsearch.url", elasticsearch.toString());
        // A machine that runs many tests at once is no market.
        settings.put("search.elasticsearch.answer-timeout", "30s");
        settings.put("search.index.alias", alias);
        settings.put("market.metrics.products-every", "200ms");
        settings.put("search.feeds.catalog", catalog.url().toString());
        settings.put("search.feeds.orders", orders.url().toString());
        settings.put("search.feeds.token", FeedDouble.TOKEN);
        return ApplicationContext.run(EmbeddedServer.class, settings);
    }

    public String alias() {
        return alias;
    }

    public <T> T bean(Class<T> type) {
        return server.getApplicationContext().getBean(type);
    }

    public MovableClock clock() {
        return bean(MovableClock.class);
    }

    public SearchProcess list(ProductFixture... products) {
        for (var product : products) {
            catalog.tell("product", product.id(), 1, product.data());
        }
        return this;
    }

    public SearchProcess stock(ProductFixture product, int available, int sold) {
        stock(product, 1, available, sold);
        return this;
    }

    public void stock(ProductFixture product, long version, int available, int sold) {
        var data =
                JSON.createObjectNode()
                        .put("productId", product.id().toString())
                        .put("available", available)
                        .put("sold", sold);
        data.putArray("skus");
        orders.tell("availability", product.id(), version, data);
    }

    /** Waits until all that the feeds told can be found. */
    public SearchProcess awaitAll() {
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(cursors())
                                .containsExactly("7-" + catalog.size(), "7-" + orders.size()));
        send("POST", "/" + alias + "/_refresh");
        return this;
    }

    private List<String> cursors() {
        return List.of(cursor("cursor-product", catalog), cursor("cursor-availability", orders));
    }

    private String cursor(String id, FeedDouble feed) {
        var kept =
                send("GET", "/" + alias + "/_doc/" + id).path("_source").path("cursor").asText("");
        return kept.isEmpty() && feed.size() == 0 ? "7-0" : kept;
    }

    /** Sends to Elasticsearch itself. */
    public JsonNode send(String method, String path) {
        return send(method, path, HttpRequest.BodyPublishers.noBody());
    }

    /** Sends JSON to Elasticsearch itself. */
    public JsonNode send(String method, String path, String body) {
        return send(method, path, HttpRequest.BodyPublishers.ofString(body));
    }

    private JsonNode send(String method, String path, HttpRequest.BodyPublisher body) {
        var request =
                HttpRequest.newBuilder(TestElasticsearch.url().resolve(path))
                        .header("Content-Type", "application/json")
                        .method(method, body);
        return parse(exchange(request.build()).body());
    }

    /** Asks search, parameters as name and value in turn. */
    public HttpResponse<String> ask(String path, String... parameters) {
        return exchange(request(path, parameters).build());
    }

    /** Asks in a language, as {@code Accept-Language} names it. */
    public HttpResponse<String> askIn(String language, String path, String... parameters) {
        return exchange(request(path, parameters).header("Accept-Language", language).build());
    }

    /** Asks for the headers alone. */
    public HttpResponse<String> head(String path, String... parameters) {
        return exchange(request(path, parameters).HEAD().build());
    }

    private HttpRequest.Builder request(String path, String... parameters) {
        var query = new StringBuilder();
        for (int i = 0; i < parameters.length; i += 2) {
            query.append(i == 0 ? '?' : '&')
                    .append(parameters[i])
                    .append('=')
                    .append(URLEncoder.encode(parameters[i + 1], UTF_8));
        }
        return HttpRequest.newBuilder(server.getURI().resolve(path + query));
    }

    public HttpResponse<String> post(String path, String token) {
        return exchange(
                HttpRequest.newBuilder(server.getURI().resolve(path))
                        .header("Authorization", "Bearer " + token)
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build());
    }

    public JsonNode search(String... parameters) {
        var response = ask("/api/v1/search", parameters);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return parse(response.body());
    }

    /** The names of what is found, in order. */
    public List<String> names(String... parameters) {
        return texts(search(parameters).path("items"), "name");
    }

    public static List<String> texts(JsonNode items, String field) {
        return StreamSupport.stream(items.spliterator(), false)
                .map(item -> item.path(field).asText())
                .toList();
    }

    /** The counts of a facet by code. */
    public static Map<String, Integer> counts(JsonNode answer, String facet) {
        var counts = new HashMap<String, Integer>();
        answer.path("facets")
                .path(facet)
                .forEach(choice ->
                        counts.put(choice.path("code").asText(), choice.path("count").asInt()));
        return counts;
    }

    public static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private HttpResponse<String> exchange(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(ended);
        }
    }

    @Override
    public void close() {
        server.close();
        catalog.close();
        orders.close();
        http.close();
    }
}
