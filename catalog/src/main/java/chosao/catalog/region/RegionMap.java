package chosao.catalog.region;

import static java.util.stream.Collectors.groupingBy;

import chosao.catalog.region.RegionRepository.Succession;
import chosao.kernel.text.Vietnamese;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All editions of the map in memory: 15,000 small rows that change with a migration only, so a
 * place is found without asking the database. Immutable.
 */
final class RegionMap {

    private final String edition;
    private final NavigableMap<Region.Id, Region> units = new TreeMap<>();
    private final Map<Region.Id, List<Region>> children = new HashMap<>();
    private final Map<Region.Id, List<Succession>> successions;
    private final Map<Region.Id, List<Region>> predecessors = new HashMap<>();

    /** Many units bear the same name; taking one apart costs more than finding it here. */
    private final Map<String, PlaceName> names = new HashMap<>();

    /** By name with and without the kind of unit, each with and without marks. */
    private final Map<String, List<Region>> byFullName = new HashMap<>();

    private final Map<String, List<Region>> byBareName = new HashMap<>();

    /**
     * Puts the editions together.
     *
     * @param edition the one in force
     */
    RegionMap(String edition, List<Region> regions, List<Succession> allSuccessions) {
        this.edition = edition;
        for (var region : regions) {
            units.put(region.id(), region);
            if (region.parent() != null) {
                children.computeIfAbsent(region.parent(), _ -> new ArrayList<>()).add(region);
            }
            var name = names.computeIfAbsent(region.name(), PlaceName::of);
            index(byFullName, name.full(), region);
            index(byBareName, name.bare(), region);
        }
        successions =
                allSuccessions.stream()
                        .collect(groupingBy(each -> new Region.Id(each.edition(), each.code())));
        for (var each : allSuccessions) {
            var from = units.get(new Region.Id(each.edition(), each.code()));
            var into = new Region.Id(each.intoEdition(), each.intoCode());
            if (from != null) {
                predecessors.computeIfAbsent(into, _ -> new ArrayList<>()).add(from);
            }
        }
    }

    private static void index(Map<String, List<Region>> names, String marked, Region region) {
        names.computeIfAbsent(marked, _ -> new ArrayList<>()).add(region);
        var plain = Vietnamese.plain(marked);
        if (!plain.equals(marked)) {
            names.computeIfAbsent(plain, _ -> new ArrayList<>()).add(region);
        }
    }

    Optional<Region> find(Region.Id id) {
        return Optional.ofNullable(units.get(id));
    }

    /** The units in force whose code comes after the given one, in the order of their codes. */
    Iterable<Region> after(String code) {
        return units.tailMap(new Region.Id(edition, code), false).values();
    }

    Optional<Region> current(String code) {
        return find(new Region.Id(edition, code));
    }

    boolean isCurrent(Region region) {
        return region.id().edition().equals(edition);
    }

    /** The province that the unit lies in, which is the unit itself where it is one. */
    Region provinceOf(Region region) {
        var unit = region;
        while (unit.parent() != null) {
            unit = required(unit.parent());
        }
        return unit;
    }

    /** The unit above, and above that, up to the province. */
    List<Region> above(Region region) {
        var above = new ArrayList<Region>();
        for (var parent = region.parent(); parent != null; ) {
            var unit = required(parent);
            above.add(unit);
            parent = unit.parent();
        }
        return above;
    }

    /**
     * The former units that a unit in force was made of, wholly or in part, those nearest to its
     * own level first.
     */
    SequencedSet<Region> madeOf(Region current) {
        var direct = predecessors.getOrDefault(current.id(), List.of());
        var former = new LinkedHashSet<Region>();
        // Districts count as parts of a province only through the communes' own rows.
        direct.stream().filter(unit -> unit.level() == current.level()).forEach(former::add);
        if (current.level() == Level.COMMUNE) {
            direct.stream().filter(unit -> unit.level() != Level.COMMUNE).forEach(former::add);
            var above = direct.stream().flatMap(unit -> above(unit).stream()).distinct().toList();
            above.stream().filter(unit -> unit.level() == Level.DISTRICT).forEach(former::add);
            above.stream().filter(unit -> unit.level() == Level.PROVINCE).forEach(former::add);
        }
        return former;
    }

    /**
     * The units in force that a unit became; itself where it is in force. In order of their codes.
     */
    List<Region> becameOf(Region unit) {
        if (isCurrent(unit)) {
            return List.of(unit);
        }
        // A district has no successor of its own: what became of it is what became of its communes.
        var parts =
                unit.level() == Level.DISTRICT && children.containsKey(unit.id())
                        ? children.getOrDefault(unit.id(), List.of())
                        : List.of(unit);
        return parts.stream()
                .flatMap(part -> successions.getOrDefault(part.id(), List.of()).stream())
                .map(into -> required(new Region.Id(into.intoEdition(), into.intoCode())))
                .distinct()
                .sorted(Comparator.comparing(Region::id))
                .toList();
    }

    /**
     * The one unit in force that took over most of a former one: the preferred part where the
     * source names it, else the part that kept the code, else the first.
     */
    Optional<Region> mainSuccessor(Region former) {
        return successions.getOrDefault(former.id(), List.of()).stream()
                .min(
                        Comparator.comparing(
                                        (Succession each) -> !Boolean.TRUE.equals(each.preferred()))
                                .thenComparing(each -> !each.intoCode().equals(each.code()))
                                .thenComparing(Succession::intoCode))
                .map(into -> required(new Region.Id(into.intoEdition(), into.intoCode())));
    }

    /** Whether a former unit went to more than one unit in force. */
    boolean wasSplit(Region former) {
        return successions.getOrDefault(former.id(), List.of()).stream()
                .anyMatch(Succession::split);
    }

    /**
     * The units of every edition with this name, the closest reading of it that finds any: as
     * written, with the kind of unit, before without it; with marks before without.
     */
    List<Region> named(String text) {
        var name = PlaceName.of(text);
        return firstFound(byFullName, name.full(), name)
                .or(() -> firstFound(byBareName, name.full(), name))
                .or(() -> firstFound(byBareName, name.bare(), name))
                .orElse(List.of());
    }

    private static Optional<List<Region>> firstFound(
            Map<String, List<Region>> names, String key, PlaceName name) {
        @Nullable List<Region> found = name.hasMarks() ? names.get(key) : null;
        return Optional.ofNullable(found)
                .or(() -> Optional.ofNullable(names.get(Vietnamese.plain(key))));
    }

    private Region required(Region.Id id) {
        return find(id).orElseThrow(() -> new IllegalStateException("no region " + id));
    }

    /** Whether two units are written the same but for where the tone stands. */
    boolean sameName(Region one, Region other) {
        return nameOf(one).full().equals(nameOf(other).full());
    }

    /** The name of a unit without the kind of unit. */
    String bareName(Region region) {
        return nameOf(region).bare();
    }

    private PlaceName nameOf(Region region) {
        return Objects.requireNonNull(names.get(region.name()));
    }
}
