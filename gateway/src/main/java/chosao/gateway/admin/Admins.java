package chosao.gateway.admin;

import chosao.gateway.account.Account;
import chosao.gateway.account.Accounts;
import chosao.gateway.account.Email;
import chosao.gateway.audit.AuditAction;
import chosao.gateway.role.RoleGrants;
import chosao.kernel.security.Grant;
import chosao.kernel.security.Roles;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.Set;

/** Makes admins, for who operates the market. Thread-safe. */
@Singleton
class Admins {

    private static final Set<Grant> ROLES = Set.of(Grant.of(Roles.BUYER), Grant.of(Roles.ADMIN));

    private final Accounts accounts;
    private final RoleGrants grants;

    Admins(Accounts accounts, RoleGrants grants) {
        this.accounts = accounts;
        this.grants = grants;
    }

    /**
     * An admin that was made.
     *
     * @param existed whether there was an account with this e-mail before
     */
    record Made(Account account, boolean existed) {}

    boolean any() {
        return grants.anyAdmin();
    }

    /**
     * Makes an admin. An account with this e-mail may have been opened by somebody else, for
     * nothing proves an address at sign-up: it gets this password and loses its sessions.
     *
     * @param passwordHash see {@link Accounts#hash}
     */
    @Transactional
    Made make(Email email, String passwordHash, String name) {
        var known = accounts.find(email);
        if (known.isEmpty()) {
            var opened =
                    accounts.open(
                            email, passwordHash, name, ROLES, AuditAction.ADMIN_CREATED, null);
            return new Made(opened.orElseThrow(), false);
        }
        var id = known.get().id();
        accounts.replacePassword(id, passwordHash);
        grants.add(id, ROLES, null, AuditAction.ADMIN_CREATED, null);
        return new Made(accounts.find(id).orElseThrow(), true);
    }
}
