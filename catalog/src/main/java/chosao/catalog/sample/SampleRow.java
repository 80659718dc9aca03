package chosao.catalog.sample;

import java.time.LocalDate;
import java.time.Month;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A row of the sample file, as it is read off.
 *
 * @param number its number in the file, from which all ids are made
 * @param producerKind as the file has it, empty where it is not known
 * @param province today's province
 * @param stars null where the source does not say
 * @param year of the award, null where the source does not say
 */
record SampleRow(
        int number,
        String name,
        String category,
        @Nullable String producer,
        String producerKind,
        @Nullable String commune,
        @Nullable String district,
        String provinceAtAward,
        String province,
        @Nullable Integer stars,
        Status status,
        @Nullable Integer year,
        @Nullable String decision,
        @Nullable LocalDate decidedOn,
        String note) {

    /** A council's certificate has three stars at the least. */
    private static final int FEWEST_STARS = 3;

    /** What a province may grant while the centre has yet to confirm five. */
    private static final int STARS_BEFORE_THE_CENTRE = 4;

    private static final Pattern YEAR = Pattern.compile("\\d{4}");

    /** What the source says became of the product. */
    enum Status {
        RECOGNISED,
        /** A province's score that the centre has yet to confirm. */
        POTENTIAL_5,
        /** A council's proposal without a decision. */
        COUNCIL_PROPOSED,
        LAPSED,
        REVOKED
    }

    /**
     * The stars of its certificate, none where there is no certificate. A lapsed or revoked one of
     * unknown stars counts as the lowest there is: it is only ever shown as gone.
     */
    Optional<Integer> certifiedStars() {
        return switch (status) {
            case RECOGNISED -> Optional.ofNullable(stars);
            case LAPSED, REVOKED -> Optional.of(stars == null ? FEWEST_STARS : stars);
            case POTENTIAL_5 -> Optional.of(STARS_BEFORE_THE_CENTRE);
            case COUNCIL_PROPOSED -> Optional.empty();
        };
    }

    /** Whether its province gave it the points of five stars. */
    boolean isPotentialFiveStar() {
        return status == Status.POTENTIAL_5;
    }

    /** The day of the decision; where only the year is known, its middle. */
    Optional<LocalDate> issuedOn() {
        if (decidedOn != null) {
            return Optional.of(decidedOn);
        }
        return Optional.ofNullable(year).map(known -> LocalDate.of(known, Month.JULY, 1));
    }

    /** The day of the revocation: the last of the latest year that the source names. */
    Optional<LocalDate> revokedOn() {
        if (status != Status.REVOKED) {
            return Optional.empty();
        }
        return YEAR.matcher(note)
                .results()
                .map(match -> LocalDate.of(Integer.parseInt(match.group()), Month.DECEMBER, 31))
                .reduce((_, later) -> later)
                .or(this::issuedOn);
    }

    /** The place in the words of the decision, from small to large. */
    String placeAtAward() {
        return Stream.of(commune, district, provinceAtAward)
                .filter(part -> part != null)
                .collect(Collectors.joining(", "));
    }

    /** The producer's name, or a neutral one where the source has none. */
    String producerName() {
        return producer == null ? "Chủ thể OCOP " + placeAtAward() : producer;
    }

    /** What tells producers of the same name apart. */
    List<String> producerKey() {
        return List.of(producerName(), provinceAtAward);
    }
}
