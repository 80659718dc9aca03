package chosao.catalog.certificate;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.UUID;

/** Only ever added to; PostgreSQL moves the end of the certificate with each row. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface SupersessionRepository extends GenericRepository<Supersession, UUID> {

    void saveAll(List<Supersession> supersessions);

    /** In the order in which they were recorded. */
    @Query(
            """
            SELECT s.* FROM certificate_supersessions s
              JOIN certificates c ON c.id = s.certificate_id
             WHERE c.product_id = :product
             ORDER BY s.number
            """)
    List<Supersession> ofProduct(UUID product);
}
