package chosao.gateway.token;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface StoredKeyRepository extends GenericRepository<StoredKey, String> {

    List<StoredKey> findAllOrderByCreatedAt();

    void save(StoredKey key);

    @Query("DELETE FROM signing_keys WHERE created_at < :before")
    void deleteCreatedBefore(Instant before);

    /** Makes the other copies of the gateway wait until this transaction ends. */
    @Query("SELECT 1 FROM pg_advisory_xact_lock(hashtext('signing_keys'))")
    int lock();
}
