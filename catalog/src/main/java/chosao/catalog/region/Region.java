package chosao.catalog.region;

import org.jspecify.annotations.Nullable;

/**
 * A unit of the map as one edition of it has it.
 *
 * @param parent the unit above, of the same edition; a province has none
 */
public record Region(Id id, Level level, String name, @Nullable Id parent) {

    /**
     * What identifies a unit. Codes were used again for other units when the map changed, so a code
     * alone does not.
     *
     * @param edition the edition of the map, such as {@code 2025}
     */
    public record Id(String edition, String code) implements Comparable<Id> {

        @Override
        public int compareTo(Id other) {
            int byEdition = edition.compareTo(other.edition);
            return byEdition != 0 ? byEdition : code.compareTo(other.code);
        }
    }

    public String code() {
        return id.code();
    }
}
