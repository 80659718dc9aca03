package chosao.catalog.product;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface VariantRepository extends GenericRepository<Variant, String> {

    @Query("SELECT * FROM variants WHERE product_id IN (:products) ORDER BY product_id, position")
    List<Variant> ofProducts(Collection<UUID> products);

    void saveAll(List<Variant> variants);

    void updateAll(List<Variant> variants);

    void deleteAll(List<Variant> variants);
}
