package chosao.search.index;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of an index that stands, or is to stand, behind the alias.
 *
 * @param alias the name that is searched
 * @param layout a digest of how documents are laid out; another layout needs another index
 * @param generation grows with every rebuild in the same layout
 */
public record IndexName(String alias, String layout, int generation) {

    private static final Pattern FORM = Pattern.compile("(.+)-([0-9a-f]{8})-(\\d{1,9})");

    static Optional<IndexName> parse(String index) {
        var parts = FORM.matcher(index);
        return parts.matches()
                ? Optional.of(
                        new IndexName(
                                parts.group(1), parts.group(2), Integer.parseInt(parts.group(3))))
                : Optional.empty();
    }

    public IndexName next() {
        return new IndexName(alias, layout, generation + 1);
    }

    /**
     * The name under which documents are written. It vanishes with the index, and a write to a name
     * that must be an alias and is none fails, where a write to a missing index would quietly make
     * one.
     */
    public String writer() {
        return this + "-writer";
    }

    @Override
    public String toString() {
        return alias + "-" + layout + "-" + generation;
    }
}
