package chosao.catalog.programme;

import chosao.catalog.programme.Edition.Band;
import chosao.catalog.programme.ProgrammeRepository.BandRow;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The programme's rules, by the day that they are applied to. Thread-safe. */
@Singleton
public final class Programme {

    private final List<Edition> editions;

    Programme(ProgrammeRepository repository) {
        var bands = repository.bands();
        editions =
                repository.editions().stream()
                        .map(row ->
                                new Edition(
                                        row.code(),
                                        row.decision(),
                                        row.validFrom(),
                                        row.validTo(),
                                        bands.stream()
                                                .filter(band -> band.edition().equals(row.code()))
                                                .map(Programme::band)
                                                .toList()))
                        .toList();
    }

    private static Band band(BandRow row) {
        return new Band(
                row.stars(),
                row.scoreFrom(),
                row.scoreBelow(),
                row.level() == null ? null : Authority.of(row.level()),
                row.certificateMonths());
    }

    /** All editions, oldest first. */
    public List<Edition> editions() {
        return editions;
    }

    /** The edition in force on a day; none before the first. */
    public Optional<Edition> on(LocalDate day) {
        return editions.stream().filter(edition -> edition.isInForceOn(day)).findFirst();
    }
}
