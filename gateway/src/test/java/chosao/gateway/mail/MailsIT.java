package chosao.gateway.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import chosao.gateway.testing.Mailbox;
import chosao.gateway.testing.RunningGateway;
import chosao.kernel.http.Language;
import chosao.local.testing.TestPostgres;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.micronaut.transaction.TransactionOperations;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MailsIT {

    private static GreenMail server;

    @BeforeAll
    static void open() {
        server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.setUser("market", "market", "smtp password");
        server.start();
    }

    @AfterAll
    static void close() {
        server.stop();
    }

    private static Map<String, Object> smtp() {
        var settings = new HashMap<String, Object>();
        settings.put("gateway.mail.smtp-host", "127.0.0.1");
        settings.put("gateway.mail.smtp-port", server.getSmtp().getPort());
        settings.put("gateway.mail.smtp-encryption", "none");
        settings.put("gateway.mail.smtp-user", "market");
        settings.put("gateway.mail.smtp-password", "smtp password");
        return settings;
    }

    @Test
    void writesMailsIntoFilesThatOnlyTheirOwnerReads() throws Exception {
        try (var gateway = new RunningGateway()) {
            var recipient = someEmail();

            var id = queue(gateway, mail(recipient, Language.VIETNAMESE, Duration.ofHours(1)));

            var mail = gateway.mailbox.only("email-proof", recipient);
            assertThat(mail.getSubject()).isEqualTo("Xác nhận địa chỉ e-mail");
            assertThat(Mailbox.text(mail)).contains("Xin chào", "https://market.example");
            var file = gateway.mailbox.directory().resolve("email-proof-" + id + ".eml");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(
                            PosixFilePermissions.toString(
                                    Files.getPosixFilePermissions(gateway.mailbox.directory())))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void sendsMailsToASmtpServerOnceFromSeveralCopies() throws Exception {
        var database = TestPostgres.database("mails");
        var settings = smtp();
        settings.put("datasources.default.url", database.url());
        settings.put("datasources.default.username", database.user());
        settings.put("datasources.default.password", database.password());
        try (var gateway = new RunningGateway(settings);
                var _ = new RunningGateway(settings)) {
            var recipients = IntStream.range(0, 20).mapToObj(_ -> someEmail()).toList();

            for (var recipient : recipients) {
                queue(gateway, mail(recipient, Language.ENGLISH, Duration.ofHours(1)));
            }

            await().until(() ->
                    gateway.update("UPDATE mails SET kind = kind WHERE state = 'due'") == 0);
            for (var recipient : recipients) {
                var received = server.getReceivedMessagesForDomain(domain(recipient));
                assertThat(received).hasSize(1);
                assertThat(received[0].getSubject()).isEqualTo("Confirm your e-mail address");
                assertThat(received[0].getHeader("Auto-Submitted"))
                        .containsExactly("auto-generated");
                assertThat(received[0].getFrom()[0]).hasToString("no-reply@localhost");
            }
        }
    }

    @Test
    void triesAgainUntilTheServerIsBack() {
        var settings = smtp();
        settings.put("gateway.mail.smtp-port", 1);
        var database = TestPostgres.database("mails");
        settings.put("datasources.default.url", database.url());
        settings.put("datasources.default.username", database.user());
        settings.put("datasources.default.password", database.password());
        var recipient = someEmail();
        try (var gateway = new RunningGateway(settings)) {
            var id = queue(gateway, mail(recipient, Language.ENGLISH, Duration.ofHours(1)));
            await().until(() -> isPutOff(gateway, id));
        }
        settings.putAll(smtp());
        try (var gateway = new RunningGateway(settings)) {
            gateway.update("UPDATE mails SET due_at = now()");

            await().until(() -> server.getReceivedMessagesForDomain(domain(recipient)).length == 1);
        }
    }

    @Test
    void givesUpWhatIsTooLateOrFailsAgainAndAgain() {
        var settings = smtp();
        settings.put("gateway.mail.smtp-port", 1);
        try (var gateway = new RunningGateway(settings)) {
            var late = queue(gateway, mail(someEmail(), Language.ENGLISH, Duration.ofHours(-1)));
            var failing = queue(gateway, mail(someEmail(), Language.ENGLISH, Duration.ofHours(1)));
            await().until(() -> isPutOff(gateway, failing));

            gateway.update("UPDATE mails SET attempts = 23, due_at = now() WHERE id = ?", failing);

            await().until(() -> hasFailed(gateway, late) && hasFailed(gateway, failing));
        }
    }

    @Test
    void takesAMailAgainWhoseWorkerDied() {
        try (var gateway = new RunningGateway()) {
            var recipient = someEmail();
            var stored = gateway.bean(MailRepository.class);
            var mails = gateway.bean(Mails.class);
            var id = queue(gateway, mail(recipient, Language.ENGLISH, Duration.ofHours(1)));
            gateway.mailbox.only("email-proof", recipient);
            await().until(() ->
                    gateway.update(
                                    "UPDATE mails SET kind = kind WHERE id = ? AND state = 'sent'",
                                    id)
                            == 1);
            var content = "sealed";
            gateway.update(
                    "UPDATE mails SET state = 'due', ended_at = NULL, content = ?, attempts = 5,"
                            + " due_at = now() + interval '5 min' WHERE id = ?",
                    content,
                    id);

            var now = Instant.now();
            assertThat(mails.take(now, now.plusSeconds(300))).isEmpty();
            var later = now.plusSeconds(600);
            var taken = mails.take(later, later.plusSeconds(300)).orElseThrow();

            assertThat(taken.id()).isEqualTo(id);
            assertThat(stored.end(id, 5, "sent", now)).isZero();
            assertThat(stored.end(id, 6, "sent", now)).isOne();
        }
    }

    @Test
    void queuesOnlyInATransactionAndKeepsNoWordsReadable() {
        try (var gateway = new RunningGateway(Map.of("gateway.mail.send-every", "1h"))) {
            var mail = mail(someEmail(), Language.ENGLISH, Duration.ofHours(1));

            assertThatThrownBy(() -> gateway.bean(Mails.class).queue(mail))
                    .hasMessageContaining("transaction");
            var id = queue(gateway, mail);

            assertThat(
                            gateway.update(
                                    "UPDATE mails SET kind = kind WHERE id = ? AND content LIKE '%market%'",
                                    id))
                    .isZero();
        }
    }

    private static boolean isPutOff(RunningGateway gateway, UUID id) {
        return gateway.update(
                        "UPDATE mails SET kind = kind WHERE id = ? AND attempts = 1"
                                + " AND due_at BETWEEN now() + interval '10 s' AND now() + interval '31 s'",
                        id)
                == 1;
    }

    private static boolean hasFailed(RunningGateway gateway, UUID id) {
        return gateway.update(
                        "UPDATE mails SET kind = kind WHERE id = ? AND state = 'failed'"
                                + " AND content IS NULL",
                        id)
                == 1;
    }

    private static Mail mail(String recipient, Language language, Duration useful) {
        return new Mail(
                MailKind.EMAIL_PROOF,
                null,
                recipient,
                language,
                Instant.now().plus(useful),
                List.of("https://market.example/account#email-proof=abc"));
    }

    private static UUID queue(RunningGateway gateway, Mail mail) {
        TransactionOperations<?> transactions = gateway.bean(TransactionOperations.class);
        return Objects.requireNonNull(
                transactions.executeWrite(_ -> gateway.bean(Mails.class).queue(mail)));
    }

    /** In a domain of its own, by which the server tells what it received for it. */
    private static String someEmail() {
        return "an@" + UUID.randomUUID() + ".example";
    }

    private static String domain(String email) {
        return email.substring(email.indexOf('@') + 1);
    }
}
