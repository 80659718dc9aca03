package chosao.gateway.route;

import chosao.kernel.problem.KernelProblem;
import chosao.kernel.problem.ProblemException;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way to a service, and the answer on its way back. Used by the thread of its
 * client's event loop alone.
 */
final class Exchange {

    private final ClientConnection client;
    private final UpstreamPool pool;
    private final Upstream upstream;
    private final FullHttpRequest request;
    private final String origin;

    /** Whether it has its place among those that a service answers at the same time. */
    private boolean begun;

    private @Nullable UpstreamConnection connection;
    private boolean reused;
    private boolean retried;
    private boolean answered;
    private boolean over;

    /**
     * @param request its content is its client's, who keeps it until the exchange is over
     * @param origin whose request it is, see {@link chosao.gateway.limit.ClientOrigin}
     */
    Exchange(
            ClientConnection client,
            UpstreamPool pool,
            Upstream upstream,
            FullHttpRequest request,
            String origin) {
        this.client = client;
        this.pool = pool;
        this.upstream = upstream;
        this.request = request;
        this.origin = origin;
    }

    /** Whose request it is. */
    String client() {
        return origin;
    }

    Upstream upstream() {
        return upstream;
    }

    void begin() {
        pool.enter(this);
    }

    /** It has a place: nobody is before it any more. */
    void turnCame() {
        begun = true;
        pool.acquire(this, false);
    }

    /**
     * There is no place to wait at.
     *
     * @param full whether for nobody, or only for its client, who has too many already
     */
    void refused(boolean full) {
        over = true;
        client.refuse(
                full
                        ? unavailable()
                        : KernelProblem.TOO_MANY_REQUESTS.with(1).header("Retry-After", "1"));
    }

    /** Once, after the connection was given back. */
    private void end() {
        over = true;
        if (begun) {
            pool.leave(this);
        } else {
            pool.forget(this);
        }
    }

    void connected(UpstreamConnection found, boolean usedBefore) {
        if (over) {
            pool.release(found);
            return;
        }
        connection = found;
        reused = usedBefore;
        found.send(this, request.retain());
    }

    void unreachable() {
        if (over) {
            return;
        }
        end();
        client.refuse(unavailable());
    }

    void answerHead(HttpResponse head) {
        answered = true;
        client.answerHead(head, request.method(), upstream.service());
    }

    void answerContent(HttpContent content) {
        client.answerContent(content);
    }

    void answerPaused() {
        client.flush();
    }

    void answerEnd(HttpContent last) {
        var finished = connection;
        connection = null;
        // The connection first: the client's next request may come at once.
        if (finished != null) {
            finished.finished();
        }
        end();
        client.answerEnd(last);
    }

    /** Lets the service wait while the client is slow to read. */
    void setClientReady(boolean ready) {
        if (connection != null) {
            connection.setReading(ready);
        }
    }

    /** The service closed the connection before the end of its answer. */
    void broken() {
        if (over) {
            return;
        }
        connection = null;
        if (wentStale()) {
            retried = true;
            pool.acquire(this, true);
            return;
        }
        end();
        if (answered) {
            client.abort();
        } else {
            client.refuse(unavailable());
        }
    }

    /**
     * A service may close an idle connection just as a request is put on it. Asking again is safe
     * only for what changes nothing: nobody can say whether the service had begun.
     */
    private boolean wentStale() {
        return reused
                && !retried
                && !answered
                && !request.content().isReadable()
                && (request.method().equals(HttpMethod.GET)
                        || request.method().equals(HttpMethod.HEAD));
    }

    private ProblemException unavailable() {
        return KernelProblem.SERVICE_UNAVAILABLE
                .with()
                .member("service", upstream.service().label());
    }

    void timedOut() {
        giveUp();
        if (answered) {
            client.abort();
        } else {
            client.refuse(KernelProblem.TIMEOUT.with());
        }
    }

    /** Ends the exchange because the client is gone or the time is over. */
    void giveUp() {
        if (over) {
            return;
        }
        if (connection != null) {
            connection.close();
            connection = null;
        }
        end();
    }
}
