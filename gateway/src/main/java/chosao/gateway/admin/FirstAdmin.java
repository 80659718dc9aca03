package chosao.gateway.admin;

import chosao.gateway.account.Accounts;
import chosao.gateway.account.Email;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.bind.annotation.Bindable;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the first admin from the settings, where the market has none yet: on containers nobody
 * could grant a role otherwise. Once there is an admin the settings are passed over.
 */
@Singleton
class FirstAdmin {

    private static final Logger LOG = LoggerFactory.getLogger(FirstAdmin.class);

    private final Settings settings;
    private final Admins admins;
    private final Accounts accounts;

    /**
     * @param email from {@code FIRST_ADMIN_EMAIL}
     * @param password from {@code FIRST_ADMIN_PASSWORD}
     */
    @ConfigurationProperties("gateway.first-admin")
    record Settings(
            @Bindable(defaultValue = "") String email,
            @Bindable(defaultValue = "") String password) {

        @Override
        public String toString() {
            return "FirstAdmin[…]";
        }
    }

    FirstAdmin(Settings settings, Admins admins, Accounts accounts) {
        this.settings = settings;
        this.admins = admins;
        this.accounts = accounts;
    }

    @EventListener
    void onStartup(StartupEvent event) {
        if (admins.any()) {
            return;
        }
        if (settings.email().isBlank()) {
            LOG.warn(
                    "This market has no admin, so nobody can grant a role. Make one with"
                            + " ./market admin create, or set FIRST_ADMIN_EMAIL and"
                            + " FIRST_ADMIN_PASSWORD.");
            return;
        }
        var email =
                Email.parse(settings.email())
                        .orElseThrow(() ->
                                new ConfigurationException(
                                        "FIRST_ADMIN_EMAIL is not an e-mail address"));
        if (!accounts.acceptsPassword(settings.password())) {
            throw new ConfigurationException(
                    "FIRST_ADMIN_PASSWORD must be 8 characters to 128 bytes long");
        }
        var made = admins.make(email, accounts.hash(settings.password()), email.mailbox());
        LOG.info("Made account {} the first admin", made.account().id());
    }
}
