package chosao.gateway.mail;

import io.micronaut.email.Email;
import io.micronaut.email.javamail.composer.MessageComposer;
import io.micronaut.email.javamail.sender.SessionProvider;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Writes mails into a directory, for markets without a mail server: each is a file that any mail
 * program opens. Only whoever runs the gateway may read them, since they hold tokens.
 */
final class MailDirectory implements MailSender {

    private final Path directory;
    private final MessageComposer composer;
    private final SessionProvider sessions;

    MailDirectory(Path directory, MessageComposer composer, SessionProvider sessions) {
        this.directory = directory;
        this.composer = composer;
        this.sessions = sessions;
    }

    @Override
    public void send(String name, Email.Builder mail) {
        try {
            Files.createDirectories(
                    directory,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
            var unfinished =
                    Files.createTempFile(
                            directory,
                            ".",
                            ".part",
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rw-------")));
            try (var file = Files.newOutputStream(unfinished)) {
                composer.compose(mail.build(), sessions.session()).writeTo(file);
            }
            Files.move(
                    unfinished,
                    directory.resolve(name + ".eml"),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        } catch (MessagingException malformed) {
            throw new IllegalArgumentException(malformed);
        }
    }
}
