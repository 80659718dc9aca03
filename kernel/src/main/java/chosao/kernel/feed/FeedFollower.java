package chosao.kernel.feed;

import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Follows another service's feed for as long as it is open: asks for what comes after the reader's
 * position, hands it over, asks again. A fault, there or here, is waited out and never skips a
 * change.
 *
 * <p>Thread-safe; the work is done by a virtual thread of its own.
 */
public final class FeedFollower implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FeedFollower.class);

    private static final int LIMIT = 500;
    private static final Duration WAIT = Duration.ofSeconds(20);

    /** An answer that takes so long is late: the other side ends its wait before. */
    private static final Duration OVERDUE = WAIT.plusSeconds(2);

    /**
     * How long changes may gather once some have come: a page costs both sides as much with one
     * change as with a hundred. The first after a silence is read at once.
     */
    private static final Duration GATHERING = Duration.ofMillis(100);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);

    private static final Duration STARTING = Duration.ofMinutes(1);

    private final long began = System.nanoTime();
    private final String name;
    private final URI feed;
    private final String token;
    private final FeedReader reader;
    private final JsonMapper json;
    private final Duration patience;
    private final HttpClient client;
    private final Thread thread;
    private volatile boolean closed;
    private volatile @Nullable Instant caughtUpAt;
    private volatile @Nullable Instant behindSince = Instant.now();
    private volatile @Nullable Instant heldBackSince;
    private volatile Instant askedAt = Instant.now();

    /**
     * Begins to follow.
     *
     * @param name for the log
     * @param service the base address of the service whose feed to follow
     * @param token the secret that services share
     */
    public FeedFollower(
            String name, URI service, String token, FeedReader reader, JsonMapper json) {
        this(name, service, token, reader, json, WAIT.plusSeconds(10));
    }

    /**
     * @param patience how long an answer may take as a whole
     */
    FeedFollower(
            String name,
            URI service,
            String token,
            FeedReader reader,
            JsonMapper json,
            Duration patience) {
        this.name = name;
        this.feed = service.resolve("/internal/changes");
        this.token = token;
        this.reader = reader;
        this.json = json;
        this.patience = patience;
        this.client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(Duration.ofSeconds(2))
                        .build();
        this.thread = Thread.ofVirtual().name("follow-" + name).start(this::follow);
    }

    /** When there was last nothing more to read, or null while that has not happened yet. */
    public @Nullable Instant caughtUpAt() {
        return caughtUpAt;
    }

    /**
     * How long it has been since everything was read that there was. Zero while it waits for news
     * and has no reason to think that it misses any.
     */
    public Duration lag() {
        var behind = behindSince;
        var asked = askedAt;
        var now = Instant.now();
        if (behind == null && now.isAfter(asked.plus(OVERDUE))) {
            behind = asked;
        }
        return behind == null ? Duration.ZERO : Duration.between(behind, now);
    }

    /**
     * Since when the feed has news that it cannot give yet, as it said last; null if it has none.
     */
    public @Nullable Instant heldBackSince() {
        return heldBackSince;
    }

    private void follow() {
        var pause = FIRST_PAUSE;
        var position = (FeedCursor) null;
        while (!closed) {
            try {
                position = position == null ? reader.position() : position;
                var page = read(position);
                if (!page.items().isEmpty()) {
                    reader.apply(page.items(), page.next());
                }
                position = page.next();
                pause = FIRST_PAUSE;
                heldBackSince = page.heldBackSince();
                if (page.items().size() < LIMIT) {
                    if (page.heldBackSince() == null) {
                        caughtUpAt = Instant.now();
                        behindSince = null;
                    } else {
                        fallBehind(Instant.now());
                    }
                    if (!page.items().isEmpty() || page.heldBackSince() != null) {
                        Thread.sleep(GATHERING);
                    }
                }
            } catch (InterruptedException ended) {
                return;
            } catch (IOException | RuntimeException fault) {
                // Whatever it was, the position is read anew and nothing is passed over.
                position = null;
                fallBehind(askedAt);
                if (!closed) {
                    LOG.atLevel(isStarting() ? Level.DEBUG : Level.WARN)
                            .log(
                                    "Following {} stopped for {} ms: {}",
                                    name,
                                    pause.toMillis(),
                                    fault.toString());
                    pause = waitOut(pause);
                }
            }
        }
    }

    private void fallBehind(Instant since) {
        if (behindSince == null) {
            behindSince = since;
        }
    }

    /** Services start side by side: that the other is not there at first is no news. */
    private boolean isStarting() {
        return caughtUpAt == null && System.nanoTime() - began < STARTING.toNanos();
    }

    private FeedPage read(FeedCursor position) throws IOException, InterruptedException {
        // Until the end is seen once there is nothing to wait for: an empty feed is known at once.
        var wait = caughtUpAt == null ? Duration.ZERO : WAIT;
        var query = "?after=" + position + "&limit=" + LIMIT + "&wait=" + wait.toSeconds();
        var request =
                HttpRequest.newBuilder(feed.resolve(feed.getPath() + query))
                        .header("Authorization", "Bearer " + token)
                        .build();
        askedAt = Instant.now();
        var response = exchange(request);
        if (response.statusCode() != 200) {
            throw new IOException("status " + response.statusCode() + " from " + feed);
        }
        var page = json.readValue(response.body(), FeedPage.class);
        if (page == null) {
            throw new IOException("no page from " + feed);
        }
        return page;
    }

    /** Bounds the whole exchange: a request's own time-out is over when the headers are here. */
    private HttpResponse<byte[]> exchange(HttpRequest request)
            throws IOException, InterruptedException {
        var exchange = client.sendAsync(request, BodyHandlers.ofByteArray());
        try {
            return exchange.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw new IOException(failed.getCause());
        } catch (TimeoutException silent) {
            throw new IOException("no whole answer within " + patience + " from " + feed, silent);
        } finally {
            exchange.cancel(true);
        }
    }

    private static Duration waitOut(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
        var longer = pause.multipliedBy(2);
        return longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
    }

    /** Ends following; a change that is being applied is finished or will be read again. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        client.shutdownNow();
    }
}
