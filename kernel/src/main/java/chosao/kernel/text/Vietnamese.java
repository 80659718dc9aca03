package chosao.kernel.text;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Folds Vietnamese text to a form in which equal words are equal strings. It is done in Java, at
 * index and at query time alike, so that PostgreSQL, Elasticsearch and the tests agree on one rule.
 *
 * <p>Two forms: {@link #marked} keeps the marks and is exact ("hoà" and "hòa" meet, "hoa" stays
 * apart); {@link #plain} drops them, for people who type without ("tra hoa vang"). Both are
 * idempotent, and {@code plain(marked(x))} equals {@code plain(x)}.
 */
public final class Vietnamese {

    /**
     * Grave, acute, tilde, hook above, dot below: the five written tones as combining characters.
     */
    private static final String TONES = "\u0300\u0301\u0303\u0309\u0323";

    private static final Pattern TONE = Pattern.compile("[" + TONES + "]");

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");

    private static final Pattern NOT_IN_A_WORD = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    /**
     * Breve, circumflex and horn make another vowel (a, ă, â); they are no tone and stay with their
     * letter.
     */
    private static final String VOWEL = "[aeiouy][\u0302\u0306\u031b]?";

    /**
     * One syllable in decomposed form without its tone: the consonants before, the vowels, the
     * consonants after. The u of "qu" and the i of "gi" belong to the consonant when a vowel
     * follows.
     */
    private static final Pattern SYLLABLE =
            Pattern.compile(
                    "(qu(?=[aeiouy])|gi(?=[aeiouy])|[^aeiouy\\p{M}]*)((?:"
                            + VOWEL
                            + "){1,3})([^aeiouy\\p{M}]*)");

    private static final Pattern EACH_VOWEL = Pattern.compile(VOWEL);

    private Vietnamese() {}

    /**
     * Lower case, composed (NFC), with the tone on the letter where the older school writes it:
     * "Hoà", "hòa" and "HÒA" all give "hòa", "qúy" gives "quý". What is not a Vietnamese syllable
     * keeps its marks as they are.
     */
    public static String marked(String text) {
        String composed = Normalizer.normalize(text, Form.NFC).toLowerCase(Locale.ROOT);
        return WORD.matcher(composed)
                .replaceAll(word -> Matcher.quoteReplacement(withToneInPlace(word.group())));
    }

    /** Lower case without any mark, đ as d: "Trà hoa vàng Ba Chẽ" gives "tra hoa vang ba che". */
    public static String plain(String text) {
        String decomposed = Normalizer.normalize(text, Form.NFD);
        return MARKS.matcher(decomposed).replaceAll("").toLowerCase(Locale.ROOT).replace('đ', 'd');
    }

    /**
     * The words of the text in their {@link #marked} form, in order; whatever is neither letter nor
     * digit parts them.
     */
    public static List<String> tokens(String text) {
        return NOT_IN_A_WORD.splitAsStream(marked(text)).filter(word -> !word.isEmpty()).toList();
    }

    private static String withToneInPlace(String word) {
        String decomposed = Normalizer.normalize(word, Form.NFD);
        Matcher tone = TONE.matcher(decomposed);
        if (!tone.find()) {
            return word;
        }
        String mark = tone.group();
        if (tone.find()) {
            return word;
        }
        Matcher syllable = SYLLABLE.matcher(TONE.matcher(decomposed).replaceFirst(""));
        if (!syllable.matches()) {
            return word;
        }
        List<String> vowels =
                EACH_VOWEL
                        .matcher(syllable.group(2))
                        .results()
                        .map(vowel -> vowel.group())
                        .toList();
        int bearer = toneBearer(vowels, !syllable.group(3).isEmpty());
        StringBuilder placed = new StringBuilder(syllable.group(1));
        for (int i = 0; i < vowels.size(); i++) {
            placed.append(vowels.get(i));
            if (i == bearer) {
                placed.append(mark);
            }
        }
        return Normalizer.normalize(placed.append(syllable.group(3)), Form.NFC);
    }

    /**
     * A vowel with a mark of its own (the last, as in "ươ"), else the last before a consonant, else
     * first of two, middle of three.
     */
    private static int toneBearer(List<String> vowels, boolean closed) {
        for (int i = vowels.size() - 1; i >= 0; i--) {
            if (vowels.get(i).length() > 1) {
                return i;
            }
        }
        return closed ? vowels.size() - 1 : (vowels.size() - 1) / 2;
    }
}
