package chosao.gateway.limit;

import static java.nio.charset.StandardCharsets.UTF_8;

import chosao.gateway.token.AccessTokens;
import chosao.gateway.token.AccessTokens.Bearer;
import chosao.kernel.problem.ProblemException;
import io.micronaut.context.annotation.Property;
import io.netty.util.AsciiString;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The limits on all requests, by account where the client is signed in, else by address. Each copy
 * of the gateway counts for itself.
 */
@Singleton
public final class RequestLimits {

    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final String BEARER = "Bearer ";

    private final Limit reads;
    private final Limit writes;
    private final AccessTokens tokens;
    private final byte[] internal;

    RequestLimits(
            LimitConfig config,
            AccessTokens tokens,
            @Property(name = "market.internal.token") String internalToken) {
        this.reads = new Limit("reads", config.reads(), PERIOD, config.clients());
        this.writes = new Limit("writes", config.writes(), PERIOD, config.clients());
        this.tokens = tokens;
        this.internal = (BEARER + internalToken).getBytes(UTF_8);
    }

    /**
     * Counts a request; what to answer if it is one too many.
     *
     * <p>A token that has not been seen costs a verification, which is dearer than carrying the
     * request. So such a request counts for its address first, and once that has none left no token
     * is verified.
     *
     * @param address where it comes from
     * @param authorization its header; a token that is not ours makes nobody somebody else
     */
    public Optional<ProblemException> refusal(
            String address, @Nullable String authorization, AsciiString method) {
        var limit = isRead(method) ? reads : writes;
        if (authorization == null || !authorization.startsWith(BEARER)) {
            return limit.refusal(address);
        }
        if (isInternal(authorization)) {
            return Optional.empty();
        }
        var token = authorization.substring(BEARER.length());
        var known = tokens.recall(token);
        if (known.isPresent()) {
            return limit.refusal(client(known.get()));
        }
        return limit.refusal(address)
                .or(() -> tokens.check(token).flatMap(bearer -> limit.refusal(client(bearer))));
    }

    /** The market's other services are no clients. */
    private boolean isInternal(String authorization) {
        return authorization.length() == internal.length
                && MessageDigest.isEqual(internal, authorization.getBytes(UTF_8));
    }

    private static String client(Bearer bearer) {
        return bearer.accountId().toString();
    }

    private static boolean isRead(AsciiString method) {
        return AsciiString.contentEquals(method, "GET")
                || AsciiString.contentEquals(method, "HEAD");
    }
}
