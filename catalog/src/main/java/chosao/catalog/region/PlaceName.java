package chosao.catalog.region;

import chosao.kernel.text.Vietnamese;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The name of a place made comparable: "TP. Hồ Chí Minh", "thành phố hồ chí minh" and "Ho Chi Minh"
 * name the same city.
 *
 * @param words in their marked form, abbreviations of the kind of unit written out
 * @param kindLength how many of the first words say what kind of unit it is
 */
record PlaceName(List<String> words, int kindLength) {

    /** How people shorten the kind of a unit, without marks. */
    private static final Map<String, List<String>> ABBREVIATIONS =
            Map.ofEntries(
                    Map.entry("tp", List.of("thành", "phố")),
                    Map.entry("tx", List.of("thị", "xã")),
                    Map.entry("tt", List.of("thị", "trấn")),
                    Map.entry("đk", List.of("đặc", "khu")),
                    Map.entry("t", List.of("tỉnh")),
                    Map.entry("h", List.of("huyện")),
                    Map.entry("q", List.of("quận")),
                    Map.entry("x", List.of("xã")),
                    Map.entry("p", List.of("phường")));

    private static final List<List<String>> KINDS =
            List.of(
                    List.of("thanh", "pho"),
                    List.of("thi", "xa"),
                    List.of("thi", "tran"),
                    List.of("dac", "khu"),
                    List.of("tinh"),
                    List.of("huyen"),
                    List.of("quan"),
                    List.of("xa"),
                    List.of("phuong"));

    static PlaceName of(String text) {
        var words = writtenOut(Vietnamese.tokens(text));
        var plain = words.stream().map(Vietnamese::plain).toList();
        int kindLength =
                KINDS.stream()
                        .filter(kind -> startsWith(plain, kind))
                        .mapToInt(List::size)
                        .findFirst()
                        .orElse(0);
        return new PlaceName(words, kindLength);
    }

    /** With its kind: "thành phố hồ chí minh". */
    String full() {
        return String.join(" ", words);
    }

    /** Without its kind: "hồ chí minh". */
    String bare() {
        return String.join(" ", words.subList(kindLength, words.size()));
    }

    /** Whether it was written with any mark: if not, marks do not count in comparing. */
    boolean hasMarks() {
        return !bare().equals(Vietnamese.plain(bare()));
    }

    private static List<String> writtenOut(List<String> words) {
        if (words.size() < 2) {
            return words;
        }
        var kind = ABBREVIATIONS.get(words.getFirst());
        if (kind == null) {
            return words;
        }
        var all = new ArrayList<>(kind);
        all.addAll(words.subList(1, words.size()));
        return List.copyOf(all);
    }

    private static boolean startsWith(List<String> words, List<String> kind) {
        return words.size() > kind.size() && words.subList(0, kind.size()).equals(kind);
    }
}
