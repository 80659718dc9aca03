package chosao.gateway.account;

import chosao.gateway.audit.AuditAction;
import chosao.gateway.role.RoleGrants;
import chosao.kernel.security.Grant;
import chosao.kernel.security.Roles;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.core.annotation.Order;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One account of each role with a password that everybody knows: for a newcomer who tries the
 * market on their own machine, and nowhere else. Where they are not wanted, those that an earlier
 * start made are closed: they lose their password, their sessions and their roles.
 */
@Singleton
public class SampleAccounts {

    public static final String PASSWORD = "sample-password";

    /** Before {@link chosao.gateway.admin the first admin} is looked for. */
    static final int ORDER = -100;

    private static final Logger LOG = LoggerFactory.getLogger(SampleAccounts.class);

    private static final List<Sample> SAMPLES =
            List.of(
                    new Sample(1, Roles.BUYER, "Người mua mẫu", Roles.BUYER),
                    new Sample(2, Roles.PRODUCER, "Nhà sản xuất mẫu", Roles.BUYER, Roles.PRODUCER),
                    new Sample(3, Roles.FAIR, "Ban tổ chức hội chợ mẫu", Roles.BUYER, Roles.FAIR),
                    new Sample(
                            4,
                            Roles.CERTIFIER,
                            "Văn phòng hội đồng mẫu",
                            Roles.BUYER,
                            Roles.CERTIFIER),
                    new Sample(5, Roles.ADMIN, "Quản trị mẫu", Roles.ADMIN));

    private final StoredAccountRepository stored;
    private final Accounts accounts;
    private final RoleGrants grants;
    private final Passwords passwords;
    private final boolean wanted;

    /**
     * @param number the end of the account's id, which never changes, so that sample data can name
     *     its owner
     */
    private record Sample(int number, String mailbox, String name, Set<Grant> roles) {

        Sample(int number, String mailbox, String name, String... roles) {
            this(
                    number,
                    mailbox,
                    name,
                    Arrays.stream(roles).map(Grant::of).collect(Collectors.toUnmodifiableSet()));
        }

        Email email() {
            return new Email(mailbox + "@sample.local");
        }

        UUID id() {
            return new UUID(0x01890000_0000_7000L, 0x8000_0000_0000_0000L + number);
        }
    }

    SampleAccounts(
            StoredAccountRepository stored,
            Accounts accounts,
            RoleGrants grants,
            Passwords passwords,
            @Property(name = "gateway.sample-accounts") boolean wanted) {
        this.stored = stored;
        this.accounts = accounts;
        this.grants = grants;
        this.passwords = passwords;
        this.wanted = wanted;
    }

    /** Whether one can sign in to them. */
    public boolean areOpen() {
        return wanted;
    }

    /** What to sign in with, in the order in which a newcomer needs them. */
    public List<String> emails() {
        return SAMPLES.stream().map(sample -> sample.email().value()).toList();
    }

    @EventListener
    @Order(ORDER)
    @Transactional
    void onStartup(StartupEvent event) {
        if (wanted) {
            open();
        } else {
            close();
        }
    }

    private void open() {
        var missing = SAMPLES.stream().filter(sample -> !isOpen(sample)).toList();
        if (missing.isEmpty()) {
            return;
        }
        var hash = passwords.hash(PASSWORD);
        for (var sample : missing) {
            if (!accounts.insert(sample.id(), sample.email(), hash, sample.name())) {
                accounts.replacePassword(sample.id(), hash);
            }
            grants.add(sample.id(), sample.roles(), null, AuditAction.SAMPLES_OPENED, null);
        }
        LOG.info("Opened {} sample accounts", missing.size());
    }

    private void close() {
        var left = SAMPLES.stream().filter(this::isOpen).toList();
        for (var sample : left) {
            accounts.replacePassword(sample.id(), passwords.hash(someSecret()));
            grants.removeAll(sample.id(), AuditAction.SAMPLES_CLOSED);
        }
        if (!left.isEmpty()) {
            LOG.info("Closed {} sample accounts that an earlier start had opened", left.size());
        }
    }

    /** A closed one has no roles. */
    private boolean isOpen(Sample sample) {
        return stored.findById(sample.id()).isPresent() && !grants.of(sample.id()).isEmpty();
    }

    private static String someSecret() {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
