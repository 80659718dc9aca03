package chosao.gateway.proof;

import chosao.kernel.security.SecretToken;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * The tokens that were sent by mail: 256 random bits each, good once and until they expire. The
 * database knows only their hashes. Thread-safe.
 */
@Singleton
public class MailedTokens {

    private final MailedTokenRepository stored;
    private final Clock clock;

    /** What a token is good for. */
    public enum Purpose {
        PASSWORD_RESET,
        EMAIL_PROOF;

        String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * What a token proves.
     *
     * @param accountId that it was made for
     * @param email that it was sent to
     */
    public record Proof(UUID accountId, String email) {}

    MailedTokens(MailedTokenRepository stored, Clock clock) {
        this.stored = stored;
        this.clock = clock;
    }

    /** Makes a token, to be sent to the address and nowhere else. */
    @Transactional(TxType.MANDATORY)
    public String issue(Purpose purpose, UUID account, String email, Duration lifetime) {
        var token = SecretToken.random();
        var now = clock.instant();
        stored.insert(
                SecretToken.hash(token), purpose.code(), account, email, now, now.plus(lifetime));
        return token;
    }

    /** Whether the address was sent one within this time that was not used yet. */
    public boolean wasSent(Purpose purpose, UUID account, String email, Duration within) {
        return stored.existsSince(account, purpose.code(), email, clock.instant().minus(within));
    }

    /** Whether the token can be used now. */
    public boolean isGood(Purpose purpose, String token) {
        return stored.find(SecretToken.hash(token), purpose.code(), clock.instant()).isPresent();
    }

    /** Uses the token up. Of two that bring it at once, one gets the proof. */
    @Transactional(TxType.MANDATORY)
    public Optional<Proof> redeem(Purpose purpose, String token) {
        var hash = SecretToken.hash(token);
        return stored.find(hash, purpose.code(), clock.instant())
                .filter(_ -> stored.delete(hash) == 1)
                .map(found -> new Proof(found.accountId(), found.email()));
    }

    /** Makes all of an account's tokens for this purpose useless. */
    @Transactional(TxType.MANDATORY)
    public void withdraw(Purpose purpose, UUID account) {
        stored.deleteAll(account, purpose.code());
    }

    @Scheduled(fixedDelay = "1h", initialDelay = "10m")
    void forget() {
        stored.deleteExpired(clock.instant());
    }
}
