package chosao.gateway.mail;

import chosao.kernel.http.Language;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A mail to be written.
 *
 * @param accountId whose it is: it is deleted with the account; null where there is no account yet
 * @param recipient one e-mail address
 * @param language of its words
 * @param usefulUntil when what it says is no longer true: after that it is not sent any more
 * @param arguments what fills the placeholders of its words, {@code {0}} first. None may come from
 *     a stranger, not even a name: who signs up with somebody else's address could write to them
 */
public record Mail(
        MailKind kind,
        @Nullable UUID accountId,
        String recipient,
        Language language,
        Instant usefulUntil,
        List<String> arguments) {

    public Mail {
        arguments = List.copyOf(arguments);
    }

    @Override
    public String toString() {
        return "Mail[" + kind.code() + ']';
    }
}
