package chosao.local.market;

import chosao.local.console.Progress;
import chosao.local.process.StartFailure;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Has catalog load the sample goods, which a second time changes nothing, and waits until buyers
 * find them.
 */
final class SampleGoods {

    private static final Duration LOADING = Duration.ofMinutes(3);
    private static final Duration INDEXING = Duration.ofSeconds(60);

    private final MarketSettings settings;
    private final String internalToken;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final ObjectMapper json = new ObjectMapper();

    SampleGoods(MarketSettings settings, String internalToken) {
        this.settings = settings;
        this.internalToken = internalToken;
    }

    void load(Progress progress) {
        Progress.Step loading = progress.begin("sample goods");
        JsonNode loaded;
        try {
            loaded =
                    send(
                            HttpRequest.newBuilder(
                                            settings.url(settings.catalog())
                                                    .resolve("/internal/sample"))
                                    .header("Authorization", "Bearer " + internalToken)
                                    .timeout(LOADING)
                                    .POST(HttpRequest.BodyPublishers.noBody()));
        } catch (IOException e) {
            loading.failed("not loaded");
            throw new StartFailure(
                    "catalog did not load the sample goods: "
                            + e.getMessage()
                            + "\nIts log is "
                            + settings.logs().resolve("catalog.log"));
        }
        loading.done(summary(loaded));
        awaitFindable(loaded.path("listed").asInt(), progress);
    }

    private static String summary(JsonNode loaded) {
        List<String> reasons = new ArrayList<>();
        int withheld = 0;
        for (var reason : loaded.path("withheld").properties()) {
            withheld += reason.getValue().asInt();
            reasons.add(reason.getKey() + " " + reason.getValue().asInt());
        }
        String shifted =
                loaded.path("shiftedDays").asInt() == 0
                        ? ""
                        : "; all dates moved by "
                                + loaded.path("shiftedDays").asInt()
                                + " days to today";
        return loaded.path("rows").asInt()
                + " rows: "
                + loaded.path("listed").asInt()
                + " listed, "
                + withheld
                + " withheld ("
                + String.join(", ", reasons)
                + ")"
                + shifted;
    }

    /** They come by the feed; a market that finds nothing would not look ready. */
    private void awaitFindable(int listed, Progress progress) {
        Progress.Step indexing = progress.begin("search index");
        URI all = settings.url(settings.search()).resolve("/api/v1/search?limit=1");
        long deadline = System.nanoTime() + INDEXING.toNanos();
        int found = 0;
        while (System.nanoTime() < deadline) {
            try {
                found =
                        send(HttpRequest.newBuilder(all).timeout(Duration.ofSeconds(10)))
                                .path("total")
                                .asInt();
                if (found >= listed) {
                    indexing.done(found + " products can be found");
                    return;
                }
                TimeUnit.MILLISECONDS.sleep(100);
            } catch (IOException notYet) {
                found = 0;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        indexing.failed(
                "only "
                        + found
                        + " of "
                        + listed
                        + " products can be found yet; see "
                        + settings.logs().resolve("search.log"));
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException {
        try {
            HttpResponse<byte[]> response =
                    http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw new IOException(
                        "answered "
                                + response.statusCode()
                                + " "
                                + new String(response.body(), StandardCharsets.UTF_8));
            }
            return json.readTree(response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
