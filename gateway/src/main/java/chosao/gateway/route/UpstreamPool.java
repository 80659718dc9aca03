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
            int places =
                    service == Service.SEARCH
                            ? config.maxSearches()
                            : config.maxConnectionsPerService();
            lanes.put(service, new Lane(places, config.maxWaitingPerService()));
        }
    }

    /** What the bodies that wait for these connections, or are on them, may take. */
    BodyMemory bodyMemory(BodyKind kind) {
        return Objects.requireNonNull(bodyMemory.get(kind));
    }

    /**
     * Lets the exchange begin, at once or when its client's turn has come, and refuses it where
     * neither it nor its client may wait.
     */
    void enter(Exchange exchange) {
        var places = lane(exchange.upstream().service()).places;
        if (!places.enter(exchange.client(), exchange)) {
            exchange.refused(places.isFull());
        }
    }

    /** Gives the place of an exchange that is over to the next. */
    void leave(Exchange exchange) {
        lane(exchange.upstream().service()).places.leave(exchange.client());
    }

    /** Lets an exchange go that is over before its turn came. */
    void forget(Exchange exchange) {
        lane(exchange.upstream().service()).places.forget(exchange.client(), exchange);
    }

    /**
     * Finds the exchange a connection and calls {@link Exchange#connected}, at once or later, or
     * {@link Exchange#unreachable}.
     *
     * @param fresh whether only a new connection will do
     */
    void acquire(Exchange exchange, boolean fresh) {
        var lane = lane(exchange.upstream().service());
        var idle = fresh ? null : lane.usable(config.reuseWithin().toNanos());
        if (idle != null) {
            exchange.connected(idle, true);
        } else {
            connect(exchange);
        }
    }

    /** Takes back a connection on which nothing is under way. */
    void release(UpstreamConnection connection) {
        lane(connection.upstream().service()).idle.addLast(connection);
    }

    void closed(UpstreamConnection connection) {
        lane(connection.upstream().service()).idle.remove(connection);
    }

    private void connect(Exchange exchange) {
        var upstream = exchange.upstream();
        upstream.resolve(loop)
                .addListener(resolved -> {
                    if (!resolved.isSuccess()) {
                        exchange.unreachable();
                        return;
                    }
                    open(upstream, (InetSocketAddress) resolved.getNow())
                            .addListener(opened -> {
                                if (!opened.isSuccess()) {
                                    exchange.unreachable();
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

    private Lane lane(Service service) {
        var lane = lanes.get(service);
        if (lane == null) {
            throw new IllegalStateException("no lane to " + service);
        }
        return lane;
    }

    /** The idle connections to one service, and who may use one. */
    private static final class Lane {

        private final Deque<UpstreamConnection> idle = new ArrayDeque<>();
        private final FairPlaces<Exchange> places;

        private Lane(int places, int maxWaiting) {
            this.places = new FairPlaces<>(places, maxWaiting, Exchange::turnCame);
        }

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
    }
}
