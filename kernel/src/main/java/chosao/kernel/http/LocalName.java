package chosao.kernel.http;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names by which a program calls the machine that it runs on. A page in a browser can have a
 * name of its own lead to this machine (DNS rebinding) and ask what only this machine may know: the
 * {@code Host} of such a request gives it away.
 */
public final class LocalName {

    private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

    private LocalName() {}

    /**
     * Whether a {@code Host} header names this machine.
     *
     * @param host with or without a port; null where the request has none
     */
    public static boolean isIn(@Nullable String host) {
        if (host == null) {
            return false;
        }
        int port = host.lastIndexOf(':');
        boolean hasPort = port > host.lastIndexOf(']');
        return NAMES.contains(hasPort ? host.substring(0, port) : host);
    }
}
