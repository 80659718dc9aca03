package chosao.catalog.region;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface RegionRepository extends GenericRepository<RegionRepository.Unit, String> {

    @Query("SELECT edition, code, level, name, parent FROM regions ORDER BY edition, code")
    List<Unit> units();

    @Query(
            """
            SELECT edition, code, into_edition, into_code, split, preferred
              FROM region_successors ORDER BY edition, code, into_edition, into_code
            """)
    List<Succession> successions();

    @Query("SELECT edition, valid_from FROM region_editions ORDER BY valid_from")
    List<Edition> editions();

    @MappedEntity("regions")
    record Unit(
            String edition, @Id String code, String level, String name, @Nullable String parent) {}

    /**
     * Where a former unit, or a part of it, went.
     *
     * @param preferred whether the part is the main one, null where the source does not say
     */
    @MappedEntity("region_successors")
    record Succession(
            String edition,
            @Id String code,
            String intoEdition,
            String intoCode,
            boolean split,
            @Nullable Boolean preferred) {}

    @MappedEntity("region_editions")
    record Edition(@Id String edition, LocalDate validFrom) {}
}
