package chosao.gateway.admin;

import static chosao.kernel.problem.KernelProblem.INVALID_REQUEST;

import chosao.gateway.GatewayProblem;
import chosao.gateway.account.Account;
import chosao.gateway.account.Accounts;
import chosao.gateway.account.Email;
import chosao.gateway.audit.AuditAction;
import chosao.gateway.audit.AuditEvents;
import chosao.gateway.mail.Mail;
import chosao.gateway.mail.MailKind;
import chosao.gateway.mail.Mails;
import chosao.gateway.role.RoleGrants;
import chosao.kernel.http.Language;
import chosao.kernel.id.TimeOrderedId;
import chosao.kernel.problem.KernelProblem;
import chosao.kernel.security.Grant;
import chosao.kernel.security.Roles;
import chosao.kernel.security.SecretToken;
import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** All invitations. An invitation counts once. Thread-safe. */
@Singleton
class Invitations {

    /** How long one can be accepted. */
    private static final Duration LIFETIME = Duration.ofDays(7);

    /** Sorts after every id. */
    private static final UUID LAST = new UUID(-1, -1);

    private final InvitationRepository stored;
    private final Accounts accounts;
    private final RoleGrants grants;
    private final AuditEvents audit;
    private final Mails mails;
    private final JsonMapper json;
    private final Clock clock;

    Invitations(
            InvitationRepository stored,
            Accounts accounts,
            RoleGrants grants,
            AuditEvents audit,
            Mails mails,
            JsonMapper json,
            Clock clock) {
        this.stored = stored;
        this.accounts = accounts;
        this.grants = grants;
        this.audit = audit;
        this.mails = mails;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Makes an invitation, and mails it.
     *
     * @param language of the mail
     */
    @Transactional
    Invitation invite(Email email, Set<Grant> roles, UUID by, Language language) {
        var token = SecretToken.random();
        var now = clock.instant();
        var invitation =
                new Invitation(
                        TimeOrderedId.next(),
                        email.value(),
                        List.copyOf(roles),
                        by,
                        now,
                        now.plus(LIFETIME),
                        token);
        stored.insert(
                invitation.id(),
                invitation.email(),
                SecretToken.hash(token),
                write(roles),
                by,
                invitation.createdAt(),
                invitation.expiresAt());
        audit.record(AuditAction.INVITED, by, null, invitation.id(), List.of(), roles);
        mails.queue(
                new Mail(
                        MailKind.INVITATION,
                        null,
                        email.value(),
                        language,
                        invitation.expiresAt(),
                        List.of(mails.link("/account#invitation=" + token))));
        return invitation;
    }

    /** Those that can still be accepted, newest first. */
    List<Invitation> open(@Nullable UUID before, int limit) {
        return stored.open(clock.instant(), before == null ? LAST : before, limit).stream()
                .map(this::invitation)
                .toList();
    }

    @Transactional
    void withdraw(UUID id, UUID by) {
        var invitation = stored.openById(id).orElseThrow(KernelProblem.NOT_FOUND::with);
        if (stored.end(id, clock.instant(), null) == 0) {
            throw KernelProblem.NOT_FOUND.with();
        }
        audit.record(
                AuditAction.INVITATION_WITHDRAWN,
                by,
                null,
                id,
                read(invitation.grants()),
                List.of());
    }

    /** Whether somebody with this e-mail has an account already. */
    boolean isForKnown(String token) {
        return accounts.find(emailOf(token)).isPresent();
    }

    private Email emailOf(String token) {
        return new Email(
                stored.openByToken(SecretToken.hash(token), clock.instant())
                        .orElseThrow(GatewayProblem.INVITATION_ENDED::with)
                        .email());
    }

    /**
     * Gives the roles to the account with the e-mail that was invited, which is made if need be:
     * the token came to that address, so who brings it may have them.
     *
     * @param newAccount for an e-mail that has no account yet; else passed over
     * @throws chosao.kernel.problem.ProblemException {@code invitation-ended}, or {@code
     *     invalid-request} where a new account is needed and nothing is said of it
     */
    @Transactional
    Account accept(String token, @Nullable NewAccount newAccount) {
        var invitation =
                stored.openByToken(SecretToken.hash(token), clock.instant())
                        .orElseThrow(GatewayProblem.INVITATION_ENDED::with);
        var roles = new HashSet<>(read(invitation.grants()));
        var email = new Email(invitation.email());
        var known = accounts.find(email);
        var account = known.isPresent() ? known.get() : open(email, newAccount, invitation.id());
        if (stored.end(invitation.id(), clock.instant(), account.id()) == 0) {
            throw GatewayProblem.INVITATION_ENDED.with();
        }
        grants.add(
                account.id(),
                roles,
                invitation.invitedBy(),
                AuditAction.INVITATION_ACCEPTED,
                invitation.id());
        return accounts.find(account.id()).orElseThrow();
    }

    private Account open(Email email, @Nullable NewAccount wanted, UUID invitation) {
        if (wanted == null) {
            throw INVALID_REQUEST
                    .with()
                    .field("/name", "field.needed-for-account")
                    .field("/password", "field.needed-for-account");
        }
        return accounts.open(
                        email,
                        wanted.passwordHash(),
                        wanted.name(),
                        Set.of(Grant.of(Roles.BUYER)),
                        AuditAction.ACCOUNT_OPENED,
                        invitation)
                .orElseThrow(GatewayProblem.EMAIL_TAKEN::with);
    }

    /** What an account is made of, beside its e-mail. */
    record NewAccount(String passwordHash, String name) {

        @Override
        public String toString() {
            return "NewAccount[…]";
        }
    }

    private Invitation invitation(InvitationRow row) {
        return new Invitation(
                row.id(),
                row.email(),
                read(row.grants()),
                row.invitedBy(),
                row.createdAt(),
                row.expiresAt(),
                null);
    }

    private String write(Set<Grant> roles) {
        try {
            return json.writeValueAsString(Argument.listOf(Grant.class), List.copyOf(roles));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private List<Grant> read(String grants) {
        try {
            var roles = json.readValue(grants, Argument.listOf(Grant.class));
            return roles == null ? List.of() : roles;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
