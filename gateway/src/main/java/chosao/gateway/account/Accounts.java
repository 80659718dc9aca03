package chosao.gateway.account;

import chosao.kernel.id.TimeOrderedId;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** All accounts. */
@Singleton
public final class Accounts {

    private final StoredAccountRepository stored;
    private final Passwords passwords;
    private final Clock clock;

    Accounts(StoredAccountRepository stored, Passwords passwords, Clock clock) {
        this.stored = stored;
        this.passwords = passwords;
        this.clock = clock;
    }

    /**
     * Makes an account; nothing if the e-mail already has one, also when two ask at once.
     *
     * <p>The password is hashed before the database is asked, so that how long the answer takes
     * does not tell more than the answer does.
     *
     * @param name composed and trimmed, see {@link chosao.kernel.text.PlainText}
     */
    Optional<Account> open(Email email, String password, String name, Set<String> roles) {
        return insert(TimeOrderedId.next(), email, passwords.hash(password), name, roles);
    }

    Optional<Account> insert(
            UUID id, Email email, String passwordHash, String name, Set<String> roles) {
        var account = new Account(id, email.value(), name, roles, clock.instant());
        int inserted =
                stored.insert(
                        account.id(),
                        account.email(),
                        passwordHash,
                        account.name(),
                        List.copyOf(account.roles()),
                        account.createdAt());
        return inserted == 1 ? Optional.of(account) : Optional.empty();
    }

    public Optional<Account> find(UUID id) {
        return stored.findById(id).map(StoredAccount::account);
    }

    /** Whose e-mail and password these are; nobody, in the same time, if either is wrong. */
    public Optional<Account> authenticate(Optional<Email> email, String password) {
        var found = email.flatMap(known -> stored.findByEmail(known.value()));
        var hash = found.map(StoredAccount::passwordHash).orElse(null);
        return passwords.matches(password, hash)
                ? found.map(StoredAccount::account)
                : Optional.empty();
    }
}
