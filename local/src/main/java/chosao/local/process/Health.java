package chosao.local.process;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** What a process says of itself when it is asked over HTTP. */
public enum Health {
    READY,
    NOT_READY,

    /** It is gone, or it lives and says nothing. */
    NOT_ANSWERING;

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

    /**
     * Asks; the answer is here in time, whatever it is.
     *
     * @param address answers 200 once the process is ready
     */
    public static CompletableFuture<Health> ask(URI address, Duration atMost) {
        CompletableFuture<HttpResponse<Void>> answer =
                HTTP.sendAsync(
                        HttpRequest.newBuilder(address).build(),
                        HttpResponse.BodyHandlers.discarding());
        return answer.thenApply(said -> said.statusCode() == 200 ? READY : NOT_READY)
                .completeOnTimeout(NOT_ANSWERING, atMost.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(_ -> NOT_ANSWERING)
                // Closes the connection of one that answered half and then hung.
                .whenComplete((_, _) -> answer.cancel(true));
    }
}
