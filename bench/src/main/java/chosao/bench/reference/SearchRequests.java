package chosao.bench.reference;

import chosao.bench.load.Flow;
import chosao.bench.load.Request;
import chosao.bench.market.Api;
import chosao.bench.market.Market;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What the search service asks of Elasticsearch, so that the same can be asked without it. */
public final class SearchRequests {

    private static final String PREFIX = "/api/v1/search";

    private final Api search;
    private final Market market;

    public SearchRequests(Market market) {
        this.market = market;
        this.search = new Api(market.search()).bearing(market.internalToken());
    }

    /** The same searches, straight at Elasticsearch. */
    public Flow straight(List<String> searches) {
        List<byte[]> bodies = new ArrayList<>();
        String path = "";
        for (String each : searches) {
            var shown =
                    search.get("/internal/search-request" + each.substring(PREFIX.length()))
                            .orThrow();
            path = shown.path("path").asText();
            bodies.add(shown.path("body").asText().getBytes(StandardCharsets.UTF_8));
        }
        return new Request.Post(
                market.elasticsearch().resolve(path), "application/x-ndjson", bodies);
    }
}
