package chosao.gateway.session;

import chosao.kernel.id.TimeOrderedId;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

/**
 * All sessions. A session is a family of refresh tokens, of which only the newest is good; see the
 * decision record "A reused refresh token ends its family".
 */
@Singleton
public class Sessions {

    /**
     * How long an expired token and session are kept: until then a token that was used comes back
     * as what it is, and ends its family. After that it is as good as unknown.
     */
    private static final Duration MEMORY = Duration.ofDays(30);

    private final SessionRepository stored;
    private final SessionConfig config;
    private final Clock clock;

    /** A session that has just begun. */
    record Begun(UUID sessionId, RefreshToken token) {}

    Sessions(SessionRepository stored, SessionConfig config, Clock clock) {
        this.stored = stored;
        this.config = config;
        this.clock = clock;
    }

    @Transactional
    Begun begin(UUID accountId) {
        var now = clock.instant();
        var expiresAt = now.plus(config.idle());
        var session = new SessionRow(TimeOrderedId.next(), accountId, now, expiresAt, null, null);
        var token = RefreshToken.random();
        stored.save(session);
        stored.insertToken(token.hash(), session.id(), expiresAt);
        stored.deleteOldest(accountId, config.perAccount());
        return new Begun(session.id(), token);
    }

    /**
     * Exchanges a token for its successor. Of two that bring the same token at once, one gets the
     * successor and the other ends the family: nothing tells a hasty client from a thief.
     */
    @Transactional
    Refresh refresh(RefreshToken token) {
        var now = clock.instant();
        var session = stored.lockByToken(token.hash()).orElse(null);
        if (session == null || session.endedAt() != null || !now.isBefore(session.expiresAt())) {
            return new Refresh.Refused();
        }
        if (stored.use(token.hash(), now) == 0) {
            stored.end(session.id(), now, "token-reused");
            return new Refresh.Reused(session.id(), session.accountId());
        }
        var next = RefreshToken.random();
        var expiresAt = now.plus(config.idle());
        stored.insertToken(next.hash(), session.id(), expiresAt);
        stored.extend(session.id(), expiresAt);
        return new Refresh.Continued(session.id(), session.accountId(), next);
    }

    /** Ends a session for good; ending it again changes nothing. */
    @Transactional
    void signOut(UUID sessionId) {
        stored.end(sessionId, clock.instant(), "signed-out");
    }

    @Scheduled(fixedDelay = "1h", initialDelay = "10m")
    void forget() {
        var forgotten = clock.instant().minus(MEMORY);
        stored.deleteExpired(forgotten);
        stored.deleteExpiredTokens(forgotten);
    }
}
