package chosao.catalog.region;

import java.util.List;

/**
 * A unit in force that a name stands for.
 *
 * @param present whether the unit itself bears the name today
 * @param through the former units of that name which became it, wholly or in part
 */
public record Resolution(Region region, boolean present, List<Region> through) {}
