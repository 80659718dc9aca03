package chosao.gateway.account;

import chosao.gateway.audit.AuditAction;
import chosao.gateway.role.RoleGrants;
import chosao.kernel.id.TimeOrderedId;
import chosao.kernel.security.Grant;
import chosao.kernel.text.Vietnamese;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** All accounts. Thread-safe. */
@Singleton
public class Accounts {

    /** Before every id. */
    private static final UUID FIRST = new UUID(0, 0);

    private final StoredAccountRepository stored;
    private final RoleGrants grants;
    private final Passwords passwords;
    private final Clock clock;

    Accounts(StoredAccountRepository stored, RoleGrants grants, Passwords passwords, Clock clock) {
        this.stored = stored;
        this.grants = grants;
        this.passwords = passwords;
        this.clock = clock;
    }

    /** Whether a password is long enough and not too long. */
    public boolean acceptsPassword(String password) {
        return Passwords.isAcceptable(password);
    }

    /** What may be stored of a password; takes time and memory on purpose. */
    public String hash(String password) {
        return passwords.hash(password);
    }

    /**
     * Makes an account; nothing if the e-mail already has one, also when two ask at once.
     *
     * @param passwordHash hashed before the database is asked, so that how long the answer takes
     *     does not tell more than the answer does
     * @param name composed and trimmed, see {@link chosao.kernel.text.PlainText}
     * @param invitation the invitation that led to it, if one did
     */
    @Transactional
    public Optional<Account> open(
            Email email,
            String passwordHash,
            String name,
            Set<Grant> roles,
            AuditAction action,
            @Nullable UUID invitation) {
        var id = TimeOrderedId.next();
        if (!insert(id, email, passwordHash, name)) {
            return Optional.empty();
        }
        grants.add(id, roles, null, action, invitation);
        return find(id);
    }

    /** Makes an account that has no roles yet; false if the e-mail or the id has one already. */
    @Transactional(TxType.MANDATORY)
    boolean insert(UUID id, Email email, String passwordHash, String name) {
        return stored.insert(
                        id,
                        email.value(),
                        passwordHash,
                        name,
                        email.value() + ' ' + Vietnamese.plain(name),
                        clock.instant())
                == 1;
    }

    /** Gives an account another password; its sessions go on. */
    @Transactional(TxType.MANDATORY)
    public void changePassword(UUID id, String passwordHash) {
        stored.changePassword(id, passwordHash);
    }

    /** Gives an account another password and ends all its sessions. */
    @Transactional(TxType.MANDATORY)
    public void replacePassword(UUID id, String passwordHash) {
        stored.changePassword(id, passwordHash);
        stored.deleteSessions(id);
    }

    public Optional<Account> find(UUID id) {
        return stored.findById(id).map(this::withGrants);
    }

    public Optional<Account> find(Email email) {
        return stored.findByEmail(email.value()).map(this::withGrants);
    }

    /**
     * The accounts whose e-mail or name has a text in it, with or without marks, oldest first.
     *
     * @param after the account after which to go on; null for the oldest
     */
    public List<Account> search(String text, @Nullable UUID after, int limit) {
        var found = stored.search(patternOf(text), after == null ? FIRST : after, limit);
        var all = grants.of(found.stream().map(StoredAccount::id).toList());
        return found.stream()
                .map(account -> account.account(all.getOrDefault(account.id(), Set.of())))
                .toList();
    }

    private static String patternOf(String text) {
        return '%' + Vietnamese.plain(text).replaceAll("[!%_]", "!$0") + '%';
    }

    /** Whose e-mail and password these are; nobody, in the same time, if either is wrong. */
    public Optional<Account> authenticate(Optional<Email> email, String password) {
        var found = email.flatMap(known -> stored.findByEmail(known.value()));
        var hash = found.map(StoredAccount::passwordHash).orElse(null);
        return passwords.matches(password, hash) ? found.map(this::withGrants) : Optional.empty();
    }

    private Account withGrants(StoredAccount account) {
        return account.account(grants.of(account.id()));
    }
}
