package chosao.gateway.route;

import static io.netty.handler.codec.http.HttpHeaderNames.CONNECTION;
import static io.netty.handler.codec.http.HttpHeaderNames.CONTENT_ENCODING;
import static io.netty.handler.codec.http.HttpHeaderNames.CONTENT_LENGTH;
import static io.netty.handler.codec.http.HttpHeaderNames.EXPECT;
import static io.netty.handler.codec.http.HttpHeaderNames.TRANSFER_ENCODING;
import static io.netty.handler.codec.http.HttpHeaderValues.CONTINUE;
import static io.netty.handler.codec.http.HttpHeaderValues.IDENTITY;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.AsciiString;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What may pass from one side of the gateway to the other. */
final class Headers {

    static final AsciiString FORWARDED_FOR = AsciiString.cached("x-forwarded-for");
    static final AsciiString FORWARDED_PROTO = AsciiString.cached("x-forwarded-proto");
    static final AsciiString FORWARDED_HOST = AsciiString.cached("x-forwarded-host");
    static final AsciiString TRACE_STATE = AsciiString.cached("tracestate");

    /** RFC 9110 section 7.6.1, and what older software still sends. */
    private static final List<AsciiString> HOP_BY_HOP =
            List.of(
                    AsciiString.cached("keep-alive"),
                    AsciiString.cached("proxy-connection"),
                    AsciiString.cached("proxy-authenticate"),
                    AsciiString.cached("proxy-authorization"),
                    AsciiString.cached("te"),
                    AsciiString.cached("trailer"),
                    AsciiString.cached("upgrade"));

    /** Statements about the client that only a proxy may make, and we make others. */
    private static final List<AsciiString> CLAIMS =
            List.of(
                    AsciiString.cached("forwarded"),
                    AsciiString.cached("x-real-ip"),
                    AsciiString.cached("x-forwarded-port"),
                    AsciiString.cached("x-forwarded-prefix"),
                    AsciiString.cached("expect"));

    /** Needed by the message itself, so a client cannot name them away in Connection. */
    private static final Set<String> KEPT =
            Set.of("content-length", "transfer-encoding", "host", "authorization");

    /**
     * Fields that are no lists, and on which it hangs who asks for what. Of two lines one reader
     * takes the first, another the last, and the client learns from neither that it sent both.
     */
    private static final List<AsciiString> SINGULAR =
            List.of(
                    AsciiString.cached("Authorization"),
                    AsciiString.cached("Content-Type"),
                    AsciiString.cached("Idempotency-Key"),
                    AsciiString.cached("X-Cart-Token"));

    /** A colon, a space and the end of the line. */
    private static final int FIELD_OVERHEAD = 4;

    private Headers() {}

    /** Bytes that the fields take, each on a line of its own. */
    static int size(HttpHeaders headers) {
        int size = 0;
        var fields = headers.iteratorCharSequence();
        while (fields.hasNext()) {
            var field = fields.next();
            size += field.getKey().length() + field.getValue().length() + FIELD_OVERHEAD;
        }
        return size;
    }

    /**
     * Whether the body of a request is compressed or otherwise encoded. A service would take an
     * encoding that it does not know for none, and one that is broken for a fault of its own.
     */
    static boolean isEncoded(HttpHeaders headers) {
        return hasOther(headers, CONTENT_ENCODING, IDENTITY);
    }

    /** Whether the client expects what nobody here can promise (RFC 9110 section 10.1.1). */
    static boolean expectsMoreThanContinue(HttpHeaders headers) {
        return hasOther(headers, EXPECT, CONTINUE);
    }

    /** Whether any line of the field says anything but the one thing, in whatever case. */
    private static boolean hasOther(HttpHeaders headers, AsciiString name, AsciiString only) {
        // Nearly no request has the field, and an iterator over nothing has its cost too.
        if (!headers.contains(name)) {
            return false;
        }
        var values = headers.valueCharSequenceIterator(name);
        while (values.hasNext()) {
            if (!only.contentEqualsIgnoreCase(values.next())) {
                return true;
            }
        }
        return false;
    }

    /**
     * The name of a field that may be there once only (RFC 9110 section 5.3) and is there again.
     */
    static @Nullable AsciiString repeated(HttpHeaders headers) {
        for (var name : SINGULAR) {
            if (isRepeated(headers, name)) {
                return name;
            }
        }
        return null;
    }

    /** Whether the field has more than one line. */
    static boolean isRepeated(HttpHeaders headers, AsciiString name) {
        if (!headers.contains(name)) {
            return false;
        }
        var lines = headers.valueCharSequenceIterator(name);
        lines.next();
        return lines.hasNext();
    }

    /** Takes out what concerns one connection only. The framing of a body is left alone. */
    static void removeHopByHop(HttpHeaders headers) {
        var connection = headers.getAll(CONNECTION);
        if (!connection.isEmpty()) {
            for (var name : String.join(",", connection).split(",", -1)) {
                var named = name.strip().toLowerCase(Locale.ROOT);
                if (!named.isEmpty() && !KEPT.contains(named)) {
                    headers.remove(named);
                }
            }
            headers.remove(CONNECTION);
        }
        HOP_BY_HOP.forEach(headers::remove);
    }

    static void removeClaims(HttpHeaders headers) {
        CLAIMS.forEach(headers::remove);
    }

    /** Whether the end of the body can be told without closing the connection. */
    static boolean isFramed(HttpResponse response, HttpMethod asked) {
        return asked.equals(HttpMethod.HEAD)
                || response.headers().contains(CONTENT_LENGTH)
                || response.headers().contains(TRANSFER_ENCODING)
                || response.status().equals(HttpResponseStatus.NO_CONTENT)
                || response.status().equals(HttpResponseStatus.NOT_MODIFIED);
    }
}
