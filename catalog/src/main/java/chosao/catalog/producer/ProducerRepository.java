package chosao.catalog.producer;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface ProducerRepository extends GenericRepository<Producer, UUID> {

    Optional<Producer> findById(UUID id);

    @Query("SELECT * FROM producers WHERE id = :id FOR UPDATE")
    Optional<Producer> lock(UUID id);

    /** Keeps the row from changing while what is made of it is written. */
    @Query("SELECT * FROM producers WHERE owner_account = :account FOR SHARE")
    Optional<Producer> holdByOwner(UUID account);

    /** The same of several, in the order of their ids. */
    @Query("SELECT * FROM producers WHERE id IN (:ids) ORDER BY id FOR SHARE")
    List<Producer> holdAll(Collection<UUID> ids);

    @Query("SELECT * FROM producers WHERE owner_account = :account")
    Optional<Producer> ofOwner(UUID account);

    @Query("SELECT * FROM producers WHERE id IN (:ids) ORDER BY id")
    List<Producer> all(Collection<UUID> ids);

    void save(Producer producer);

    void saveAll(List<Producer> producers);

    void update(Producer producer);
}
