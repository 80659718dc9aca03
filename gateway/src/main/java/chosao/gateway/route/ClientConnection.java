package chosao.gateway.route;

import static io.netty.handler.codec.http.HttpHeaderNames.ACCEPT_ENCODING;
import static io.netty.handler.codec.http.HttpHeaderNames.ACCEPT_LANGUAGE;
import static io.netty.handler.codec.http.HttpHeaderNames.AUTHORIZATION;
import static io.netty.handler.codec.http.HttpHeaderNames.CONNECTION;
import static io.netty.handler.codec.http.HttpHeaderNames.CONTENT_LENGTH;
import static io.netty.handler.codec.http.HttpHeaderNames.HOST;
import static io.netty.handler.codec.http.HttpHeaderNames.ORIGIN;
import static io.netty.handler.codec.http.HttpHeaderNames.RETRY_AFTER;
import static io.netty.handler.codec.http.HttpHeaderNames.TRANSFER_ENCODING;
import static io.netty.handler.codec.http.HttpHeaderValues.CHUNKED;
import static io.netty.handler.codec.http.HttpHeaderValues.CLOSE;
import static io.netty.handler.codec.http.HttpHeaderValues.IDENTITY;
import static io.netty.handler.codec.http.HttpHeaderValues.KEEP_ALIVE;
import static java.nio.charset.StandardCharsets.US_ASCII;

