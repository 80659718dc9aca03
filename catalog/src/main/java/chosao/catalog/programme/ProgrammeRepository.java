package chosao.catalog.programme;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface ProgrammeRepository extends GenericRepository<ProgrammeRepository.EditionRow, String> {

    @Query(
            "SELECT code, decision, valid_from, valid_to FROM programme_editions ORDER BY valid_from")
    List<EditionRow> editions();

    @Query(
            """
            SELECT edition, stars, score_from, score_below, level, certificate_months
              FROM star_bands ORDER BY edition, stars
            """)
    List<BandRow> bands();

    @MappedEntity("programme_editions")
    record EditionRow(
            @Id String code, String decision, LocalDate validFrom, @Nullable LocalDate validTo) {}

    @MappedEntity("star_bands")
    record BandRow(
            @Id String edition,
            int stars,
            BigDecimal scoreFrom,
            @Nullable BigDecimal scoreBelow,
            @Nullable String level,
            @Nullable Integer certificateMonths) {}
}
