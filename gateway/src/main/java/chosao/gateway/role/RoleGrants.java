package chosao.gateway.role;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static java.util.stream.Collectors.toUnmodifiableSet;

import chosao.gateway.GatewayProblem;
import chosao.gateway.audit.AuditAction;
import chosao.gateway.audit.AuditEvents;
import chosao.kernel.http.EntityTag;
import chosao.kernel.problem.KernelProblem;
import chosao.kernel.security.Grant;
import chosao.kernel.security.Roles;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may act as what. Every change is audited in its transaction. At least one admin remains.
 * Thread-safe.
 */
@Singleton
public class RoleGrants {

    private static final Logger LOG = LoggerFactory.getLogger(RoleGrants.class);

    private final GrantRepository stored;
    private final AuditEvents audit;
    private final Clock clock;

    /**
     * An account's grants.
     *
     * @param version grows with every change of them
     */
    public record Granted(Set<Grant> grants, long version) {

        public Granted {
            grants = Set.copyOf(grants);
        }
    }

    RoleGrants(GrantRepository stored, AuditEvents audit, Clock clock) {
        this.stored = stored;
        this.audit = audit;
        this.clock = clock;
    }

    public Set<Grant> of(UUID account) {
        return of(Set.of(account)).getOrDefault(account, Set.of());
    }

    /** The grants of each account that has any. */
    public Map<UUID, Set<Grant>> of(Collection<UUID> accounts) {
        if (accounts.isEmpty()) {
            return Map.of();
        }
        return stored.ofAccounts(accounts).stream()
                .collect(
                        groupingBy(
                                GrantRow::accountId,
                                mapping(GrantRow::grant, toUnmodifiableSet())));
    }

    /**
     * The grants of an account, with the version that a change of them has to name.
     *
     * @throws chosao.kernel.problem.ProblemException {@code not-found} if there is no such account
     */
    @Transactional
    public Granted versioned(UUID account) {
        var version =
                stored.version(account).stream()
                        .findFirst()
                        .orElseThrow(KernelProblem.NOT_FOUND::with);
        return new Granted(of(account), version);
    }

    /** Whether the session goes on and its account still has all of these grants. */
    public boolean hold(UUID session, UUID account, Set<Grant> grants) {
        var held =
                stored.inSession(session, account).stream().map(GrantRow::grant).collect(toSet());
        return !held.isEmpty() && held.containsAll(grants);
    }

    public boolean anyAdmin() {
        return stored.anyAdmin();
    }

    /**
     * Gives an account these grants in place of those that it has.
     *
     * @param ifMatch names the version that the change was made for
     * @param by who changes them
     * @throws chosao.kernel.problem.ProblemException {@code not-found}, a failed precondition, or
     *     {@code last-admin} where no admin would be left
     */
    @Transactional
    public Granted replace(UUID account, @Nullable String ifMatch, Set<Grant> wanted, UUID by) {
        long version = lock(account);
        EntityTag.require(ifMatch, version);
        return change(account, version, wanted, by, AuditAction.ROLES_CHANGED, null);
    }

    /**
     * Adds grants to those that an account has.
     *
     * @param by who grants them; null for the market itself
     * @param invitation the invitation that led to it, if one did
     */
    @Transactional(TxType.MANDATORY)
    public Granted add(
            UUID account,
            Set<Grant> more,
            @Nullable UUID by,
            AuditAction action,
            @Nullable UUID invitation) {
        long version = lock(account);
        var wanted = new HashSet<>(of(account));
        wanted.addAll(more);
        return change(account, version, wanted, by, action, invitation);
    }

    /** Takes all grants from an account, be it the last admin. */
    @Transactional(TxType.MANDATORY)
    public void removeAll(UUID account, AuditAction action) {
        lock(account);
        var rows = stored.ofAccounts(List.of(account));
        if (!rows.isEmpty()) {
            write(account, rows, Set.of(), null, action, null);
        }
    }

    private long lock(UUID account) {
        return stored.lockVersion(account).stream()
                .findFirst()
                .orElseThrow(KernelProblem.NOT_FOUND::with);
    }

    private Granted change(
            UUID account,
            long version,
            Set<Grant> wanted,
            @Nullable UUID by,
            AuditAction action,
            @Nullable UUID invitation) {
        var rows = stored.ofAccounts(List.of(account));
        var before = rows.stream().map(GrantRow::grant).collect(toSet());
        if (before.equals(wanted)) {
            return new Granted(before, version);
        }
        if (isAdmin(before) && !isAdmin(wanted) && stored.lockAdmins().equals(List.of(account))) {
            throw GatewayProblem.LAST_ADMIN.with();
        }
        write(account, rows, wanted, by, action, invitation);
        return new Granted(wanted, version + 1);
    }

    private void write(
            UUID account,
            List<GrantRow> rows,
            Set<Grant> wanted,
            @Nullable UUID by,
            AuditAction action,
            @Nullable UUID invitation) {
        var before = rows.stream().map(GrantRow::grant).collect(toSet());
        var withdrawn =
                rows.stream()
                        .filter(row -> !wanted.contains(row.grant()))
                        .map(GrantRow::id)
                        .toList();
        var now = clock.instant();
        var added =
                wanted.stream()
                        .filter(grant -> !before.contains(grant))
                        .map(grant -> GrantRow.of(account, grant, now, by))
                        .toList();
        if (!withdrawn.isEmpty()) {
            stored.deleteAll(withdrawn);
        }
        if (!added.isEmpty()) {
            stored.saveAll(added);
        }
        stored.raiseVersion(account);
        audit.record(action, by, account, invitation, before, wanted);
        LOG.info(
                "event={} account={} by={} withdrawn={} added={}",
                action.word(),
                account,
                by == null ? "market" : by,
                withdrawn.size(),
                added.stream().map(GrantRow::role).sorted().toList());
    }

    private static boolean isAdmin(Set<Grant> grants) {
        return grants.stream().anyMatch(grant -> grant.role().equals(Roles.ADMIN));
    }
}
