package chosao.journeys;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;

/**
 * The Stripe sandbox: as a buyer's browser meets it, as the merchant's books show it, and its
 * switches.
 */
final class Sandbox {

    private static final String SETTINGS = "/sandbox/settings";

    private final Client client;
    private final Client merchant;

    /**
     * @param secretKey opens the merchant's books
     */
    Sandbox(URI url, String secretKey) {
        this.client = Client.of(url);
        this.merchant = client.bearing(secretKey);
    }

    /**
     * Confirms a payment as a browser does: it knows what the order told it and nothing else.
     *
     * @param apiBase where the order says that Stripe is
     */
    static Answer confirm(URI apiBase, String clientSecret, String paymentMethod) {
        String form =
                "client_secret="
                        + URLEncoder.encode(clientSecret, UTF_8)
                        + "&payment_method="
                        + URLEncoder.encode(paymentMethod, UTF_8);
        return Client.of(apiBase)
                .with("Content-Type", "application/x-www-form-urlencoded")
                .send(
                        "POST",
                        "/v1/payment_intents/" + intentOf(clientSecret) + "/confirm",
                        form.getBytes(UTF_8));
    }

    static String intentOf(String clientSecret) {
        return clientSecret.substring(0, clientSecret.indexOf("_secret_"));
    }

    /** All payments of this amount; tests that ask choose amounts that nobody else has. */
    List<JsonNode> payments(long amount) {
        return all("/v1/payment_intents").stream()
                .filter(intent -> intent.path("amount").longValue() == amount)
                .toList();
    }

    /** How much money was taken and not given back, by the amount of the payments. */
    Map<Long, Long> taken() {
        return all("/v1/charges").stream()
                .filter(charge -> charge.path("status").asText().equals("succeeded"))
                .collect(
                        Collectors.groupingBy(
                                charge -> charge.path("amount").longValue(),
                                Collectors.summingLong(charge ->
                                        charge.path("amount_captured").longValue()
                                                - charge.path("amount_refunded").longValue())));
    }

    /** How much money of payments of this amount has been taken and not been given back. */
    long taken(long amount) {
        return all("/v1/charges").stream()
                .filter(charge -> charge.path("amount").longValue() == amount)
                .filter(charge -> charge.path("status").asText().equals("succeeded"))
                .mapToLong(charge ->
                        charge.path("amount_captured").longValue()
                                - charge.path("amount_refunded").longValue())
                .sum();
    }

    /** Changes how webhooks are delivered; what is not named stays as it is. */
    void webhooks(Map<String, Object> switches) {
        client.post(SETTINGS, Map.of("webhooks", switches)).expect(200);
    }

    /** Changes how the API answers; what is not named stays as it is. */
    void api(Map<String, Object> switches) {
        client.post(SETTINGS, Map.of("api", switches)).expect(200);
    }

    /** Everything as Stripe is on a good day. */
    void calm() {
        webhooks(
                Map.of(
                        "duplicate",
                        1,
                        "delay",
                        "PT0S",
                        "reorder",
                        false,
                        "pause",
                        false,
                        "drop",
                        0));
        api(Map.of("latency", "PT0S", "failNext", 0, "loseNext", 0));
    }

    /** Waits until every webhook has been delivered. */
    void awaitsDelivery() {
        Awaitility.await("all webhooks are delivered")
                .atMost(Duration.ofSeconds(30))
                .until(() -> client.get(SETTINGS).expect(200).number("/deliveries/waiting") == 0);
    }

    /** Sends the newest events of a type once more. */
    void redeliver(String type, int limit) {
        client.post("/sandbox/webhooks/redeliver", Map.of("type", type, "limit", limit))
                .expect(202);
    }

    private List<JsonNode> all(String path) {
        List<JsonNode> all = new ArrayList<>();
        String after = "";
        while (true) {
            JsonNode page = merchant.get(path + "?limit=100" + after).expect(200).json();
            List<JsonNode> items =
                    StreamSupport.stream(page.path("data").spliterator(), false).toList();
            all.addAll(items);
            if (!page.path("has_more").booleanValue()) {
                return all;
            }
            after = "&starting_after=" + items.getLast().path("id").asText();
        }
    }
}
