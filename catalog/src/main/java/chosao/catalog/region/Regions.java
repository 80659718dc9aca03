package chosao.catalog.region;

import static chosao.kernel.problem.KernelProblem.INVALID_REQUEST;

import chosao.catalog.region.RegionRepository.Edition;
import io.micronaut.context.annotation.Context;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The administrative map: today's units, and what became of the former ones. Read at the start:
 * 15,000 rows are no work for the thread that happens to answer first. Thread-safe.
 */
@Context
public final class Regions {

    private final List<Edition> editions;
    private final RegionMap map;

    Regions(RegionRepository repository) {
        editions = repository.editions();
        map =
                new RegionMap(
                        editions.getLast().edition(),
                        repository.units().stream().map(Regions::region).toList(),
                        repository.successions());
    }

    private static Region region(RegionRepository.Unit unit) {
        return new Region(
                new Region.Id(unit.edition(), unit.code()),
                Level.of(unit.level()),
                unit.name(),
                unit.parent() == null ? null : new Region.Id(unit.edition(), unit.parent()));
    }

    /** The unit in force with this code. */
    public Optional<Region> current(String code) {
        return map.current(code);
    }

    /**
     * The unit in force that the field {@code region} of a body names.
     *
     * @throws chosao.kernel.problem.ProblemException {@code invalid-request} where there is none
     */
    public Region.Id required(String code) {
        return current(code)
                .orElseThrow(() -> INVALID_REQUEST.with().field("/region", "field.no-region"))
                .id();
    }

    /** The unit that had this code on a day. */
    public Optional<Region> on(LocalDate day, String code) {
        return editions.stream()
                .filter(edition -> !day.isBefore(edition.validFrom()))
                .reduce((_, later) -> later)
                .flatMap(edition -> map.find(new Region.Id(edition.edition(), code)));
    }

    /**
     * A unit that a row of ours names.
     *
     * @throws IllegalStateException where there is none: a foreign key forbids it
     */
    public Region get(Region.Id id) {
        return map.find(id).orElseThrow(() -> new IllegalStateException("no region " + id));
    }

    public Region provinceOf(Region region) {
        return map.provinceOf(region);
    }

    /** The former units that a unit in force was made of, wholly or in part. */
    public List<Region> madeOf(Region current) {
        return List.copyOf(map.madeOf(current));
    }

    /** Names that the place was known by before, without the one it still has. */
    public List<String> formerNames(Region current) {
        var province = map.provinceOf(current);
        return map.madeOf(current).stream()
                .filter(unit -> !map.sameName(unit, current) && !map.sameName(unit, province))
                .map(Region::name)
                .distinct()
                .toList();
    }

    boolean wasSplit(Region former) {
        return map.wasSplit(former);
    }

    /**
     * The units in force after a code, in the order of their codes.
     *
     * @param after the code that the page before ended with; empty for the first page
     */
    List<Region> list(@Nullable Level level, @Nullable String parent, String after, int limit) {
        return StreamSupport.stream(map.after(after).spliterator(), false)
                .takeWhile(map::isCurrent)
                .filter(region -> level == null || region.level() == level)
                .filter(region -> parent == null || isIn(region, parent))
                .limit(limit)
                .toList();
    }

    private static boolean isIn(Region region, String parent) {
        return region.parent() != null && region.parent().code().equals(parent);
    }

    /**
     * What a name stands for today, provinces first, then the units that bear the name themselves,
     * then by code.
     */
    List<Resolution> resolve(String name) {
        var named = map.named(name);
        var through = new LinkedHashMap<Region, List<Region>>();
        for (var unit : named) {
            for (var current : map.becameOf(unit)) {
                var former = through.computeIfAbsent(current, _ -> new ArrayList<>());
                if (!map.isCurrent(unit)) {
                    former.add(unit);
                }
            }
        }
        return through.entrySet().stream()
                .map(each ->
                        new Resolution(
                                each.getKey(),
                                named.contains(each.getKey()),
                                each.getValue().stream()
                                        .sorted(Comparator.comparing(Region::id))
                                        .toList()))
                .sorted(
                        Comparator.comparing((Resolution each) -> each.region().level())
                                .thenComparing(each -> !each.present())
                                .thenComparing(each -> each.region().id()))
                .toList();
    }

    /**
     * Today's unit for a place as a decision wrote it: the commune where it is known, else the one
     * around the district's town, else the province.
     *
     * @param province code of today's province
     * @param district name of the former district, without which communes are looked up among
     *     today's first
     */
    public Region placeAtAward(
            String province, @Nullable String district, @Nullable String commune) {
        var home =
                current(province)
                        .orElseThrow(() -> new IllegalArgumentException("no province " + province));
        return communeAtAward(home, district, commune)
                .or(() -> townOf(home, district))
                .orElse(home);
    }

    private Optional<Region> communeAtAward(
            Region province, @Nullable String district, @Nullable String commune) {
        if (commune == null) {
            return Optional.empty();
        }
        var candidates =
                map.named(commune).stream()
                        .filter(unit -> unit.level() == Level.COMMUNE)
                        .filter(unit -> district == null || isInDistrict(unit, district))
                        .sorted(Comparator.comparing((Region unit) -> !map.isCurrent(unit)))
                        .toList();
        return candidates.stream()
                .flatMap(unit -> today(unit).stream())
                .filter(unit -> map.provinceOf(unit).equals(province))
                .findFirst();
    }

    private boolean isInDistrict(Region commune, String district) {
        var above = map.above(commune);
        return map.named(district).stream().anyMatch(above::contains);
    }

    /** The commune that took over the town from which a former district had its name. */
    private Optional<Region> townOf(Region province, @Nullable String district) {
        if (district == null) {
            return Optional.empty();
        }
        return map.named(district).stream()
                .filter(unit -> unit.level() == Level.DISTRICT)
                .filter(unit -> map.becameOf(map.provinceOf(unit)).contains(province))
                .flatMap(unit -> townIn(unit).or(() -> wholeOf(unit)).stream())
                .findFirst();
    }

    private Optional<Region> townIn(Region district) {
        var name = map.bareName(district);
        return map.named(name).stream()
                .filter(unit -> unit.level() == Level.COMMUNE && map.above(unit).contains(district))
                .findFirst()
                .flatMap(map::mainSuccessor);
    }

    /** The special zone that an island district became. */
    private Optional<Region> wholeOf(Region district) {
        return map.mainSuccessor(district).filter(unit -> unit.level() == Level.COMMUNE);
    }

    private Optional<Region> today(Region unit) {
        return map.isCurrent(unit) ? Optional.of(unit) : map.mainSuccessor(unit);
    }
}
