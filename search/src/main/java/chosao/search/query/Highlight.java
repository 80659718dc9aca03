package chosao.search.query;

import chosao.kernel.text.Vietnamese;
import chosao.search.ranking.Words;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Shows which words of a name were searched for. Done here because Elasticsearch holds folded text,
 * whose letters do not stand where the name's do.
 */
final class Highlight {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");

    private Highlight() {}

    /**
     * The name as HTML with the words in {@code <em>}, marks as they are; null where it holds none
     * of them.
     */
    static @Nullable String of(String name, Words words) {
        if (words.isEmpty()) {
            return null;
        }
        var sought = words.plainWords();
        var html = new StringBuilder(name.length() + 32);
        var word = WORD.matcher(name);
        int end = 0;
        boolean open = false;
        boolean found = false;
        while (word.find()) {
            boolean match = isSought(word.group(), sought);
            found |= match;
            if (open && !match) {
                html.append("</em>");
                open = false;
            }
            escape(name, end, word.start(), html);
            if (match && !open) {
                html.append("<em>");
                open = true;
            }
            escape(name, word.start(), word.end(), html);
            end = word.end();
        }
        if (open) {
            html.append("</em>");
        }
        escape(name, end, name.length(), html);
        return found ? html.toString() : null;
    }

    private static boolean isSought(String word, Set<String> sought) {
        return sought.contains(Vietnamese.plain(word));
    }

    private static void escape(String text, int from, int to, StringBuilder html) {
        for (int i = from; i < to; i++) {
            char letter = text.charAt(i);
            switch (letter) {
                case '&' -> html.append("&amp;");
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '"' -> html.append("&quot;");
                case '\'' -> html.append("&#39;");
                default -> html.append(letter);
            }
        }
    }
}
