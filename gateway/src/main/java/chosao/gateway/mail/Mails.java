package chosao.gateway.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import chosao.gateway.token.DerivedKeys;
import chosao.gateway.token.SecretBox;
import chosao.kernel.id.TimeOrderedId;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The outbox: mails are rows, written in the transaction that causes them and sent after it. So a
 * mail leaves if and only if what it tells of has happened, and a mail server that is away stops
 * nobody. A mail is sent at least once: twice if the gateway is killed between sending it and
 * writing that down. Thread-safe.
 */
@Singleton
public class Mails {

    private final MailRepository stored;
    private final MailConfig config;
    private final SecretBox box;
    private final Clock clock;

    Mails(MailRepository stored, MailConfig config, DerivedKeys keys, Clock clock) {
        this.stored = stored;
        this.config = config;
        this.box = new SecretBox(keys.derive("AES", "chosao mails"));
        this.clock = clock;
    }

    /**
     * Queues a mail; it is sent soon after this transaction commits.
     *
     * @return the id under which the log speaks of it
     * @throws IllegalStateException if there is no transaction
     */
    @Transactional(TxType.MANDATORY)
    public UUID queue(Mail mail) {
        var id = TimeOrderedId.next();
        var now = clock.instant();
        stored.save(
                new MailRow(
                        id,
                        mail.kind().code(),
                        mail.accountId(),
                        mail.recipient(),
                        mail.language().locale().toLanguageTag(),
                        box.seal(MailText.of(mail).joined().getBytes(UTF_8), id.toString()),
                        "due",
                        0,
                        now,
                        mail.usefulUntil(),
                        now,
                        null));
        return id;
    }

    /**
     * An address for people, to be put into a mail.
     *
     * @param path with what follows it, such as {@code /account#password-reset=…}. What stands
     *     after the {@code #} stays in the reader's browser: no server and no log gets to see it
     */
    public String link(String path) {
        return config.publicUrl().resolve(path).toString();
    }

    /**
     * Takes the mail that is due for longest, and counts the attempt. Until the lease ends no other
     * worker gets it.
     */
    @Transactional
    Optional<MailRow> take(Instant now, Instant leaseEnd) {
        var due = stored.lockDue(now).map(mail -> mail.attempted(leaseEnd));
        due.ifPresent(mail -> stored.lease(mail.id(), mail.attempts(), mail.dueAt()));
        return due;
    }

    /**
     * The words of a stored mail.
     *
     * @throws GeneralSecurityException if {@code KEY_ENCRYPTION_SECRET} is not the one they were
     *     sealed with
     */
    MailText textOf(UUID id, String content) throws GeneralSecurityException {
        return MailText.split(new String(box.open(content, id.toString()), UTF_8));
    }
}
