package chosao.gateway.session;

import chosao.kernel.id.TimeOrderedId;
import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.security.authentication.Authentication;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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

    /** Sorts after every id. */
    private static final UUID LAST = new UUID(-1, -1);

    /** Why a session ended before it ran out. */
    public enum End {
        SIGNED_OUT,
        TOKEN_REUSED,
        PASSWORD_CHANGED,
        /** By its owner, from another session. */
        ENDED_ELSEWHERE;

        String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** A session that has just begun. */
    record Begun(UUID sessionId, RefreshToken token) {}

    Sessions(SessionRepository stored, Succession succession, SessionConfig config, Clock clock) {
        this.stored = stored;
        this.succession = succession;
        this.config = config;
        this.clock = clock;
    }

    /** The session in which somebody signed in who shows an access token. */
    public static UUID idOf(Authentication authentication) {
        return UUID.fromString((String) authentication.getAttributes().get("sid"));
    }

    /**
     * Begins a session.
     *
     * @param client what the client says of itself, for its owner to tell sessions apart
     */
    @Transactional
    Begun begin(UUID accountId, @Nullable String client) {
        var now = clock.instant();
        var expiresAt = now.plus(config.idle());
        var session =
                new SessionRow(
                        TimeOrderedId.next(), accountId, now, expiresAt, null, null, now, client);
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
            stored.extend(session.id(), now, expiresAt);
        } else if (!isRepeat(token, now)) {
            stored.end(session.id(), now, End.TOKEN_REUSED.code());
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
        stored.end(sessionId, clock.instant(), End.SIGNED_OUT.code());
    }

    /** Whether a session goes on: it was neither ended nor left alone for too long. */
    public boolean isActive(UUID sessionId) {
        return stored.isActive(sessionId, clock.instant());
    }

    /**
     * The sessions of an account that go on, newest first.
     *
     * @param before the session after which to go on; null for the newest
     */
    List<SessionRow> active(UUID account, @Nullable UUID before, int limit) {
        return stored.active(account, before == null ? LAST : before, clock.instant(), limit);
    }

    /** Ends a session of the account; false if it has no such session that goes on. */
    @Transactional
    boolean end(UUID sessionId, UUID account) {
        return stored.endOwn(sessionId, account, clock.instant(), End.ENDED_ELSEWHERE.code()) == 1;
    }

    /** Ends all sessions of an account but one. */
    @Transactional
    public void endOthers(UUID account, UUID kept, End reason) {
        stored.endOthers(account, kept, clock.instant(), reason.code());
    }

    @Scheduled(fixedDelay = "1h", initialDelay = "10m")
    void forget() {
        var forgotten = clock.instant().minus(MEMORY);
        stored.deleteExpired(forgotten);
        stored.deleteExpiredTokens(forgotten);
    }
}
