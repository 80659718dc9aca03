package chosao.catalog.category;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import org.jspecify.annotations.Nullable;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface CategoryRepository extends GenericRepository<CategoryRepository.Row, String> {

    @Query("SELECT code, level, name, name_en, parent FROM categories ORDER BY position")
    List<Row> all();

    @MappedEntity("categories")
    record Row(
            @Id String code, String level, String name, String nameEn, @Nullable String parent) {}
}
