package chosao.kernel.security;

import chosao.kernel.problem.KernelProblem;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import io.micronaut.json.JsonMapper;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the gateway whether a token still counts, as RFC 7662 describes it, in JSON. Thread-safe.
 */
@Singleton
@Requires(property = "micronaut.security.token.jwt.enabled", notEquals = "false")
final class IntrospectedTokens implements ActiveTokens {

    private static final Logger LOG = LoggerFactory.getLogger(IntrospectedTokens.class);

    /** One query of the gateway's database, on the same network. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final URI url;
    private final String internalToken;
    private final JsonMapper json;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(PATIENCE)
                    .build();

    /** What is asked. */
    @Serdeable
    record Question(String token) {

        @Override
        public String toString() {
            return "Question[…]";
        }
    }

    /** What is answered. */
    @Serdeable
    record Answer(boolean active) {}

    IntrospectedTokens(
            @Property(name = "market.introspection.url") URI url,
            @Property(name = "market.internal.token") String internalToken,
            JsonMapper json) {
        this.url = url;
        this.internalToken = internalToken;
        this.json = json;
    }

    @Override
    public CompletionStage<Boolean> isActive(String token) {
        return client.sendAsync(request(token), BodyHandlers.ofByteArray())
                .thenApply(this::read)
                .exceptionally(failure -> {
                    LOG.warn("Cannot ask {} about a token: {}", url, failure.toString());
                    throw KernelProblem.SERVICE_UNAVAILABLE.with();
                });
    }

    private HttpRequest request(String token) {
        try {
            return HttpRequest.newBuilder(url)
                    .timeout(PATIENCE)
                    .header("Authorization", "Bearer " + internalToken)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(new Question(token))))
                    .build();
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private boolean read(HttpResponse<byte[]> response) {
        if (response.statusCode() != 200) {
            throw new CompletionException(new IOException("status " + response.statusCode()));
        }
        try {
            var answer = json.readValue(response.body(), Answer.class);
            return answer != null && answer.active();
        } catch (IOException unreadable) {
            throw new CompletionException(unreadable);
        }
    }

    @PreDestroy
    void close() {
        client.shutdownNow();
    }
}
