package chosao.gateway.account;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An e-mail address in the one spelling that accounts are told apart by: trimmed, composed (NFC)
 * and in lower case. RFC 5321 lets mailboxes differ by case; no provider that people use does.
 */
public record Email(String value) {

    /** RFC 5321 section 4.5.3.1.3: 256 octets of a path, two of which are brackets. */
    static final int MAX_LENGTH = 254;

    /** What a message could be sent to; whether it arrives is not for a pattern to say. */
    private static final Pattern PLAUSIBLE =
            Pattern.compile("[^@\\s\\p{Cntrl}]{1,64}@[^@\\s\\p{Cntrl}.]+(\\.[^@\\s\\p{Cntrl}.]+)+");

    public static Optional<Email> parse(String text) {
        var folded =
                Normalizer.normalize(text.strip(), Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        return folded.length() <= MAX_LENGTH && PLAUSIBLE.matcher(folded).matches()
                ? Optional.of(new Email(folded))
                : Optional.empty();
    }
}
