package chosao.gateway.route;

import static io.netty.handler.codec.http.HttpHeaderNames.HOST;
import static io.netty.handler.codec.http.HttpHeaderNames.TRANSFER_ENCODING;
import static io.netty.handler.codec.http.HttpHeaderValues.CHUNKED;

import chosao.gateway.GatewayProblem;
import chosao.kernel.problem.ProblemException;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is refused of a request for its head alone, whatever it asks for. */
final class RequestHead {

    private static final List<HttpVersion> SPOKEN =
            List.of(HttpVersion.HTTP_1_1, HttpVersion.HTTP_1_0);

    private RequestHead() {}

    /**
     * What makes a request impossible to pass on without the service reading it differently. What
     * follows such a head cannot be told from a next request.
     */
    static @Nullable ProblemException unreadable(HttpRequest request) {
        var headers = request.headers();
        if (request.decoderResult().isFailure()) {
            return switch (request.decoderResult().cause()) {
                case TooLongHttpLineException _ -> GatewayProblem.ADDRESS_TOO_LONG.with();
                case TooLongHttpHeaderException _ -> GatewayProblem.HEADERS_TOO_LARGE.with();
                case null, default -> GatewayProblem.BAD_REQUEST_HEAD.with();
            };
        }
        if (!SPOKEN.contains(request.protocolVersion())) {
            return GatewayProblem.HTTP_VERSION_UNKNOWN.with();
        }
        boolean hostMissing =
                !headers.contains(HOST) && request.protocolVersion().equals(HttpVersion.HTTP_1_1);
        if (hostMissing || Headers.isRepeated(headers, HOST) || !isLengthClear(headers)) {
            return GatewayProblem.BAD_REQUEST_HEAD.with();
        }
        return null;
    }

    /** Whether the body is sent as it is, or in chunks and nothing else. */
    private static boolean isLengthClear(HttpHeaders headers) {
        var encoding = headers.get(TRANSFER_ENCODING);
        return encoding == null
                || (CHUNKED.contentEqualsIgnoreCase(encoding)
                        && !Headers.isRepeated(headers, TRANSFER_ENCODING));
    }

    /** What is wrong with a head that can be read. */
    static @Nullable ProblemException unacceptable(HttpRequest request, DoorConfig config) {
        if (request.uri().length() > config.maxTargetBytes()) {
            return GatewayProblem.ADDRESS_TOO_LONG.with();
        }
        if (Headers.size(request.headers()) > config.maxHeaderBytes()) {
            return GatewayProblem.HEADERS_TOO_LARGE.with();
        }
        if (!Methods.isKnown(request.method())) {
            return GatewayProblem.METHOD_UNKNOWN.with();
        }
        if (Headers.expectsMoreThanContinue(request.headers())) {
            return GatewayProblem.EXPECTATION_FAILED.with();
        }
        var repeated = Headers.repeated(request.headers());
        if (repeated != null) {
            return GatewayProblem.HEADER_REPEATED.with(repeated);
        }
        return null;
    }
}
