package chosao.search.ranking;

import chosao.kernel.text.Vietnamese;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The words of a search, in order, each once.
 *
 * @param all at most {@value #MOST}: what follows does not count, so that no text makes a search
 *     dear
 */
public record Words(List<Word> all) {

    static final int MOST = 16;

    /** One word as it was typed, and without its marks. */
    public record Word(String marked, String plain) {

        boolean hasMarks() {
            return !marked.equals(plain);
        }
    }

    public static Words of(String text) {
        return new Words(
                Vietnamese.tokens(text).stream()
                        .distinct()
                        .limit(MOST)
                        .map(word -> new Word(word, Vietnamese.plain(word)))
                        .toList());
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }

    public int count() {
        return all.size();
    }

    /** The words without marks, parted by blanks. */
    public String plain() {
        return all.stream().map(Word::plain).collect(Collectors.joining(" "));
    }

    /** The words as typed, parted by blanks. */
    public String marked() {
        return all.stream().map(Word::marked).collect(Collectors.joining(" "));
    }

    public Set<String> plainWords() {
        return all.stream().map(Word::plain).collect(Collectors.toSet());
    }
}
