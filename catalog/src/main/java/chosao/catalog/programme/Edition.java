package chosao.catalog.programme;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One edition of the decision that rules the programme.
 *
 * @param code short name, such as {@code 26/2026}
 * @param decision the decision as it is cited
 * @param to the last day, null while it is in force
 * @param bands by stars, ascending
 */
public record Edition(
        String code, String decision, LocalDate from, @Nullable LocalDate to, List<Band> bands) {

    public Edition {
        bands = List.copyOf(bands);
    }

    public boolean isInForceOn(LocalDate day) {
        return !day.isBefore(from) && (to == null || !day.isAfter(to));
    }

    public Optional<Band> band(int stars) {
        return bands.stream().filter(band -> band.stars() == stars).findFirst();
    }

    /**
     * Whether a score that a province gave earns the stars above a band, which only the centre may
     * grant. The province then grants those of the band, and passes the product on.
     */
    public boolean isPassedOn(Band band, BigDecimal score) {
        return band.authority() == Authority.PROVINCE
                && band(band.stars() + 1)
                        .filter(next -> next.authority() == Authority.CENTRE && next.holds(score))
                        .isPresent();
    }

    /**
     * What a range of scores earns.
     *
     * @param from the least score, inclusive
     * @param below the score that earns a star more, null at the top
     * @param authority who decides; null where the score is a screening result
     * @param certificateMonths how long a certificate lasts; null where none is issued
     */
    public record Band(
            int stars,
            BigDecimal from,
            @Nullable BigDecimal below,
            @Nullable Authority authority,
            @Nullable Integer certificateMonths) {

        public boolean holds(BigDecimal score) {
            return score.compareTo(from) >= 0 && (below == null || score.compareTo(below) < 0);
        }
    }
}
