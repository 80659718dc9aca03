package chosao.gateway.session;

import chosao.kernel.id.TimeOrderedId;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * All sessions. A session is a family of refresh tokens, of which only the newest is good; see the
 * decision record "A refresh token gives the same successor for ten seconds".
 */
@Singleton
public class Sessions {

    /**
     * How long an expired token and session are kept: until then a token that was used comes back
     * as what it is, and ends its family. After that it is as good as unknown.
     */
    private static final Duration MEMORY = Duration.ofDays(30);

    private final SessionRepository stored;
    private final Succession succession;
    private final SessionConfig config;
    private final Clock clock;

    /** A session that has just begun. */
    record Begun(UUID sessionId, RefreshToken token) {}

    Sessions(SessionRepository stored, Succession succession, SessionConfig config, Clock clock) {
        this.stored = stored;
        this.succession = succession;
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
     * Exchanges a token for its successor. All that bring the same token within some seconds get
     * the same successor: they may be the tabs of one browser. A token that comes later than that
     * ends the family: two have it, and nothing tells which is the thief.
     */
    @Transactional
    Refresh refresh(RefreshToken token) {
        var now = clock.instant();
        var session = stored.lockByToken(token.hash()).orElse(null);
        if (session == null || session.endedAt() != null || !now.isBefore(session.expiresAt())) {
            return new Refresh.Refused();
        }
        var next = succession.after(token);
        if (stored.use(token.hash(), now) == 1) {
            var expiresAt = now.plus(config.idle());
            stored.insertToken(next.hash(), session.id(), expiresAt);
            stored.extend(session.id(), expiresAt);
        } else if (!isRepeat(token, now)) {
            stored.end(session.id(), now, "token-reused");
            return new Refresh.Reused(session.id(), session.accountId());
        }
        return new Refresh.Continued(session.id(), session.accountId(), next);
    }

    private boolean isRepeat(RefreshToken token, Instant now) {
        return stored.findUsedAt(token.hash())
                .filter(usedAt -> now.isBefore(usedAt.plus(config.repeat())))
                .isPresent();
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
