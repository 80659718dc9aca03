package chosao.bench.goods;

import chosao.bench.market.Api;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** What buyers find in the market now. */
public record Shelf(List<Listing> listings) {

    private static final int PAGE = 100;

    public Shelf {
        listings = List.copyOf(listings);
    }

    /** Leafs through all that the search has. */
    public static Shelf read(Api gateway) {
        List<Listing> listings = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page =
                    gateway.get("/api/v1/search?sort=newest&limit=" + PAGE + cursor).orThrow();
            for (JsonNode item : page.path("items")) {
                listings.add(
                        new Listing(
                                item.path("id").asText(),
                                item.path("name").asText(),
                                item.path("category").path("code").asText(),
                                item.path("region").path("code").asText()));
            }
            String next = page.path("nextCursor").asText("");
            cursor =
                    next.isEmpty()
                            ? ""
                            : "&cursor=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
        } while (!cursor.isEmpty());
        return new Shelf(listings);
    }

    boolean holds(Collection<String> ids) {
        return listings.stream().map(Listing::id).collect(Collectors.toSet()).containsAll(ids);
    }

    public List<String> categories() {
        return listings.stream().map(Listing::category).distinct().sorted().toList();
    }
}
