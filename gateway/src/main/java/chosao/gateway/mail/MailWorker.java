package chosao.gateway.mail;

import io.micronaut.email.Email;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the mails that are due, one after the other. Every copy of the gateway has one worker; each
 * mail is taken by one of them at a time. The log speaks of mails by kind and id, never by address
 * or content.
 */
@Singleton
class MailWorker {

    private static final Logger LOG = LoggerFactory.getLogger(MailWorker.class);

    /** Longer than sending takes where every answer of the server comes at its last moment. */
    private static final Duration LEASE = Duration.ofMinutes(5);

    /** Before the second attempt; twice as long before each further one. */
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);

    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    /** The last attempt is then about 18 hours after the first. */
    private static final int MOST_ATTEMPTS = 24;

    /** How long it stays known that a mail was sent or could not be. */
    private static final Duration MEMORY = Duration.ofDays(30);

    private final MailRepository stored;
    private final Mails mails;
    private final MailSender sender;
    private final MailConfig config;
    private final Clock clock;
    private volatile boolean closed;

    MailWorker(
            MailRepository stored, Mails mails, MailSender sender, MailConfig config, Clock clock) {
        this.stored = stored;
        this.mails = mails;
        this.sender = sender;
        this.config = config;
        this.clock = clock;
    }

    /** Sends until none is due. */
    @Scheduled(
            initialDelay = "${gateway.mail.send-every:1s}",
            fixedDelay = "${gateway.mail.send-every:1s}")
    void work() {
        while (!closed) {
            var now = clock.instant();
            var taken = mails.take(now, now.plus(LEASE));
            if (taken.isEmpty()) {
                return;
            }
            attend(taken.get());
        }
    }

    private void attend(MailRow mail) {
        if (!clock.instant().isBefore(mail.usefulUntil())) {
            fail(mail, "it is too late for it");
            return;
        }
        try {
            sender.send(mail.kind() + '-' + mail.id(), written(mail));
        } catch (RuntimeException | GeneralSecurityException failed) {
            tryAgain(mail, reason(failed));
            return;
        }
        stored.end(mail.id(), mail.attempts(), "sent", clock.instant());
        LOG.info("Sent mail {} ({})", mail.id(), mail.kind());
    }

    private Email.Builder written(MailRow mail) throws GeneralSecurityException {
        var text = mails.textOf(mail.id(), Objects.requireNonNull(mail.content()));
        return Email.builder()
                .from(config.from())
                .to(mail.recipient())
                .subject(text.subject())
                .body(text.text());
    }

    private void tryAgain(MailRow mail, String reason) {
        if (mail.attempts() >= MOST_ATTEMPTS) {
            fail(mail, reason);
            return;
        }
        var pause = pauseAfter(mail.attempts());
        stored.putOff(mail.id(), mail.attempts(), clock.instant().plus(pause));
        LOG.warn(
                "Mail {} ({}) could not be sent and is tried again in {} s: {}",
                mail.id(),
                mail.kind(),
                pause.toSeconds(),
                reason);
    }

    private void fail(MailRow mail, String reason) {
        stored.end(mail.id(), mail.attempts(), "failed", clock.instant());
        LOG.warn(
                "Mail {} ({}) is given up after {} attempts: {}",
                mail.id(),
                mail.kind(),
                mail.attempts(),
                reason);
    }

    static Duration pauseAfter(int attempts) {
        // Beyond that the pause is longest anyway, and would overflow.
        int doublings = Math.min(attempts - 1, 16);
        var pause = FIRST_PAUSE.multipliedBy(1L << doublings);
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    /** What failed, by the kinds of the faults alone: their messages quote addresses. */
    private static String reason(Throwable failed) {
        var kinds = new StringBuilder(failed.getClass().getSimpleName());
        for (var cause = failed.getCause(); cause != null; cause = cause.getCause()) {
            kinds.append(", ").append(cause.getClass().getSimpleName());
        }
        return kinds.toString();
    }

    @Scheduled(fixedDelay = "1h", initialDelay = "10m")
    void forget() {
        stored.deleteEndedBefore(clock.instant().minus(MEMORY));
    }

    @PreDestroy
    void close() {
        closed = true;
    }
}
