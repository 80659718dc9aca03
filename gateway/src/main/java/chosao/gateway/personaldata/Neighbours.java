package chosao.gateway.personaldata;

import chosao.gateway.route.ServiceAddresses;
import io.micronaut.context.annotation.Property;
import io.micronaut.json.JsonMapper;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;

/** What is asked of the services that keep something of a person. Thread-safe. */
@Singleton
class Neighbours {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final ServiceAddresses addresses;
    private final String internalToken;
    private final JsonMapper json;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(TIMEOUT)
                    .build();

    /**
     * What orders answers.
     *
     * @param remainingOrders how many still need their contact data, since they are under way
     */
    @Serdeable
    record Erased(int remainingOrders) {}

    Neighbours(
            ServiceAddresses addresses,
            @Property(name = "market.internal.token") String internalToken,
            JsonMapper json) {
        this.addresses = addresses;
        this.internalToken = internalToken;
        this.json = json;
    }

    /**
     * Whether the account keeps a producer.
     *
     * @param token of the account
     * @throws IOException if catalog does not say
     */
    boolean keepsProducer(String token) throws IOException, InterruptedException {
        var answer =
                client.send(
                        HttpRequest.newBuilder(addresses.catalog().resolve("/api/v1/producers/me"))
                                .timeout(TIMEOUT)
                                .header("Authorization", "Bearer " + token)
                                .build(),
                        BodyHandlers.discarding());
        return switch (answer.statusCode()) {
            case 200 -> true;
            case 404 -> false;
            default -> throw new IOException("catalog answered " + answer.statusCode());
        };
    }

    /**
     * Has orders erase what it may of an account.
     *
     * @return how many orders still need their contact data
     * @throws IOException if orders has not done so
     */
    int eraseInOrders(UUID account) throws IOException, InterruptedException {
        var answer =
                client.send(
                        HttpRequest.newBuilder(
                                        addresses.orders().resolve("/internal/erasures/" + account))
                                .timeout(TIMEOUT)
                                .header("Authorization", "Bearer " + internalToken)
                                .PUT(BodyPublishers.noBody())
                                .build(),
                        BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IOException("orders answered " + answer.statusCode());
        }
        var erased = json.readValue(answer.body(), Erased.class);
        if (erased == null) {
            throw new IOException("orders answered nothing");
        }
        return erased.remainingOrders();
    }

    @PreDestroy
    void close() {
        client.shutdownNow();
    }
}
