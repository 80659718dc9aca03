package chosao.gateway.route;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What a request line asks for, in the one spelling that the gateway and the services behind it
 * cannot read differently. A path that names its way up ({@code ..}), hides a separator or a
 * control character behind an encoding, or has empty segments is refused rather than repaired: no
 * honest client sends one, and repairing is where two readers come to disagree.
 *
 * @param path beginning with a slash; percent-encodings stand for harmless characters alone
 * @param uri path and query as they go to the service
 */
record RequestTarget(String path, String uri) {

    /** RFC 3986 pchar without {@code ;}, whose parameters some servers cut off, and the slash. */
    private static final BitSet PATH = characters("-._~!$&'()*+,=:@/", true);

    /** RFC 3986 query. */
    private static final BitSet QUERY = characters("-._~!$&'()*+,;=:@/?", true);

    /** Not allowed in a query, but sent by people and browsers: encoded on their behalf. */
    private static final BitSet ENCODED = characters("\"<>[]\\^`{|}", false);

    private static final int DELETE = 0x7F;

    /**
     * Reads a request target (RFC 9112 section 3.2).
     *
     * @param raw origin-form or absolute-form; each character is one byte as it was received
     * @return nothing if it is malformed or not canonical
     */
    static Optional<RequestTarget> parse(String raw) {
        var target = originForm(raw);
        if (!target.startsWith("/")) {
            return Optional.empty();
        }
        int mark = target.indexOf('?');
        var path = mark < 0 ? target : target.substring(0, mark);
        var query = mark < 0 ? "" : target.substring(mark + 1);
        if (!plain(path, PATH) || hasOddSegments(path)) {
            return parseEncoded(path, query, mark >= 0);
        }
        if (mark < 0 || plain(query, QUERY)) {
            return Optional.of(new RequestTarget(path, target));
        }
        return encoded(query, QUERY, true).map(tidy -> new RequestTarget(path, path + '?' + tidy));
    }

    private static Optional<RequestTarget> parseEncoded(
            String path, String query, boolean hasQuery) {
        if (hasOddSegments(path)) {
            return Optional.empty();
        }
        return encoded(path, PATH, false)
                .flatMap(tidyPath ->
                        encoded(query, QUERY, true)
                                .map(tidyQuery ->
                                        new RequestTarget(
                                                tidyPath,
                                                hasQuery ? tidyPath + '?' + tidyQuery : tidyPath)));
    }

    private static String originForm(String raw) {
        int authority = raw.startsWith("http://") ? 7 : raw.startsWith("https://") ? 8 : -1;
        if (authority < 0) {
            return raw;
        }
        int slash = raw.indexOf('/', authority);
        return slash < 0 ? "/" : raw.substring(slash);
    }

    private static boolean plain(String text, BitSet allowed) {
        for (int i = 0; i < text.length(); i++) {
            if (!allowed.get(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Empty segments (but for a trailing slash), {@code .} and {@code ..}. */
    private static boolean hasOddSegments(String path) {
        return path.contains("//")
                || path.contains("/./")
                || path.contains("/../")
                || path.endsWith("/.")
                || path.endsWith("/..");
    }

    /**
     * The text with every byte either allowed as it stands or percent-encoded; nothing if an
     * encoding is broken, is not UTF-8, or hides a character that must not appear.
     */
    private static Optional<String> encoded(String text, BitSet allowed, boolean lenient) {
        var tidy = new StringBuilder(text.length() + 16);
        var bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            int decoded = character;
            if (character == '%') {
                if (i + 2 >= text.length()
                        || !HexFormat.isHexDigit(text.charAt(i + 1))
                        || !HexFormat.isHexDigit(text.charAt(i + 2))) {
                    return Optional.empty();
                }
                decoded = HexFormat.fromHexDigits(text, i + 1, i + 3);
                if (forbidden(decoded, lenient)) {
                    return Optional.empty();
                }
                tidy.append(text, i, i + 3);
                i += 2;
            } else if (allowed.get(character)) {
                tidy.append(character);
            } else if ((character > DELETE && character <= 0xFF)
                    || (lenient && ENCODED.get(character))) {
                tidy.append('%').append(HexFormat.of().toHexDigits((byte) character));
            } else {
                return Optional.empty();
            }
            bytes.write(decoded);
        }
        return isUtf8(bytes) && (lenient || !hasOddSegments(bytes.toString(ISO_8859_1)))
                ? Optional.of(tidy.toString())
                : Optional.empty();
    }

    /** A query may carry line breaks and slashes; a path hides nothing. NUL is welcome nowhere. */
    private static boolean forbidden(int decoded, boolean lenient) {
        return lenient
                ? decoded == 0
                : decoded < ' '
                        || decoded == DELETE
                        || decoded == '/'
                        || decoded == '\\'
                        || decoded == ';'
                        || decoded == '%';
    }

    private static boolean isUtf8(ByteArrayOutputStream bytes) {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray()));
            return true;
        } catch (CharacterCodingException malformed) {
            return false;
        }
    }

    private static BitSet characters(String marks, boolean alphanumeric) {
        var set = new BitSet(128);
        marks.chars().forEach(set::set);
        if (alphanumeric) {
            set.set('a', 'z' + 1);
            set.set('A', 'Z' + 1);
            set.set('0', '9' + 1);
        }
        return set;
    }
}
