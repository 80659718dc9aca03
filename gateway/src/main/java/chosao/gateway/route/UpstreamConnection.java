package chosao.gateway.route;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/** A connection to a service. It carries one exchange at a time. */
// A failed write or connect ends in channelInactive or in a listener; its future says nothing more.
@SuppressWarnings("FutureReturnValueIgnored")
final class UpstreamConnection extends ChannelInboundHandlerAdapter {

    private final UpstreamPool pool;
    private final Upstream upstream;
    private final Channel channel;

    private @Nullable Exchange exchange;

    /** What became of the present request, where it has a body; the rest is gone at once. */
    private @Nullable ChannelFuture sending;

    private boolean keepAlive;
    private boolean informational;
    private long idleSince = System.nanoTime();

    UpstreamConnection(UpstreamPool pool, Upstream upstream, Channel channel) {
        this.pool = pool;
        this.upstream = upstream;
        this.channel = channel;
    }

    Upstream upstream() {
        return upstream;
    }

    boolean isUsable(long reuseNanos) {
        return channel.isActive() && System.nanoTime() - idleSince < reuseNanos;
    }

    /** Sends a request, whose content is released once it has left. */
    void send(Exchange carried, FullHttpRequest request) {
        exchange = carried;
        if (request.content().isReadable()) {
            sending = channel.writeAndFlush(request);
        } else {
            sending = null;
            channel.writeAndFlush(request, channel.voidPromise());
        }
    }

    /** Lets the service wait, or go on, with its answer. */
    void setReading(boolean reading) {
        channel.config().setAutoRead(reading);
    }

    /** Lets go of the exchange, which is over before its time. */
    void close() {
        exchange = null;
        channel.close();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        var current = exchange;
        if (current == null || ((HttpObject) message).decoderResult().isFailure()) {
            // Words that nobody asked for, or that are no HTTP: there is no telling what follows.
            ReferenceCountUtil.release(message);
            context.close();
            return;
        }
        if (message instanceof HttpResponse head) {
            informational = head.status().codeClass() == HttpStatusClass.INFORMATIONAL;
            if (!informational) {
                keepAlive = HttpUtil.isKeepAlive(head);
                current.answerHead(head);
            }
        }
        if (message instanceof HttpContent content) {
            if (informational) {
                content.release();
            } else if (content instanceof LastHttpContent) {
                exchange = null;
                current.answerEnd(content);
            } else {
                current.answerContent(content);
            }
        }
    }

    /** The answer is complete: the next exchange may follow, if the service lets it. */
    void finished() {
        // A service may answer before it has read all of a body. What is left of it would come
        // before the next request.
        boolean sent = sending == null || sending.isSuccess();
        if (!keepAlive || !sent || !channel.isActive()) {
            channel.close();
            return;
        }
        setReading(true);
        idleSince = System.nanoTime();
        pool.release(this);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (exchange != null) {
            exchange.answerPaused();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        var current = exchange;
        exchange = null;
        pool.closed(this);
        if (current != null) {
            current.broken();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // Reset by the other side, mostly. What it means for the exchange is said when it is
        // closed.
        context.close();
    }
}
