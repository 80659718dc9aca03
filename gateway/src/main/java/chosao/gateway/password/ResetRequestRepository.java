package chosao.gateway.password;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;
import java.util.UUID;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface ResetRequestRepository extends GenericRepository<ResetRequest, UUID> {

    void save(ResetRequest request);

    /** The oldest of those that no other copy of the gateway is attending to. */
    @Query(
            value =
                    """
                    SELECT * FROM password_reset_requests ORDER BY id LIMIT 1
                       FOR UPDATE SKIP LOCKED
                    """,
            nativeQuery = true)
    Optional<ResetRequest> lockOldest();

    @Query("DELETE FROM password_reset_requests WHERE id = :id")
    int delete(UUID id);
}
