package chosao.catalog.region;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A unit of today's map as clients see it.
 *
 * @param parent code of the province; a province has none
 * @param formerNames what the place, or parts of it, was called before
 */
@Serdeable
record RegionView(
        String code, String name, Level level, @Nullable String parent, List<String> formerNames) {

    static RegionView of(Region region, Regions regions) {
        return new RegionView(
                region.code(),
                region.name(),
                region.level(),
                region.parent() == null ? null : region.parent().code(),
                regions.formerNames(region));
    }

    /**
     * A unit that a name stands for.
     *
     * @param match {@code present} where the unit bears the name today, else {@code former}
     * @param through the former units of that name that became this one
     */
    @Serdeable
    record Resolved(
            String code,
            String name,
            Level level,
            @Nullable String parent,
            List<String> formerNames,
            Match match,
            List<Former> through) {

        static Resolved of(Resolution resolution, Regions regions) {
            var view = RegionView.of(resolution.region(), regions);
            return new Resolved(
                    view.code,
                    view.name,
                    view.level,
                    view.parent,
                    view.formerNames,
                    resolution.present() ? Match.PRESENT : Match.FORMER,
                    resolution.through().stream()
                            .map(unit -> Former.of(unit, regions.wasSplit(unit)))
                            .toList());
        }
    }

    /**
     * @param edition the edition of the map that the code belongs to
     * @param split whether the unit went to more than one of today's
     */
    @Serdeable
    record Former(String code, String edition, String name, Level level, boolean split) {

        static Former of(Region unit, boolean split) {
            return new Former(unit.code(), unit.id().edition(), unit.name(), unit.level(), split);
        }
    }
}
