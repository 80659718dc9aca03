package chosao.search.follow;

import co.elastic.clients.json.JsonpMapper;
import co.elastic.clients.transport.ElasticsearchTransport;
import co.elastic.clients.transport.Endpoint;
import co.elastic.clients.transport.TransportOptions;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The line to Elasticsearch, which lets so many requests through and then none: what is written
 * behind it is what a process leaves that was killed at that moment.
 */
final class CutLine implements ElasticsearchTransport {

    private final ElasticsearchTransport line;
    private final AtomicInteger left;
    private volatile boolean cut;

    CutLine(ElasticsearchTransport line, int requests) {
        this.line = line;
        this.left = new AtomicInteger(requests);
    }

    /** Whether a request has met the cut. */
    boolean isCut() {
        return cut;
    }

    @Override
    public <Q, A, E> A performRequest(
            Q request, Endpoint<Q, A, E> endpoint, @Nullable TransportOptions options)
            throws IOException {
        pass();
        return line.performRequest(request, endpoint, options);
    }

    @Override
    public <Q, A, E> CompletableFuture<A> performRequestAsync(
            Q request, Endpoint<Q, A, E> endpoint, @Nullable TransportOptions options) {
        try {
            pass();
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        }
        return line.performRequestAsync(request, endpoint, options);
    }

    private void pass() throws IOException {
        if (left.getAndDecrement() <= 0) {
            cut = true;
            throw new IOException("cut");
        }
    }

    @Override
    public JsonpMapper jsonpMapper() {
        return line.jsonpMapper();
    }

    @Override
    public TransportOptions options() {
        return line.options();
    }

    /** The line itself is everyone's. */
    @Override
    public void close() {}
}
