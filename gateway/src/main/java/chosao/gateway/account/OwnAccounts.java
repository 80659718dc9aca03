package chosao.gateway.account;

import chosao.gateway.audit.AuditAction;
import chosao.gateway.mail.Mail;
import chosao.gateway.mail.MailKind;
import chosao.gateway.mail.Mails;
import chosao.gateway.proof.MailedTokens;
import chosao.gateway.proof.MailedTokens.Proof;
import chosao.gateway.proof.MailedTokens.Purpose;
import chosao.kernel.http.Language;
import chosao.kernel.security.Grant;
import chosao.kernel.text.Vietnamese;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What people do with their own accounts, and the mails that they get about it. Thread-safe. */
@Singleton
public class OwnAccounts {

    private static final Duration PROOF_LIFETIME = Duration.ofDays(7);

    /** Between two mails that ask for the proof of one address. */
    private static final Duration PROOF_PAUSE = Duration.ofMinutes(1);

    /** How long it is worth telling what has happened. */
    private static final Duration NEWS = Duration.ofDays(2);

    private final Accounts accounts;
    private final OwnAccountRepository stored;
    private final MailedTokens tokens;
    private final Mails mails;
    private final Clock clock;

    OwnAccounts(
            Accounts accounts,
            OwnAccountRepository stored,
            MailedTokens tokens,
            Mails mails,
            Clock clock) {
        this.accounts = accounts;
        this.stored = stored;
        this.tokens = tokens;
        this.mails = mails;
        this.clock = clock;
    }

    /**
     * Makes an account, and asks for a proof of its address.
     *
     * @param language in which mails will be written
     * @return nothing if the e-mail has an account already
     */
    @Transactional
    Optional<Account> signUp(
            Email email, String passwordHash, String name, Set<Grant> roles, Language language) {
        var opened =
                accounts.open(email, passwordHash, name, roles, AuditAction.ACCOUNT_OPENED, null);
        opened.ifPresent(account -> {
            stored.setLanguage(account.id(), language.locale().toLanguageTag());
            askForProof(account.id(), account.email());
        });
        return opened;
    }

    /**
     * Sends a mail to the address by which its owner proves that it is theirs. One that was sent a
     * moment ago is not sent again.
     */
    @Transactional
    void askForProof(UUID account, String email) {
        if (tokens.wasSent(Purpose.EMAIL_PROOF, account, email, PROOF_PAUSE)) {
            return;
        }
        var token = tokens.issue(Purpose.EMAIL_PROOF, account, email, PROOF_LIFETIME);
        write(
                MailKind.EMAIL_PROOF,
                account,
                email,
                PROOF_LIFETIME,
                mails.link("/account#email-proof=" + token));
    }

    /** Whether a proof was given, and could be taken. */
    enum Proved {
        PROVED,
        TOKEN_NOT_GOOD,
        EMAIL_TAKEN
    }

    /**
     * Takes the address that the token was sent to for the account's. If it is a new one, the old
     * one is told.
     */
    @Transactional
    Proved prove(String token) {
        var proof = tokens.redeem(Purpose.EMAIL_PROOF, token).orElse(null);
        var account = proof == null ? null : accounts.find(proof.accountId()).orElse(null);
        if (proof == null || account == null) {
            return Proved.TOKEN_NOT_GOOD;
        }
        if (!isProved(proof, account.name())) {
            return Proved.EMAIL_TAKEN;
        }
        if (!account.email().equals(proof.email())) {
            tokens.withdraw(Purpose.PASSWORD_RESET, account.id());
            write(MailKind.EMAIL_CHANGED, account.id(), account.email(), NEWS);
        }
        return Proved.PROVED;
    }

    /** Takes for proved what a mail to an account's present address has proved. */
    @Transactional(TxType.MANDATORY)
    public void confirm(Proof proof) {
        accounts.find(proof.accountId())
                .filter(account -> account.email().equals(proof.email()))
                .ifPresent(account -> isProved(proof, account.name()));
    }

    private boolean isProved(Proof proof, String name) {
        return stored.prove(
                        proof.accountId(), proof.email(), Vietnamese.plain(name), clock.instant())
                == 1;
    }

    @Transactional
    void rename(UUID account, String name) {
        stored.rename(account, name, Vietnamese.plain(name));
    }

    /** Queues a mail to an account about what was done with it, in its language. */
    @Transactional(TxType.MANDATORY)
    public void tell(MailKind kind, Account account) {
        write(kind, account.id(), account.email(), NEWS);
    }

    /**
     * Queues a mail to an account, in its language.
     *
     * @param useful how long what it says is true
     */
    @Transactional(TxType.MANDATORY)
    public void write(
            MailKind kind, UUID account, String recipient, Duration useful, String... arguments) {
        mails.queue(
                new Mail(
                        kind,
                        account,
                        recipient,
                        languageOf(account),
                        clock.instant().plus(useful),
                        List.of(arguments)));
    }

    private Language languageOf(UUID account) {
        return stored.findLanguage(account).map(Language::preferred).orElse(Language.VIETNAMESE);
    }
}
