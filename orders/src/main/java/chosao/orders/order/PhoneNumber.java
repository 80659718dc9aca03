package chosao.orders.order;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import java.util.regex.Pattern;

/** Phone numbers of Việt Nam, as people write them and as they are kept. Thread-safe. */
final class PhoneNumber {

    /** What people write: digits, with what they put between and before them. */
    static final String WRITTEN = "[+\\d ().\\-]{9,40}";

    private static final int LONGEST = 40;
    private static final String REGION = "VN";

    /**
     * A mobile (9 digits that begin with 3, 5, 7, 8 or 9) or a landline (10 that begin with 2),
     * after the country's code: numbering plan of Circular 22/2014/TT-BTTTT.
     */
    private static final Pattern KEPT = Pattern.compile("\\+84([35789]\\d{8}|2\\d{9})");

    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

    private PhoneNumber() {}

    /**
     * The number in E.164, however it is written: {@code 0912 345 678}, {@code 84912345678}, {@code
     * 0084-912-345-678}. Empty for what is no number of Việt Nam.
     */
    static String kept(String text) {
        if (text.length() > LONGEST || text.codePoints().anyMatch(Character::isLetter)) {
            return "";
        }
        try {
            var number = NUMBERS.format(NUMBERS.parse(text, REGION), PhoneNumberFormat.E164);
            return KEPT.matcher(number).matches() ? number : "";
        } catch (NumberParseException noNumber) {
            return "";
        }
    }
}
