package chosao.catalog.certificate;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface CertificateRepository extends GenericRepository<Certificate, UUID> {

    Optional<Certificate> findById(UUID id);

    void save(Certificate certificate);

    void saveAll(List<Certificate> certificates);

    void updateAll(List<Certificate> certificates);

    @Query("SELECT * FROM certificates WHERE product_id IN (:products) ORDER BY issued_on, id")
    List<Certificate> ofProducts(Collection<UUID> products);

    /** Returns 1 if the certificate was revoked now, 0 if it had been before. */
    @Query(
            """
            UPDATE certificates
               SET revoked_on = :on, revocation_reason = :reason,
                   revocation_recorded_at = :at, revoked_by = :by
             WHERE id = :id AND revoked_on IS NULL
            """)
    int revoke(UUID id, LocalDate on, String reason, Instant at, UUID by);
}
