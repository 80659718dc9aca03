package chosao.search.region;

import static java.nio.charset.StandardCharsets.UTF_8;

import chosao.kernel.text.Vietnamese;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The provinces and communes of today. Search keeps the list itself, so that it can tell a wrong
 * code from a place without goods, and answers while catalog is away.
 *
 * <p>Codes are those in force since 1 July 2025. A code of before that no unit has today means the
 * units that took the former one over; the list of them is made from catalog's table of former
 * units.
 */
@Singleton
public final class Regions {

    /** No code has it. */
    private static final String FORMER = "@";

    private static final Pattern BAR = Pattern.compile("\\|");

    private final Map<String, Region> byCode = new LinkedHashMap<>();

    /** By codes that no unit has today: of provinces, districts and communes. */
    private final Map<String, List<Region>> successors = new HashMap<>();

    Regions() {
        for (var row : rows("provinces.csv")) {
            add(new Region(row.getField("code"), row.getField("name"), null, formerNames(row)));
        }
        for (var row : rows("communes.csv")) {
            add(
                    new Region(
                            row.getField("code"),
                            row.getField("name"),
                            row.getField("province_code"),
                            List.of()));
        }
        for (var row : rows("former_codes.csv")) {
            successors.put(
                    row.getField("code"),
                    BAR.splitAsStream(row.getField("successors")).map(this::ofToday).toList());
        }
    }

    /**
     * A province or a commune.
     *
     * @param province the code of the province it lies in, or null for a province
     * @param formerNames of the provinces that were merged into it, without its own name
     */
    public record Region(
            String code, String name, @Nullable String province, List<String> formerNames) {}

    public Optional<Region> find(String code) {
        return Optional.ofNullable(byCode.get(code));
    }

    /**
     * What a code means: the unit that has it today, else those that a former unit went into; none
     * where it never was one. A district went into all that its communes did.
     */
    public List<Region> meantBy(String code) {
        return find(code).map(List::of).orElseGet(() -> successors.getOrDefault(code, List.of()));
    }

    /**
     * What goods of the unit with this code have among their places: the code of one of today, or
     * that of a former one, marked as such.
     */
    public Optional<String> place(String code) {
        if (byCode.containsKey(code)) {
            return Optional.of(code);
        }
        return successors.containsKey(code) ? Optional.of(former(code)) : Optional.empty();
    }

    /** The code of a former unit, which may be that of another unit today. */
    public static String former(String code) {
        return FORMER + code;
    }

    /** The name, or the code itself where we do not know it. */
    public String nameOf(String code) {
        return find(code).map(Region::name).orElse(code);
    }

    /** Provinces before communes, each in the order of their codes. */
    public Stream<Region> all() {
        return byCode.values().stream();
    }

    private Region ofToday(String code) {
        return Objects.requireNonNull(byCode.get(code), code);
    }

    private void add(Region region) {
        byCode.put(region.code(), region);
    }

    /** In the file a province lists itself too, as {@code code:name} joined by bars. */
    private static List<String> formerNames(NamedCsvRecord province) {
        var own = Vietnamese.marked(province.getField("name"));
        return BAR.splitAsStream(province.getField("merged_from"))
                .map(unit -> unit.substring(unit.indexOf(':') + 1))
                .filter(name -> !name.isBlank() && !Vietnamese.marked(name).equals(own))
                .toList();
    }

    private static List<NamedCsvRecord> rows(String file) {
        InputStream stream = Objects.requireNonNull(Regions.class.getResourceAsStream(file), file);
        try (var csv = CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(stream, UTF_8))) {
            return csv.stream().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
