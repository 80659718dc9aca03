package chosao.search.ranking;

import chosao.kernel.text.Vietnamese;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The words of a search, in order. A text may hold one twice, as "Rượu ba kích Ba Chẽ" does: to be
 * a phrase it needs both, to be counted it needs one.
 *
 * @param sequence at most {@value #MOST}: what follows does not count, so that no text makes a
 *     search dear
 */
public record Words(List<Word> sequence) {

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
                        .limit(MOST)
                        .map(word -> new Word(word, Vietnamese.plain(word)))
                        .toList());
    }

    public boolean isEmpty() {
        return sequence.isEmpty();
    }

    /** Each word once, for whatever counts how many are found. */
    public List<Word> distinct() {
        return sequence.stream().distinct().toList();
    }

    /** The whole sequence without marks, parted by blanks. */
    public String plain() {
        return sequence.stream().map(Word::plain).collect(Collectors.joining(" "));
    }

    /** The whole sequence as typed, parted by blanks. */
    public String marked() {
        return sequence.stream().map(Word::marked).collect(Collectors.joining(" "));
    }

    public Set<String> plainWords() {
        return sequence.stream().map(Word::plain).collect(Collectors.toSet());
    }
}
