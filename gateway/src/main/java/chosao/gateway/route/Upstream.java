package chosao.gateway.route;

import io.netty.util.AsciiString;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;

/**
 * A service as the gateway reaches it.
 *
 * @param authority what goes into the Host header
 */
record Upstream(Service service, String host, int port, AsciiString authority) {

    Upstream(Service service, String host, int port) {
        this(service, host, port, AsciiString.of(host + ':' + port));
    }

    /** The services speak plain HTTP on a private network; anything else is a misconfiguration. */
    static Upstream at(Service service, URI address) {
        if (!"http".equals(address.getScheme()) || address.getHost() == null) {
            throw new IllegalArgumentException(
                    "address of %s: %s (expected: http://host:port)"
                            .formatted(service.label(), address));
        }
        return new Upstream(
                service, address.getHost(), address.getPort() < 0 ? 80 : address.getPort());
    }

    /** Asks the resolver, which blocks, on another thread, unless the host is an address. */
    Future<InetSocketAddress> resolve(EventExecutor executor) {
        var literal = NetUtil.createByteArrayFromIpAddressString(host);
        if (literal != null) {
            try {
                return executor.newSucceededFuture(
                        new InetSocketAddress(InetAddress.getByAddress(literal), port));
            } catch (UnknownHostException impossible) {
                return executor.newFailedFuture(impossible);
            }
        }
        var resolved = executor.<InetSocketAddress>newPromise();
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        resolved.setSuccess(
                                new InetSocketAddress(InetAddress.getByName(host), port));
                    } catch (UnknownHostException unknown) {
                        resolved.setFailure(unknown);
                    }
                });
        return resolved;
    }
}
