package chosao.catalog.region;

import static chosao.kernel.problem.KernelProblem.INVALID_REQUEST;
import static java.util.stream.Collectors.groupingBy;

import chosao.catalog.region.RegionRepository.Edition;
import io.micronaut.context.annotation.Context;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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

    /**
     * The former units that something in a unit in force came from: the one it was certified for
     * and those above it, where that is known; beside them those that it must have come from, since
     * there was no other of their level.
     */
    public List<Region> cameFrom(Region current, Region.@Nullable Id origin) {
        var unit = origin == null ? null : get(origin);
        if (unit != null && map.isCurrent(unit)) {
            return List.of();
        }
        var known =
                unit == null
                        ? Stream.<Region>empty()
                        : Stream.concat(Stream.of(unit), map.above(unit).stream());
        var possible =
                map.madeOf(current).stream()
                        .filter(former -> unit == null || map.above(former).contains(unit))
                        .collect(groupingBy(Region::level));
        var certain =
                possible.values().stream()
                        .filter(units -> units.size() == 1)
                        .map(List::getFirst)
                        .sorted(Comparator.comparing(Region::level).reversed());
        return Stream.concat(certain, known).toList();
    }

    /** Whether the land of a former unit is in a province in force, wholly or in part. */
    public boolean wentTo(Region former, Region province) {
        return map.becameOf(map.provinceOf(former)).contains(province);
    }

    /** Names that the place was known by before, without the one it still has. */
    public List<String> formerNames(Region current) {
        return formerNames(current, madeOf(current));
    }

    /** The names of former units, without the one that the place still has. */
    public List<String> formerNames(Region current, List<Region> former) {
        var province = map.provinceOf(current);
        return former.stream()
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

    /**
     * The former unit for a place as a decision wrote it, the smallest that is known.
     *
     * @param province code of today's province
     * @param formerProvince its name at the time; one that the map does not know means the former
     *     province that today's was made of, if there was one only
     */
    public Optional<Region> originAtAward(
            String province,
            String formerProvince,
            @Nullable String district,
            @Nullable String commune) {
        var home =
                map.named(formerProvince).stream()
                        .filter(unit -> unit.level() == Level.PROVINCE && !map.isCurrent(unit))
                        .findFirst()
                        .or(() -> current(province).flatMap(this::onlyPredecessor));
        var within = home.flatMap(unit -> partOf(unit, Level.DISTRICT, district));
        return within.flatMap(unit -> partOf(unit, Level.COMMUNE, commune))
                .or(() -> within)
                .or(() -> home);
    }

    private Optional<Region> onlyPredecessor(Region current) {
        var former = map.madeOf(current);
        return former.size() == 1 ? Optional.of(former.getFirst()) : Optional.empty();
    }

    private Optional<Region> partOf(Region whole, Level level, @Nullable String name) {
        return name == null
                ? Optional.empty()
                : map.named(name).stream()
                        .filter(unit -> unit.level() == level && map.above(unit).contains(whole))
                        .findFirst();
    }

    /** Whether a unit is of the map in force. */
    public boolean isCurrent(Region region) {
        return map.isCurrent(region);
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
