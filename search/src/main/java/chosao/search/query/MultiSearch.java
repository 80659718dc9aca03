package chosao.search.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import chosao.search.index.ProductIndex;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.ErrorResponse;
import co.elastic.clients.elasticsearch.core.msearch.MultisearchBody;
import co.elastic.clients.json.JsonpUtils;
import co.elastic.clients.transport.ElasticsearchTransport;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.http.entity.ContentType;
import org.apache.http.nio.entity.NByteArrayEntity;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.Response;
import org.elasticsearch.client.ResponseListener;
import org.elasticsearch.client.RestClient;
import org.jspecify.annotations.Nullable;

/**
 * Asks several searches of the index in one request. The answer is read here and not by the typed
 * client, which has no place for the points of named queries.
 */
@Singleton
final class MultiSearch {

    private static final ContentType LINES_OF_JSON = ContentType.create("application/x-ndjson");

    private final RestClient connections;
    private final ElasticsearchTransport transport;
    private final ObjectReader answers;
    private final ProductIndex index;

    MultiSearch(
            RestClient connections,
            ElasticsearchTransport transport,
            ObjectMapper json,
            ProductIndex index) {
        this.connections = connections;
        this.transport = transport;
        this.answers = json.readerFor(Answered.class);
        this.index = index;
    }

    /** A request to Elasticsearch as it goes over the wire, one JSON a line. */
    record Asked(String path, String body) {}

    /**
     * What came of one search, as much of it as anybody reads.
     *
     * @param error why there is nothing else, or null
     */
    record Result(
            int status,
            @Nullable JsonNode error,
            @Nullable Hits hits,
            @Nullable JsonNode aggregations) {

        long total() {
            return hits == null || hits.total() == null ? 0 : hits.total().value();
        }

        List<Hit> found() {
            return hits == null ? List.of() : hits.hits();
        }
    }

    record Hits(@Nullable Total total, List<Hit> hits) {}

    record Total(long value) {}

    /**
     * A document that was found.
     *
     * @param score null where the order is not by score
     * @param sort what it is ordered by; empty where the search named no order
     * @param points what each named part of the query gave
     */
    record Hit(
            @JsonProperty("_score") @Nullable Double score,
            @JsonProperty("fields") Stored stored,
            @JsonSetter(nulls = Nulls.AS_EMPTY) List<JsonNode> sort,
            @JsonProperty("matched_queries") @Nullable Map<String, Double> points) {}

    private record Answered(List<Result> responses) {}

    Asked asked(List<MultisearchBody> searches) {
        var body = new StringBuilder();
        for (var search : searches) {
            body.append("{}\n")
                    .append(JsonpUtils.toJsonString(search, transport.jsonpMapper()))
                    .append('\n');
        }
        return new Asked(
                "/" + index.alias() + "/_msearch?include_named_queries_score=true",
                body.toString());
    }

    /**
     * The results, in the order of the searches. Where one search fails, all do: Elasticsearch
     * answers 200 even so.
     */
    CompletableFuture<List<Result>> send(List<MultisearchBody> searches) {
        var asked = asked(searches);
        var request = new Request("POST", asked.path());
        request.setEntity(new NByteArrayEntity(asked.body().getBytes(UTF_8), LINES_OF_JSON));
        var answer = new CompletableFuture<List<Result>>();
        connections.performRequestAsync(
                request,
                new ResponseListener() {
                    @Override
                    public void onSuccess(Response response) {
                        try {
                            answer.complete(read(response));
                        } catch (IOException | RuntimeException unreadable) {
                            answer.completeExceptionally(unreadable);
                        }
                    }

                    @Override
                    public void onFailure(Exception failure) {
                        answer.completeExceptionally(failure);
                    }
                });
        return answer;
    }

    private List<Result> read(Response response) throws IOException {
        try (var body = response.getEntity().getContent()) {
            var results = answers.<Answered>readValue(body).responses();
            for (var result : results) {
                var error = result.error();
                if (error != null) {
                    throw failure(result.status(), error);
                }
            }
            return results;
        }
    }

    private static ElasticsearchException failure(int status, JsonNode error) {
        return new ElasticsearchException(
                "msearch",
                ErrorResponse.of(response ->
                        response.status(status)
                                .error(cause ->
                                        cause.type(error.path("type").asText())
                                                .reason(error.path("reason").asText()))));
    }
}
