package chosao.gateway.mail;

import io.micronaut.email.Email;
import io.micronaut.email.TransactionalEmailSender;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;

/** Hands mails to an SMTP server. */
final class SmtpMailSender implements MailSender {

    private final TransactionalEmailSender<Message, Void> sender;

    SmtpMailSender(TransactionalEmailSender<Message, Void> sender) {
        this.sender = sender;
    }

    @Override
    public void send(String name, Email.Builder mail) {
        sender.send(mail.build(), SmtpMailSender::markAutomatic);
    }

    /** No machine should answer (RFC 3834, 5). */
    private static void markAutomatic(Message message) {
        try {
            message.setHeader("Auto-Submitted", "auto-generated");
        } catch (MessagingException readOnly) {
            throw new IllegalStateException(readOnly);
        }
    }
}
