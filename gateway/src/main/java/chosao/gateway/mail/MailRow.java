package chosao.gateway.mail;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A mail as the database has it.
 *
 * @param kind the code of its {@link MailKind}
 * @param language of its words, as RFC 5646 writes it
 * @param content its words, sealed: they may hold a token. Null once it has left or failed
 * @param state {@code due}, {@code sent} or {@code failed}
 * @param attempts how often it was taken to be sent
 * @param dueAt when it is to be taken next; while it is being sent, when its lease ends
 */
@MappedEntity("mails")
record MailRow(
        @Id UUID id,
        String kind,
        @Nullable UUID accountId,
        String recipient,
        String language,
        @Nullable String content,
        String state,
        int attempts,
        Instant dueAt,
        Instant usefulUntil,
        Instant createdAt,
        @Nullable Instant endedAt) {

    MailRow attempted(Instant leaseEnd) {
        return new MailRow(
                id,
                kind,
                accountId,
                recipient,
                language,
                content,
                state,
                attempts + 1,
                leaseEnd,
                usefulUntil,
                createdAt,
                endedAt);
    }

    @Override
    public String toString() {
        return "MailRow[" + id + ", " + kind + ", " + state + ']';
    }
}
