package chosao.gateway.route;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one event loop to the services. A request is carried by a connection of its
 * client's own loop, so it never changes threads; and nothing here is shared, so nothing is locked.
 */
// A failed write or connect ends in channelInactive or in a listener; its future says nothing more.
@SuppressWarnings("FutureReturnValueIgnored")
final class UpstreamPool {

    private final EventLoop loop;
    private final DoorConfig config;
    private final Map<BodyKind, BodyMemory> bodyMemory = new EnumMap<>(BodyKind.class);
    private final Map<Service, Lane> lanes = new EnumMap<>(Service.class);

    UpstreamPool(EventLoop loop, DoorConfig config) {
        this.loop = loop;
        this.config = config;
        for (var kind : BodyKind.values()) {
            bodyMemory.put(kind, kind.memory(config));
        }
        for (var service : Service.values()) {
            lanes.put(service, new Lane());
        }
    }

    /** What the bodies that wait for these connections, or are on them, may take. */
    BodyMemory bodyMemory(BodyKind kind) {
        return Objects.requireNonNull(bodyMemory.get(kind));
    }

    /**
     * Finds the exchange a connection and calls {@link Exchange#connected}, at once or later, or
     * {@link Exchange#unreachable}.
     *
     * @param fresh whether only a new connection will do
     */
    void acquire(Exchange exchange, boolean fresh) {
        var lane = lane(exchange.upstream().service());
        if (!fresh) {
            var idle = lane.usable(config.reuseWithin().toNanos());
            if (idle != null) {
                exchange.connected(idle, true);
                return;
            }
        }
        if (lane.open < config.maxConnectionsPerService()) {
            connect(lane, exchange);
        } else if (lane.waiting.size() < config.maxWaitingPerService()) {
            lane.waiting.add(exchange);
        } else {
            exchange.unreachable();
        }
    }

    /** Lets the place in the queue, if it has one, of an exchange go that is over. */
    void forget(Exchange exchange) {
        lane(exchange.upstream().service()).waiting.remove(exchange);
    }

    /** Takes back a connection on which nothing is under way. */
    void release(UpstreamConnection connection) {
        var lane = lane(connection.upstream().service());
        var next = lane.nextWaiting();
        if (next != null) {
            next.connected(connection, true);
            return;
        }
        lane.idle.addLast(connection);
    }

    void closed(UpstreamConnection connection) {
        var lane = lane(connection.upstream().service());
        lane.open--;
        lane.idle.remove(connection);
        connectNextWaiting(lane);
    }

    private void connectNextWaiting(Lane lane) {
        var next = lane.nextWaiting();
        if (next != null) {
            connect(lane, next);
        }
    }

    private void connect(Lane lane, Exchange exchange) {
        lane.open++;
        var upstream = exchange.upstream();
        upstream.resolve(loop)
                .addListener(resolved -> {
                    if (!resolved.isSuccess()) {
                        failed(lane, exchange);
                        return;
                    }
                    open(upstream, (InetSocketAddress) resolved.getNow())
                            .addListener(opened -> {
                                if (!opened.isSuccess()) {
                                    failed(lane, exchange);
                                    return;
                                }
                                var channel = ((ChannelFuture) opened).channel();
                                exchange.connected(
                                        channel.pipeline().get(UpstreamConnection.class), false);
                            });
                });
    }

    private ChannelFuture open(Upstream upstream, InetSocketAddress address) {
        return new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(
                        ChannelOption.CONNECT_TIMEOUT_MILLIS,
                        Math.toIntExact(config.connectTimeout().toMillis()))
                .handler(
                        new ChannelInitializer<Channel>() {
                            @Override
                            protected void initChannel(Channel channel) {
                                channel.pipeline()
                                        .addLast(
                                                new HttpClientCodec(),
                                                new UpstreamConnection(
                                                        UpstreamPool.this, upstream, channel));
                            }
                        })
                .connect(address);
    }

    private void failed(Lane lane, Exchange exchange) {
        lane.open--;
        exchange.unreachable();
        connectNextWaiting(lane);
    }

    private Lane lane(Service service) {
        var lane = lanes.get(service);
        if (lane == null) {
            throw new IllegalStateException("no lane to " + service);
        }
        return lane;
    }

    /** The connections to one service, open and on their way, and who waits for one. */
    private static final class Lane {

        private final Deque<UpstreamConnection> idle = new ArrayDeque<>();
        private final Deque<Exchange> waiting = new ArrayDeque<>();
        private int open;

        /** The one used last: it is the least likely to have gone stale. */
        private @Nullable UpstreamConnection usable(long reuseNanos) {
            for (var last = idle.pollLast(); last != null; last = idle.pollLast()) {
                if (last.isUsable(reuseNanos)) {
                    return last;
                }
                last.close();
            }
            return null;
        }

        private @Nullable Exchange nextWaiting() {
            for (var next = waiting.poll(); next != null; next = waiting.poll()) {
                if (!next.isOver()) {
                    return next;
                }
            }
            return null;
        }
    }
}
