package chosao.journeys;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** What buyers find. */
record Search(Client client) {

    /** The first page for some words. */
    List<JsonNode> find(String words) {
        JsonNode found =
                client.get("/api/v1/search?limit=100&q=" + URLEncoder.encode(words, UTF_8))
                        .expect(200)
                        .json();
        return StreamSupport.stream(found.path("items").spliterator(), false).toList();
    }

    /** The product as a search for its name shows it. */
    Optional<JsonNode> find(Goods goods) {
        return find(goods.name()).stream()
                .filter(item -> item.path("id").asText().equals(goods.productId()))
                .findFirst();
    }

    boolean shows(Goods goods) {
        return find(goods).isPresent();
    }
}
