package chosao.gateway.personaldata;

import chosao.gateway.account.Account;
import chosao.gateway.audit.AuditAction;
import chosao.gateway.role.RoleGrants;
import chosao.gateway.token.AccessTokens;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Erases accounts. What the gateway has goes at once; that orders is told is a row of its own,
 * written in the same transaction and kept until orders has nothing left to erase. Thread-safe.
 */
@Singleton
class Erasures {

    /**
     * Access tokens that are still believed elsewhere may make a new cart; then it is told again.
     */
    private static final Duration AFTER_TOKENS = Duration.ofMinutes(1);

    private final ErasureRepository stored;
    private final RoleGrants grants;
    private final AccessTokens tokens;
    private final Clock clock;

    Erasures(ErasureRepository stored, RoleGrants grants, AccessTokens tokens, Clock clock) {
        this.stored = stored;
        this.grants = grants;
        this.tokens = tokens;
        this.clock = clock;
    }

    @Transactional
    void erase(Account account) {
        var now = clock.instant();
        grants.removeAll(account.id(), AuditAction.ACCOUNT_ERASED);
        if (stored.deleteAccount(account.id()) == 0) {
            return;
        }
        stored.forgetInvitations(account.email());
        stored.forgetResetRequests(account.email());
        stored.save(new Erasure(account.id(), now, now, 0, null));
    }

    /** All that the gateway keeps of a person, as JSON; nothing if there is no such account. */
    Optional<String> export(UUID account) {
        return stored.export(account, clock.instant());
    }

    /** Takes the erasure that is due for longest; until the lease ends no other worker gets it. */
    @Transactional
    Optional<Erasure> take(Duration lease) {
        var now = clock.instant();
        var due = stored.lockDue(now);
        due.ifPresent(erasure -> stored.putOff(erasure.accountId(), now.plus(lease)));
        return due;
    }

    /** When the last access token of the account has run out everywhere. */
    Instant endOfTokens(Erasure erasure) {
        return erasure.erasedAt().plus(tokens.lifetime()).plus(AFTER_TOKENS);
    }

    @Transactional
    void putOff(Erasure erasure, Instant until) {
        stored.putOff(erasure.accountId(), until);
    }

    @Transactional
    void finish(Erasure erasure) {
        stored.finish(erasure.accountId(), clock.instant());
    }
}
