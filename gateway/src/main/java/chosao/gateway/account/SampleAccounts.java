package chosao.gateway.account;

import chosao.kernel.security.Roles;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One account of each role with a password that everybody knows: for the embedded default, where a
 * newcomer tries the market on their own machine, and nowhere else.
 */
@Singleton
@Requires(property = "gateway.sample-accounts", value = "true")
public class SampleAccounts {

    public static final String PASSWORD = "sample-password";

    private static final Logger LOG = LoggerFactory.getLogger(SampleAccounts.class);

    private static final List<Sample> SAMPLES =
            List.of(
                    new Sample(1, Roles.BUYER, "Người mua mẫu", Set.of(Roles.BUYER)),
                    new Sample(
                            2,
                            Roles.PRODUCER,
                            "Nhà sản xuất mẫu",
                            Set.of(Roles.BUYER, Roles.PRODUCER)),
                    new Sample(
                            3,
                            Roles.FAIR,
                            "Ban tổ chức hội chợ mẫu",
                            Set.of(Roles.BUYER, Roles.FAIR)),
                    new Sample(
                            4,
                            Roles.CERTIFIER,
                            "Văn phòng hội đồng mẫu",
                            Set.of(Roles.BUYER, Roles.CERTIFIER)),
                    new Sample(5, Roles.ADMIN, "Quản trị mẫu", Set.of(Roles.ADMIN)));

    private final Accounts accounts;
    private final Passwords passwords;

    /**
     * @param number the end of the account's id, which never changes, so that sample data can name
     *     its owner
     */
    private record Sample(int number, String mailbox, String name, Set<String> roles) {

        Email email() {
            return new Email(mailbox + "@sample.local");
        }

        UUID id() {
            return new UUID(0x01890000_0000_7000L, 0x8000_0000_0000_0000L + number);
        }
    }

    SampleAccounts(Accounts accounts, Passwords passwords) {
        this.accounts = accounts;
        this.passwords = passwords;
    }

    /** What to sign in with, in the order in which a newcomer needs them. */
    public List<String> emails() {
        return SAMPLES.stream().map(sample -> sample.email().value()).toList();
    }

    @EventListener
    void onStartup(StartupEvent event) {
        var missing =
                SAMPLES.stream().filter(sample -> accounts.find(sample.id()).isEmpty()).toList();
        if (missing.isEmpty()) {
            return;
        }
        var hash = passwords.hash(PASSWORD);
        for (var sample : missing) {
            accounts.insert(sample.id(), sample.email(), hash, sample.name(), sample.roles());
        }
        LOG.info("Made {} sample accounts", missing.size());
    }
}
