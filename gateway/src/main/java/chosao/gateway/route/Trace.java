package chosao.gateway.route;

import chosao.kernel.http.RequestId;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names that let one request be followed through all services and logs. */
final class Trace {

    static final String PARENT = "traceparent";

    /** W3C Trace Context section 3.2, version 00. */
    private static final Pattern VALID_PARENT =
            Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    private Trace() {}

    static boolean isValidParent(@Nullable String sent) {
        return sent != null && VALID_PARENT.matcher(sent).matches();
    }

    /**
     * The beginning of a trace of our own.
     *
     * @param sampledShare how many of such traces ask the services to record them, 0 to 1
     */
    static String newParent(double sampledShare) {
        var random = ThreadLocalRandom.current();
        var hex = HexFormat.of();
        var sampled = random.nextDouble() < sampledShare ? "01" : "00";
        // Bit 1 is always set: neither id may be all zeros.
        return "00-"
                + hex.toHexDigits(random.nextLong())
                + hex.toHexDigits(random.nextLong() | 1)
                + '-'
                + hex.toHexDigits(random.nextLong() | 1)
                + '-'
                + sampled;
    }

    /** The client's own name for the request, if it is a sane one, else a new one. */
    static String requestId(@Nullable String sent) {
        if (sent != null && RequestId.isAcceptable(sent)) {
            return sent;
        }
        // Unique is enough; a secure random would cost more than the routing.
        var random = ThreadLocalRandom.current();
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }
}
