package chosao.search.query;

import chosao.search.query.Answer.Explanation;
import chosao.search.query.Answer.Reason;
import chosao.search.ranking.Ranking;
import chosao.search.ranking.Signal;
import co.elastic.clients.elasticsearch.core.msearch.MultisearchBody;
import co.elastic.clients.json.JsonpUtils;
import co.elastic.clients.transport.ElasticsearchTransport;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.concurrent.CompletableFuture;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.Response;
import org.elasticsearch.client.ResponseListener;
import org.elasticsearch.client.RestClient;

/**
 * Says why listings stand where they stand. Elasticsearch itself tells what each named part of the
 * query gave, so an explanation cannot disagree with the order. It costs a request of its own, for
 * which the typed client has no answer type.
 */
@Singleton
final class Explanations {

    private static final ResourceBundle.Control PLAIN =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private final RestClient client;
    private final ElasticsearchTransport transport;
    private final ObjectMapper json;
    private final Ranking ranking;

    Explanations(
            RestClient client,
            ElasticsearchTransport transport,
            ObjectMapper json,
            Ranking ranking) {
        this.client = client;
        this.transport = transport;
        this.json = json;
        this.ranking = ranking;
    }

    /** Explanations by the products' ids, in Vietnamese or English. */
    CompletableFuture<Map<String, Explanation>> of(
            String index, MultisearchBody search, Locale language) {
        var request = new Request("POST", "/" + index + "/_search");
        request.addParameter("include_named_queries_score", "true");
        request.setJsonEntity(JsonpUtils.toJsonString(search, transport.jsonpMapper()));
        var answer = new CompletableFuture<Map<String, Explanation>>();
        client.performRequestAsync(
                request,
                new ResponseListener() {
                    @Override
                    public void onSuccess(Response response) {
                        try (var body = response.getEntity().getContent()) {
                            answer.complete(read(json.readTree(body), language));
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

    private Map<String, Explanation> read(JsonNode response, Locale language) {
        var words =
                ResourceBundle.getBundle(
                        "chosao.search.ranking.Signals", bundleFor(language), PLAIN);
        var explanations = new HashMap<String, Explanation>();
        for (var hit : response.path("hits").path("hits")) {
            var given = hit.path("matched_queries");
            var reasons = new ArrayList<Reason>();
            for (var signal : Signal.values()) {
                var points = given.path(signal.key()).asDouble(0);
                if (points > 0) {
                    reasons.add(reason(signal, points, words));
                }
            }
            reasons.sort(Comparator.comparingDouble(Reason::points).reversed());
            explanations.put(
                    hit.path("_id").asText(),
                    new Explanation(rounded(hit.path("_score").asDouble(0)), reasons));
        }
        return explanations;
    }

    private Reason reason(Signal signal, double points, ResourceBundle words) {
        double most = ranking.weightOf(signal);
        return new Reason(
                signal.key(),
                rounded(points),
                rounded(most),
                MessageFormat.format(
                        words.getString(signal.key()),
                        String.valueOf(rounded(points)),
                        String.valueOf(rounded(most))));
    }

    private static Locale bundleFor(Locale language) {
        return language.getLanguage().equals("vi") ? Locale.of("vi") : Locale.ROOT;
    }

    private static double rounded(double points) {
        return Math.round(points * 100) / 100.0;
    }
}
