package chosao.kernel.text;

import java.util.Optional;
import java.util.regex.Pattern;

/** Whole numbers in addresses: digits alone, as in JSON. */
public final class WholeNumber {

    /** Java itself would take a plus sign and the digits of any script. Fits a {@code long}. */
    private static final Pattern FORM = Pattern.compile("(?!-0)-?[0-9]{1,18}");

    private WholeNumber() {}

    /** The number that the text is, if it is one. */
    public static Optional<Long> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(Long.valueOf(text)) : Optional.empty();
    }
}
