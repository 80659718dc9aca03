package chosao.gateway.limit;

import io.micronaut.http.HttpRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** Where a request comes from, as limits count it. */
public final class ClientOrigin {

    /** An IPv6 client has at least a whole network of this length to send from. */
    private static final int NETWORK_BYTES = 64 / Byte.SIZE;

    private ClientOrigin() {}

    /** The address, or the /64 of an IPv6 address. */
    public static String of(InetAddress address) {
        return address instanceof Inet6Address ? network(address) : address.getHostAddress();
    }

    /**
     * Where a request to the gateway's own routes comes from. The header can be believed here: the
     * door overwrites it, and nothing but the door reaches these routes.
     */
    public static String of(HttpRequest<?> request) {
        return of(
                request.getHeaders()
                        .findFirst("X-Forwarded-For")
                        .map(InetAddress::ofLiteral)
                        .orElseGet(() -> request.getRemoteAddress().getAddress()));
    }

    private static String network(InetAddress address) {
        var bytes = address.getAddress();
        Arrays.fill(bytes, NETWORK_BYTES, bytes.length, (byte) 0);
        try {
            return InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }
}
