package chosao.kernel.text;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Text that people write into a field. The record of a request's body passes it through {@link #of}
 * in its constructor, so that constraints on its length judge what will be kept.
 */
public final class PlainText {

    /**
     * Anything but control characters other than tab and line ends, and halves of surrogate pairs:
     * PostgreSQL cannot store U+0000, and the others only serve to mislead who reads it.
     */
    public static final String PATTERN = "[^\\p{Cs}\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\x7F-\\x9F]*";

    /** The reason where a text does not fit the pattern. */
    public static final String MESSAGE = "field.control-characters";

    /**
     * The same of one line, as names and addresses are: no tabs and line ends either, and none of
     * the characters that turn the direction of what stands around them (Unicode's Bidi_Control),
     * by which one name can be made to look like another.
     */
    public static final String LINE =
            "[^\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]*";

    /** The reason where a text is not of one line. */
    public static final String LINE_MESSAGE = "field.not-one-line";

    /**
     * Blanks of every kind, format characters such as the zero-width space, marks on no letter, and
     * the letters and signs that are drawn as nothing: Hangul's fillers and Braille's blank.
     */
    private static final Pattern NOTHING_TO_SEE =
            Pattern.compile("[\\s\\p{Z}\\p{Cf}\\p{Mn}\\p{Me}\\u115F\\u1160\\u3164\\uFFA0\\u2800]*");

    private PlainText() {}

    /**
     * The text composed (Unicode's form C, which may be longer) and without the blanks around it;
     * empty where there is none, or none that could be seen.
     */
    public static String of(@Nullable String text) {
        if (text == null || NOTHING_TO_SEE.matcher(text).matches()) {
            return "";
        }
        return Normalizer.normalize(text.strip(), Form.NFC);
    }

    /** The same, but null where that is empty: for what may be left out. */
    public static @Nullable String ifGiven(@Nullable String text) {
        var given = of(text);
        return given.isEmpty() ? null : given;
    }
}
