package chosao.gateway.password;

import chosao.gateway.account.Accounts;
import chosao.gateway.account.Email;
import chosao.gateway.account.OwnAccounts;
import chosao.gateway.mail.MailKind;
import chosao.gateway.mail.Mails;
import chosao.gateway.proof.MailedTokens;
import chosao.gateway.proof.MailedTokens.Purpose;
import chosao.gateway.session.Sessions;
import chosao.kernel.id.TimeOrderedId;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Changing passwords, with the old one or with a mail. Thread-safe. */
@Singleton
class PasswordResets {

    private static final Duration LIFETIME = Duration.ofHours(1);

    /**
     * Between two mails to one account: however often strangers ask, its owner gets few, and the
     * last of them works.
     */
    private static final Duration PAUSE = Duration.ofMinutes(5);

    private final ResetRequestRepository requests;
    private final Accounts accounts;
    private final OwnAccounts own;
    private final Sessions sessions;
    private final MailedTokens tokens;
    private final Mails mails;
    private final Clock clock;

    PasswordResets(
            ResetRequestRepository requests,
            Accounts accounts,
            OwnAccounts own,
            Sessions sessions,
            MailedTokens tokens,
            Mails mails,
            Clock clock) {
        this.requests = requests;
        this.accounts = accounts;
        this.own = own;
        this.sessions = sessions;
        this.tokens = tokens;
        this.mails = mails;
        this.clock = clock;
    }

    /**
     * Notes that the password of this e-mail's account was forgotten. Whether there is such an
     * account is asked later, so that neither the answer nor its time can tell.
     */
    @Transactional
    void request(Email email) {
        requests.save(new ResetRequest(TimeOrderedId.next(), email.value(), clock.instant()));
    }

    /** Writes the mail of the oldest request; false if there is none. */
    @Transactional
    boolean attendNext() {
        var request = requests.lockOldest().orElse(null);
        if (request == null) {
            return false;
        }
        requests.delete(request.id());
        accounts.find(new Email(request.email()))
                .filter(account ->
                        !tokens.wasSent(
                                Purpose.PASSWORD_RESET, account.id(), account.email(), PAUSE))
                .ifPresent(account -> {
                    var token =
                            tokens.issue(
                                    Purpose.PASSWORD_RESET,
                                    account.id(),
                                    account.email(),
                                    LIFETIME);
                    own.write(
                            MailKind.PASSWORD_RESET,
                            account.id(),
                            account.email(),
                            LIFETIME,
                            mails.link("/account#password-reset=" + token));
                });
        return true;
    }

    boolean isGood(String token) {
        return tokens.isGood(Purpose.PASSWORD_RESET, token);
    }

    /**
     * Gives the account that the token was made for another password, and ends its sessions. The
     * mail has proved the address as well.
     *
     * @return whose password it is; nothing if the token is not good (any more)
     */
    @Transactional
    Optional<UUID> complete(String token, String passwordHash) {
        var proof = tokens.redeem(Purpose.PASSWORD_RESET, token);
        proof.ifPresent(proved -> {
            accounts.replacePassword(proved.accountId(), passwordHash);
            own.confirm(proved);
            afterChange(proved.accountId());
        });
        return proof.map(MailedTokens.Proof::accountId);
    }

    /**
     * Gives an account another password, and ends all its sessions but one.
     *
     * @param session the one that goes on
     */
    @Transactional
    void change(UUID account, String passwordHash, UUID session) {
        accounts.changePassword(account, passwordHash);
        sessions.endOthers(account, session, Sessions.End.PASSWORD_CHANGED);
        afterChange(account);
    }

    private void afterChange(UUID account) {
        tokens.withdraw(Purpose.PASSWORD_RESET, account);
        accounts.find(account).ifPresent(changed -> own.tell(MailKind.PASSWORD_CHANGED, changed));
    }
}
