package chosao.gateway.testing;

import static org.awaitility.Awaitility.await;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.regex.Pattern;

/** The files that a gateway without a mail server writes instead of sending mails. */
public final class Mailbox {

    private final Path directory = Path.of("target", "mails", UUID.randomUUID().toString());

    public Path directory() {
        return directory;
    }

    /** Awaits the only mail of the kind to the address. */
    public MimeMessage only(String kind, String recipient) {
        await().until(() -> !all(kind, recipient).isEmpty());
        var found = all(kind, recipient);
        if (found.size() > 1) {
            throw new AssertionError(found.size() + " mails of kind " + kind);
        }
        return found.getFirst();
    }

    /** Awaits the only mail of the kind to the address, and takes the token out of its link. */
    public String token(String kind, String recipient) {
        return tokenIn(text(only(kind, recipient)));
    }

    public static String tokenIn(String text) {
        var link = Pattern.compile("#[a-z-]+=([A-Za-z0-9_-]+)").matcher(text);
        if (!link.find()) {
            throw new AssertionError("no link in " + text);
        }
        return link.group(1);
    }

    /** The mails of the kind to the address that were written so far. */
    public List<MimeMessage> all(String kind, String recipient) {
        if (!Files.exists(directory)) {
            return List.of();
        }
        try (var files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".eml"))
                    .filter(file -> file.getFileName().toString().startsWith(kind))
                    .map(Mailbox::read)
                    .filter(mail -> recipient(mail).equals(recipient))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public static String text(MimeMessage mail) {
        try {
            var text = ((Multipart) mail.getContent()).getBodyPart(0).getContent();
            return text.toString().replace("\r\n", "\n");
        } catch (IOException | MessagingException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static String recipient(MimeMessage mail) {
        try {
            return mail.getRecipients(RecipientType.TO)[0].toString();
        } catch (MessagingException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static MimeMessage read(Path file) {
        try (var content = Files.newInputStream(file)) {
            return new MimeMessage(Session.getInstance(new Properties()), content);
        } catch (IOException | MessagingException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
