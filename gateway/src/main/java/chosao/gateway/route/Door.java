package chosao.gateway.route;

import chosao.gateway.limit.ClientOrigin;
import chosao.gateway.limit.ConcurrencyLimit;
import chosao.gateway.limit.RequestLimits;
import chosao.gateway.limit.RouteLimits;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.graceful.GracefulShutdownCapable;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The public port. Every request of the market comes in here and is carried to the service that
 * answers it; identity and pages too are such a service, on a port that Micronaut's server keeps to
 * this machine.
 *
 * <p>It stands on Netty itself, see the decision record "The door streams on Netty itself".
 */
// A failed write or connect ends in channelInactive or in a listener; its future says nothing more.
@SuppressWarnings("FutureReturnValueIgnored")
@Singleton
public final class Door
        implements ApplicationEventListener<ServerStartupEvent>, GracefulShutdownCapable {

    private static final Logger LOG = LoggerFactory.getLogger(Door.class);
    private static final int BACKLOG = 1024;

    /**
     * How many times its limit a request's line, or its headers, may be to be read and then be
     * refused in the client's language. Beyond that no language is known any more.
     */
    private static final int READ_AHEAD = 2;

    private final DoorConfig config;
    private final ServiceAddresses addresses;
    private final ClientAddress clientAddress;
    private final CrossOrigin crossOrigin;
    private final ConcurrencyLimit perClient;
    private final RequestLimits limits;
    private final RouteLimits routeLimits;
    private final Answers answers;
    private final MeterRegistry meters;

    private final Map<Service, Upstream> upstreams = new EnumMap<>(Service.class);
    private final Map<Service, Timer[]> timers = new EnumMap<>(Service.class);
    private final Timer unrouted;
    private final Map<EventLoop, UpstreamPool> pools = new ConcurrentHashMap<>();
    private final Set<ClientConnection> connections = ConcurrentHashMap.newKeySet();
    private final CompletableFuture<@Nullable Void> emptied = new CompletableFuture<>();

    private @Nullable EventLoopGroup loops;
    private volatile @Nullable Channel listener;
    private volatile boolean stopping;

    Door(
            DoorConfig config,
            ServiceAddresses addresses,
            RequestLimits limits,
            RouteLimits routeLimits,
            Answers answers,
            MeterRegistry meters) {
        this.config = config;
        this.addresses = addresses;
        this.clientAddress = new ClientAddress(config.trustedProxies());
        this.crossOrigin = new CrossOrigin(config.corsOrigins());
        this.perClient = new ConcurrencyLimit(config.maxConnectionsPerClient());
        this.limits = limits;
        this.routeLimits = routeLimits;
        this.answers = answers;
        this.meters = meters;
        this.unrouted = timer("none", 4);
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent started) {
        upstreams.put(Service.CATALOG, Upstream.at(Service.CATALOG, addresses.catalog()));
        upstreams.put(Service.ORDERS, Upstream.at(Service.ORDERS, addresses.orders()));
        upstreams.put(Service.SEARCH, Upstream.at(Service.SEARCH, addresses.search()));
        upstreams.put(
                Service.GATEWAY,
                new Upstream(Service.GATEWAY, "127.0.0.1", started.getSource().getPort()));
        for (var service : Service.values()) {
            var byClass = new Timer[6];
            for (int statusClass = 1; statusClass < byClass.length; statusClass++) {
                byClass[statusClass] = timer(service.label(), statusClass);
            }
            timers.put(service, byClass);
        }
        Gauge.builder("gateway.connections", connections, Set::size)
                .description("Clients connected")
                .register(meters);
        open();
    }

    private Timer timer(String service, int statusClass) {
        return Timer.builder("gateway.requests")
                .description("Requests from their head to the end of their answer")
                .tag("service", service)
                .tag("status", statusClass + "xx")
                .publishPercentileHistogram(false)
                .register(meters);
    }

    private void open() {
        var group =
                new MultiThreadIoEventLoopGroup(
                        config.threads(),
                        new DefaultThreadFactory("door"),
                        NioIoHandler.newFactory());
        loops = group;
        var bound =
                new ServerBootstrap()
                        .group(group)
                        .channel(NioServerSocketChannel.class)
                        .option(ChannelOption.SO_BACKLOG, BACKLOG)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childOption(ChannelOption.AUTO_READ, false)
                        .childHandler(new ClientInitializer())
                        .bind(config.host(), config.port())
                        .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            close();
            throw new IllegalStateException(
                    "The gateway cannot listen on %s:%d: %s. GATEWAY_PORT chooses another port."
                            .formatted(config.host(), config.port(), bound.cause().getMessage()),
                    bound.cause());
        }
        listener = bound.channel();
        LOG.info("The gateway listens on http://{}:{}", config.host(), port());
    }

    /** The port that clients connect to. */
    public int port() {
        var channel = listener;
        if (channel == null) {
            throw new IllegalStateException("The gateway does not listen.");
        }
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    DoorConfig config() {
        return config;
    }

    ClientAddress clientAddress() {
        return clientAddress;
    }

    CrossOrigin crossOrigin() {
        return crossOrigin;
    }

    RequestLimits limits() {
        return limits;
    }

    RouteLimits routeLimits() {
        return routeLimits;
    }

    Answers answers() {
        return answers;
    }

    Upstream upstream(Service service) {
        var upstream = upstreams.get(service);
        if (upstream == null) {
            throw new IllegalStateException("no address of " + service);
        }
        return upstream;
    }

    void answered(@Nullable Service service, int status, long nanos) {
        var byClass = service == null ? null : timers.get(service);
        var timer = byClass == null ? unrouted : byClass[Math.clamp(status / 100, 1, 5)];
        timer.record(nanos, TimeUnit.NANOSECONDS);
    }

    /** Counts a connection in, unless the client has too many already. */
    boolean opened(ClientConnection connection, InetAddress peer) {
        if (!clientAddress.trusts(peer) && !perClient.enter(ClientOrigin.of(peer))) {
            return false;
        }
        connections.add(connection);
        if (stopping) {
            connection.stop();
        }
        return true;
    }

    /** Counts a connection out that was counted in. */
    void closed(ClientConnection connection, InetAddress peer) {
        if (connections.remove(connection) && !clientAddress.trusts(peer)) {
            perClient.leave(ClientOrigin.of(peer));
        }
        if (stopping && connections.isEmpty()) {
            emptied.complete(null);
        }
    }

    /** Takes no new connection, and closes each of the others as its request is answered. */
    @Override
    public CompletionStage<?> shutdownGracefully() {
        stopping = true;
        var channel = listener;
        if (channel != null) {
            channel.close();
        }
        connections.forEach(ClientConnection::stop);
        if (connections.isEmpty()) {
            emptied.complete(null);
        }
        return emptied;
    }

    @Override
    public OptionalLong reportActiveTasks() {
        return OptionalLong.of(connections.size());
    }

    @PreDestroy
    void close() {
        var group = loops;
        if (group != null) {
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        }
    }

    private final class ClientInitializer extends ChannelInitializer<Channel> {

        @Override
        protected void initChannel(Channel channel) {
            var loop = channel.eventLoop();
            var pool = pools.computeIfAbsent(loop, key -> new UpstreamPool(key, config));
            channel.pipeline()
                    .addLast(
                            new HttpServerCodec(
                                    new HttpDecoderConfig()
                                            .setMaxInitialLineLength(
                                                    READ_AHEAD * config.maxTargetBytes())
                                            .setMaxHeaderSize(
                                                    READ_AHEAD * config.maxHeaderBytes())),
                            new FlowControlHandler(),
                            new ClientConnection(Door.this, pool));
        }
    }
}
