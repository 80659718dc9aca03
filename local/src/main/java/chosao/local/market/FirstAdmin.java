package chosao.local.market;

import chosao.local.process.StartFailure;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Has the gateway of a market that runs make an admin. */
public final class FirstAdmin {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final MarketSettings settings;
    private final String internalToken;
    private final ObjectMapper json = new ObjectMapper();

    public FirstAdmin(MarketSettings settings, String internalToken) {
        this.settings = settings;
        this.internalToken = internalToken;
    }

    /**
     * Makes the account, or makes it an admin if there is one.
     *
     * @return what to tell the operator
     * @throws StartFailure with the gateway's reason if it refuses, or if it cannot be reached
     */
    public String create(String email, String password) {
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            HttpResponse<String> response =
                    http.send(request(email, password), HttpResponse.BodyHandlers.ofString());
            JsonNode answer = json.readTree(response.body());
            if (response.statusCode() != 201) {
                throw new StartFailure(
                        "No admin was made: " + String.join("; ", reasonsIn(answer)));
            }
            return answer.path("existed").asBoolean()
                    ? email
                            + " had an account. It is an admin now, has this password, and is signed"
                            + " out everywhere."
                    : email + " is an admin now.";
        } catch (IOException e) {
            throw new StartFailure("The gateway cannot be reached: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("Interrupted");
        }
    }

    private HttpRequest request(String email, String password) throws IOException {
        return HttpRequest.newBuilder(settings.url(settings.gateway()).resolve("/internal/admins"))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + internalToken)
                .header("Content-Type", "application/json")
                .POST(
                        HttpRequest.BodyPublishers.ofString(
                                json.writeValueAsString(
                                        Map.of("email", email, "password", password))))
                .build();
    }

    /** What the gateway says is wrong: with each field, or as a whole. */
    private static List<String> reasonsIn(JsonNode problem) {
        List<String> reasons = new ArrayList<>();
        for (JsonNode error : problem.path("errors")) {
            reasons.add(
                    error.path("pointer").asText().substring(1)
                            + " "
                            + error.path("detail").asText());
        }
        return reasons.isEmpty() ? List.of(problem.path("detail").asText("no reason")) : reasons;
    }
}
