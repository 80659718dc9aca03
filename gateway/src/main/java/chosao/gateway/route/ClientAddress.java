package chosao.gateway.route;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Finds out where a request comes from. Only what a trusted proxy adds to {@code X-Forwarded-For}
 * is believed: anyone can send the header.
 */
final class ClientAddress {

    private final List<Network> trusted;

    ClientAddress(List<String> trustedProxies) {
        trusted = trustedProxies.stream().filter(text -> !text.isBlank()).map(Network::of).toList();
    }

    boolean trusts(InetAddress peer) {
        for (var network : trusted) {
            if (network.contains(peer)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The nearest address that is none of our proxies.
     *
     * @param forwardedFor all values of the header, in the order received
     */
    InetAddress find(InetAddress peer, List<String> forwardedFor) {
        if (forwardedFor.isEmpty() || !trusts(peer)) {
            return peer;
        }
        var hops = String.join(",", forwardedFor).split(",", -1);
        var nearest = peer;
        for (int i = hops.length - 1; i >= 0; i--) {
            var bytes = NetUtil.createByteArrayFromIpAddressString(hops[i].strip());
            if (bytes == null) {
                return nearest;
            }
            nearest = Network.address(bytes);
            if (!trusts(nearest)) {
                return nearest;
            }
        }
        return nearest;
    }

    private record Network(InetAddress prefix, int bits) {

        static Network of(String text) {
            int slash = text.indexOf('/');
            var prefix =
                    NetUtil.createByteArrayFromIpAddressString(
                            slash < 0 ? text.strip() : text.substring(0, slash).strip());
            if (prefix == null) {
                throw new IllegalArgumentException(
                        "trusted proxy: " + text + " (expected: an address or network)");
            }
            int bits = slash < 0 ? prefix.length * 8 : Integer.parseInt(text.substring(slash + 1));
            if (bits < 0 || bits > prefix.length * 8) {
                throw new IllegalArgumentException(
                        "trusted proxy: " + text + " (expected: fewer bits)");
            }
            return new Network(address(prefix), bits);
        }

        boolean contains(InetAddress address) {
            var bytes = address.getAddress();
            var expected = prefix.getAddress();
            if (bytes.length != expected.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> bit % 8;
                if ((bytes[bit / 8] & mask) != (expected[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }

        static InetAddress address(byte[] bytes) {
            try {
                return InetAddress.getByAddress(bytes);
            } catch (UnknownHostException impossible) {
                throw new IllegalArgumentException(impossible);
            }
        }
    }
}
