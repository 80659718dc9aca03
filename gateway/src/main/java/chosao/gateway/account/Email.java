package chosao.gateway.account;

import chosao.kernel.text.EmailAddress;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An e-mail address in the one spelling that accounts are told apart by: trimmed, composed (NFC)
 * and in lower case. RFC 5321 lets mailboxes differ by case; no provider that people use does.
 */
public record Email(String value) {

    private static final Pattern PLAUSIBLE = Pattern.compile(EmailAddress.PATTERN);

    public static Optional<Email> parse(String text) {
        var folded =
                Normalizer.normalize(text.strip(), Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        return text.chars().noneMatch(Character::isISOControl)
                        && folded.length() <= EmailAddress.MAX_LENGTH
                        && PLAUSIBLE.matcher(folded).matches()
                ? Optional.of(new Email(folded))
                : Optional.empty();
    }

    /**
     * What stands before the at sign, as a name for somebody who gave none: 100 characters at most.
     */
    public String mailbox() {
        var mailbox = value.substring(0, value.indexOf('@'));
        return mailbox.substring(0, Math.min(mailbox.length(), 100));
    }
}
