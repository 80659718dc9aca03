package chosao.gateway.mail;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Factory;
import io.micronaut.email.TransactionalEmailSender;
import io.micronaut.email.javamail.composer.MessageComposer;
import io.micronaut.email.javamail.sender.SessionProvider;
import jakarta.inject.Singleton;
import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Chooses how mails leave: by SMTP where a server is set, else as files. */
@Factory
final class MailSenders {

    @Singleton
    MailSender sender(
            MailConfig config,
            MessageComposer composer,
            SessionProvider sessions,
            BeanProvider<TransactionalEmailSender<Message, Void>> smtp) {
        return config.usesSmtp()
                ? new SmtpMailSender(smtp.get())
                : new MailDirectory(config.directory(), composer, sessions);
    }

    /** What Jakarta Mail is told of the server (see its package {@code jakarta.mail} SMTP). */
    @Singleton
    SessionProvider session(MailConfig config) {
        var properties = new Properties();
        var timeout = Long.toString(config.timeout().toMillis());
        properties.setProperty("mail.smtp.connectiontimeout", timeout);
        properties.setProperty("mail.smtp.timeout", timeout);
        properties.setProperty("mail.smtp.writetimeout", timeout);
        properties.setProperty("mail.smtp.port", Integer.toString(config.smtpPort()));
        if (config.smtpHost() != null) {
            properties.setProperty("mail.smtp.host", config.smtpHost());
        }
        switch (config.smtpEncryption()) {
            case STARTTLS -> {
                properties.setProperty("mail.smtp.starttls.enable", "true");
                properties.setProperty("mail.smtp.starttls.required", "true");
                properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
            }
            case TLS -> {
                properties.setProperty("mail.smtp.ssl.enable", "true");
                properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
            }
            case NONE -> {}
        }
        if (!config.authenticates()) {
            var session = Session.getInstance(properties);
            return () -> session;
        }
        properties.setProperty("mail.smtp.auth", "true");
        var session = Session.getInstance(properties, credentials(config));
        return () -> session;
    }

    private static Authenticator credentials(MailConfig config) {
        return new Authenticator() {
            @Override
            protected @Nullable PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication(config.smtpUser(), config.smtpPassword());
            }
        };
    }
}