import chosao.gateway.GatewayProblem;
import chosao.gateway.limit.ClientOrigin;
import chosao.kernel.http.LocalName;
import chosao.kernel.http.RequestId;
import chosao.kernel.problem.KernelProblem;
import chosao.kernel.problem.ProblemException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A client's connection. Its requests are answered one after another, in the order they came; one
 * that is sent ahead waits.
 *
 * <p>A request is passed on when all of it has come, so a slow client holds no connection to a
 * service; see the decision record "A request is whole before it takes a connection". Each message
 * is asked for ({@link #pull}), so that nothing is read that there is no place for.
 */
// A failed write or connect ends in channelInactive or in a listener; its future says nothing more.
@SuppressWarnings("FutureReturnValueIgnored")
final class ClientConnection extends ChannelInboundHandlerAdapter {

    /** How long, and how many bytes, a refused client may go on sending. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final int PATIENCE_BYTES = 16 * 1024 * 1024;

    /** RFC 9110 section 15.2.1. */
    private static final ByteBuf CONTINUE =
            Unpooled.unreleasableBuffer(
                    Unpooled.copiedBuffer("HTTP/1.1 100 Continue\r\n\r\n", US_ASCII));

    private final Door door;
    private final UpstreamPool pool;

    private @Nullable ChannelHandlerContext context;
    private @Nullable InetAddress peer;
    private @Nullable Deadline deadline;

    /** Whether a message was asked for and has not come. */
    private boolean pulling;

    /** Whether {@link #pull} is at work further down the stack. */
    private boolean reading;

    private boolean delivered;

    /** Whether the client must read before its next request is begun. */
    private boolean awaitingReader;

    /** Whether the connection is closed as soon as all has been sent. */
    private boolean leaving;

    private boolean stopping;

    /** The request that came while another was being answered. */
    private @Nullable HttpRequest ahead;

    /** The request whose body is coming in, and that body until the request is answered. */
    private @Nullable HttpRequest head;

    private @Nullable RequestBody body;

    private @Nullable Exchange exchange;

    // Of the present request:
    private boolean answering;
    private boolean requestEnded = true;
    private boolean closing;

    /** Whether the client waits for a word of ours before it sends the body. */
    private boolean withheld;

    /** Who is counted for it, see {@link ClientOrigin}. */
    private String clientOrigin = "";

    private long bodyBytes;
    private Duration bodyTime = Duration.ZERO;
    private String requestId = "";
    private HttpVersion version = HttpVersion.HTTP_1_1;
    private @Nullable String language;

    /** The origin of the page that asks, where it may read the answer. */
    private @Nullable String sharedWith;

    private long startedAt;
    private int status;
    private @Nullable Service service;

    ClientConnection(Door door, UpstreamPool pool) {
        this.door = door;
        this.pool = pool;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
        deadline = new Deadline(added.executor(), this::deadlinePassed);
    }

    @Override
    public void channelActive(ChannelHandlerContext active) {
        var address = ((InetSocketAddress) active.channel().remoteAddress()).getAddress();
        peer = address;
        if (!door.opened(this, address)) {
            refuseConnection();
            return;
        }
        deadline().in(door.config().idleTimeout());
        pull();
    }

    @Override
    public void channelRead(ChannelHandlerContext reader, Object message) {
        pulling = false;
        delivered = true;
        if (message instanceof HttpRequest request) {
            if (request.decoderResult().isFailure()) {
                // The decoder gives it an empty body, which belongs to no request.
                ReferenceCountUtil.release(request);
            }
            if (isBusy()) {
                ahead = request;
            } else {
                begin(request);
            }
        } else {
            content((HttpContent) message);
        }
    }

    /** Says why, without waiting to be asked: to wait would be to have the connection after all. */
    private void refuseConnection() {
        var response = door.answers().problem(GatewayProblem.TOO_MANY_CONNECTIONS.with(), language);
        response.headers().set(RequestId.HEADER, Trace.requestId(null)).set(CONNECTION, CLOSE);
        context().write(response);
        leave();
    }

    private boolean isBusy() {
        return answering || !requestEnded || awaitingReader || leaving;
    }

    /** A read may end without the message that was asked for, when only a part of it has come. */
    @Override
    public void channelReadComplete(ChannelHandlerContext reader) {
        if (pulling && !reading) {
            reader.read();
        }
    }

    private void begin(HttpRequest request) {
        startedAt = System.nanoTime();
        answering = true;
        requestEnded = false;
        bodyBytes = 0;
        service = null;
        version = request.protocolVersion();
        closing = stopping || !HttpUtil.isKeepAlive(request);
        var headers = request.headers();
        requestId = Trace.requestId(headers.get(RequestId.HEADER));
        language = headers.get(ACCEPT_LANGUAGE);
        sharedWith = door.crossOrigin().permitted(headers);
        withheld = HttpUtil.is100ContinueExpected(request);
        deadline().in(door.config().answerTimeout());

        var unreadable = RequestHead.unreadable(request);
        if (unreadable != null) {
            requestEnded = true;
            closing = true;
            refuse(unreadable);
            return;
        }
        var unacceptable = RequestHead.unacceptable(request, door.config());
        if (unacceptable != null) {
            refuse(unacceptable);
            return;
        }
        accept(request);
    }

    private void accept(HttpRequest request) {
        if (sharedWith != null && CrossOrigin.isPreflight(request)) {
            service = Service.GATEWAY;
            answer(CrossOrigin.preflightAnswer());
            return;
        }
        var headers = request.headers();
        var target = RequestTarget.parse(request.uri());
        if (target.isEmpty()) {
            refuse(GatewayProblem.BAD_ADDRESS.with());
            return;
        }
        var origin = Objects.requireNonNull(peer);
        var forwardedFor = headers.getAll(Headers.FORWARDED_FOR);
        boolean operator =
                origin.isLoopbackAddress()
                        && forwardedFor.isEmpty()
                        && sharedWith == null
                        && LocalName.isIn(headers.get(HOST));
        var found = Routes.find(target.get().path(), operator);
        if (found.isEmpty()) {
            refuse(KernelProblem.NOT_FOUND.with());
            return;
        }
        service = found.get();
        var client = door.clientAddress().find(origin, forwardedFor);
        clientOrigin = ClientOrigin.of(client);
        var refusal = tooMany(request, target.get().path(), clientOrigin);
        if (refusal.isPresent()) {
            refuse(refusal.get());
            return;
        }
        if (Headers.isEncoded(headers)) {
            refuse(
                    GatewayProblem.ENCODED_BODY
                            .with()
                            .header(ACCEPT_ENCODING.toString(), IDENTITY.toString()));
            return;
        }
        var kind = BodyKind.of(target.get().path());
        int maxBytes = kind.maxBytes(door.config());
        if (HttpUtil.getContentLength(request, 0L) > maxBytes) {
            refuse(tooLarge(maxBytes));
            return;
        }
        boolean bodyless =
                !HttpUtil.isTransferEncodingChunked(request)
                        && HttpUtil.getContentLength(request, 0L) == 0;
        request.setUri(target.get().uri());
        readdress(request, origin, client, door.upstream(service));
        if (bodyless) {
            carry(request, Unpooled.EMPTY_BUFFER);
        } else {
            head = request;
            takeIn(
                    new RequestBody(
                            context().alloc(), pool.bodyMemory(kind), clientOrigin, maxBytes));
            if (withheld) {
                askForBody();
            }
        }
        // Of a request without a body too the end is to come; and then it is noticed when the
        // client goes away.
        pull();
    }

    /** Waits for a body: not long, where its client has many under way. */
    private void takeIn(RequestBody begun) {
        var config = door.config();
        body = begun;
        bodyTime =
                begun.bodiesOfClient() > config.manyBodies()
                        ? config.manyBodiesTimeout()
                        : config.bodyTimeout();
        deadline().in(bodyTime);
    }

    /**
     * Lets the client send the body that it holds back. The interim answer goes past the codec,
     * which takes every answer it sees for the one to the oldest request and would answer the next
     * {@code HEAD} with a body, or this request without one.
     */
    private void askForBody() {
        withheld = false;
        context().pipeline().context(HttpServerCodec.class).writeAndFlush(CONTINUE.duplicate());
    }

    private Optional<ProblemException> tooMany(HttpRequest request, String path, String client) {
        if (Routes.isVital(path)) {
            // Nobody needs to be known there, and a token is not verified without limit.
            request.headers().remove(AUTHORIZATION);
            return Optional.empty();
        }
        return door.routeLimits()
                .refusal(client, request.method().asciiName(), path)
                .or(() ->
                        door.limits()
                                .refusal(
                                        client,
                                        request.headers().get(AUTHORIZATION),
                                        request.method().asciiName()));
    }

    /** Makes the client's headers those of the gateway. */
    private void readdress(
            HttpRequest request, InetAddress origin, InetAddress client, Upstream upstream) {
        var headers = request.headers();
        boolean believed = door.clientAddress().trusts(origin);
        var host = headers.get(HOST);
        Headers.removeHopByHop(headers);
        Headers.removeClaims(headers);
        // Whose pages read the answer is decided here. A service would answer a foreign one with
        // 403 where it hears that the client, or a proxy, asked by an address of this machine.
        headers.remove(ORIGIN);
        headers.set(Headers.FORWARDED_FOR, client.getHostAddress());
        if (!believed || !headers.contains(Headers.FORWARDED_PROTO)) {
            headers.set(Headers.FORWARDED_PROTO, "http");
        }
        if ((!believed || !headers.contains(Headers.FORWARDED_HOST)) && host != null) {
            headers.set(Headers.FORWARDED_HOST, host);
        }
        headers.set(HOST, upstream.authority());
        headers.set(RequestId.HEADER, requestId);
        if (!Trace.isValidParent(headers.get(Trace.PARENT))) {
            headers.set(Trace.PARENT, Trace.newParent(door.config().tracedShare()));
            headers.remove(Headers.TRACE_STATE);
        }
        request.setProtocolVersion(HttpVersion.HTTP_1_1);
    }

    private void content(HttpContent content) {
        bodyBytes += content.content().readableBytes();
        boolean readable = content.decoderResult().isSuccess();
        boolean last = content instanceof LastHttpContent;
        requestEnded |= last || !readable;
        try {
            if (!readable) {
                bodyUnreadable();
            } else if (head == null || body == null) {
                discarded();
            } else if (bodyBytes > body.maxBytes()) {
                refuse(tooLarge(body.maxBytes()));
            } else if (!body.add(content.content())) {
                refuse(noRoomFor(body));
            } else if (last) {
                carryWithBody(head, body);
            } else {
                pull();
            }
        } finally {
            content.release();
        }
    }

    /** A chunk that is none: neither this body nor anything after it can be read. */
    private void bodyUnreadable() {
        closing = true;
        if (head != null) {
            refuse(GatewayProblem.BAD_REQUEST_HEAD.with());
        } else {
            abort();
        }
    }

    private static ProblemException tooLarge(int maxBytes) {
        return GatewayProblem.BODY_TOO_LARGE.with(maxBytes).member("maxBytes", maxBytes);
    }

    /** Whether its client has taken too much, or all others together. */
    private static ProblemException noRoomFor(RequestBody body) {
        var problem =
                body.bodiesOfClient() > 1
                        ? GatewayProblem.TOO_MANY_BODIES
                        : KernelProblem.SERVICE_UNAVAILABLE;
        return problem.with().header(RETRY_AFTER.toString(), Long.toString(PATIENCE.toSeconds()));
    }

    private void carryWithBody(HttpRequest request, RequestBody whole) {
        head = null;
        request.headers().remove(TRANSFER_ENCODING);
        request.headers().setInt(CONTENT_LENGTH, whole.size());
        carry(request, whole.bytes());
        // To notice it when the client goes away.
        pull();
    }

    private void carry(HttpRequest request, ByteBuf content) {
        deadline().in(door.config().answerTimeout());
        exchange =
                new Exchange(
                        this,
                        pool,
                        door.upstream(Objects.requireNonNull(service)),
                        new DefaultFullHttpRequest(
                                request.protocolVersion(),
                                request.method(),
                                request.uri(),
                                content,
                                request.headers(),
                                EmptyHttpHeaders.INSTANCE),
                        clientOrigin);
        exchange.begin();
    }

    /** Reads on past a body that nobody wants, so that the client gets to read why. */
    private void discarded() {
        if (requestEnded) {
            if (!answering) {
                next();
            } else {
                pull();
            }
        } else if (bodyBytes > PATIENCE_BYTES) {
            abort();
        } else {
            pull();
        }
    }

    /** Refuses the present request by ourselves. */
    void refuse(ProblemException refusal) {
        // A large body that is still coming is cheaper to cut off than to read to its end.
        closing |= refusal.type() == GatewayProblem.BODY_TOO_LARGE;
        answer(door.answers().problem(refusal, language));
    }

    private void answer(FullHttpResponse response) {
        exchange = null;
        // A body that is held back may never come.
        closing |= withheld && !requestEnded;
        response.headers().set(RequestId.HEADER, requestId);
        door.crossOrigin().share(response.headers(), sharedWith);
        setPersistence(response);
        status = response.status().code();
        context().write(response);
        answered();
    }

    void answerHead(HttpResponse head, HttpMethod asked, Service by) {
        var headers = head.headers();
        Headers.removeHopByHop(headers);
        headers.set(RequestId.HEADER, requestId);
        door.crossOrigin().share(headers, sharedWith);
        if (!Headers.isFramed(head, asked)) {
            headers.set(TRANSFER_ENCODING, CHUNKED);
        }
        if (version.equals(HttpVersion.HTTP_1_0) && headers.contains(TRANSFER_ENCODING)) {
            headers.remove(TRANSFER_ENCODING);
            closing = true;
        }
        setPersistence(head);
        head.setProtocolVersion(HttpVersion.HTTP_1_1);
        status = head.status().code();
        service = by;
        deadline().in(door.config().answerTimeout());
        context().write(head, context().voidPromise());
    }

    private void setPersistence(HttpResponse response) {
        if (closing) {
            response.headers().set(CONNECTION, CLOSE);
        } else if (version.equals(HttpVersion.HTTP_1_0)) {
            response.headers().set(CONNECTION, KEEP_ALIVE);
        }
    }

    void answerContent(HttpContent content) {
        deadline().in(door.config().answerTimeout());
        context().write(content, context().voidPromise());
        if (!context().channel().isWritable() && exchange != null) {
            exchange.setClientReady(false);
            flush();
        }
    }

    void flush() {
        context().flush();
    }

    void answerEnd(HttpContent last) {
        exchange = null;
        context().write(last);
        answered();
    }

    private void answered() {
        answering = false;
        releaseBody();
        door.answered(service, status, System.nanoTime() - startedAt);
        if (!requestEnded) {
            deadline().in(PATIENCE);
            flush();
            pull();
            return;
        }
        next();
    }

    private void releaseBody() {
        head = null;
        if (body != null) {
            body.release();
            body = null;
        }
    }

    /** Both sides have said all of this request. */
    private void next() {
        if (closing || stopping) {
            leave();
            return;
        }
        flush();
        if (!context().channel().isWritable()) {
            awaitingReader = true;
            deadline().in(door.config().answerTimeout());
            return;
        }
        deadline().in(door.config().idleTimeout());
        var request = ahead;
        if (request != null) {
            ahead = null;
            begin(request);
        } else {
            pull();
        }
    }

    /** Closes the connection when the client has been sent all, or does not take it. */
    private void leave() {
        leaving = true;
        deadline().in(door.config().answerTimeout());
        context().writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    /** Cuts the client off, which is the only way to say that an answer is not complete. */
    void abort() {
        context().close();
    }

    /** Lets the present request end and takes no other. From any thread. */
    void stop() {
        context()
                .executor()
                .execute(() -> {
                    stopping = true;
                    closing = true;
                    if (!answering && requestEnded) {
                        leave();
                    }
                });
    }

    private void deadlinePassed() {
        if (exchange != null) {
            exchange.timedOut();
        } else if (head != null) {
            closing = true;
            refuse(GatewayProblem.BODY_TOO_SLOW.with(bodyTime.toSeconds()));
        } else {
            abort();
        }
    }

    /**
     * Asks for one more message; what was asked for and has not come is not asked for twice.
     *
     * <p>A message that is already here comes before {@code read} returns, and may be answered and
     * ask for the next: that is left to the loop, or a client that sends a thousand requests ahead
     * would fill the stack.
     */
    private void pull() {
        if (pulling || ahead != null) {
            return;
        }
        pulling = true;
        if (reading) {
            return;
        }
        reading = true;
        do {
            delivered = false;
            context().read();
        } while (pulling && delivered);
        reading = false;
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext changed) {
        boolean writable = changed.channel().isWritable();
        if (exchange != null) {
            exchange.setClientReady(writable);
        } else if (writable && awaitingReader) {
            awaitingReader = false;
            next();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext inactive) {
        // First, whatever comes of the rest: a stop waits for every connection that is counted.
        if (peer != null) {
            door.closed(this, peer);
        }
        deadline().stop();
        if (exchange != null) {
            exchange.giveUp();
            exchange = null;
        }
        releaseBody();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext failed, Throwable cause) {
        // A client that went away in the middle of something.
        failed.close();
    }

    private ChannelHandlerContext context() {
        return Objects.requireNonNull(context);
    }

    private Deadline deadline() {
        return Objects.requireNonNull(deadline);
    }
}
