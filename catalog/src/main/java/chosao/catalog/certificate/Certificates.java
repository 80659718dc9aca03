package chosao.catalog.certificate;

import static java.util.stream.Collectors.groupingBy;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * All that councils have decided, never overwritten. Who writes here locks the product first and
 * tells of it in the same transaction. Thread-safe.
 */
@Singleton
public class Certificates {

    private final CertificateRepository repository;

    Certificates(CertificateRepository repository) {
        this.repository = repository;
    }

    public Optional<Certificate> find(UUID id) {
        return repository.findById(id);
    }

    /** A product's certificates, oldest first. */
    public List<Certificate> of(UUID product) {
        return repository.ofProducts(List.of(product));
    }

    /** The certificates of each product that has any, oldest first. */
    public Map<UUID, List<Certificate>> of(Collection<UUID> products) {
        if (products.isEmpty()) {
            return Map.of();
        }
        return repository.ofProducts(products).stream().collect(groupingBy(Certificate::productId));
    }

    /**
     * Records a decision.
     *
     * @throws io.micronaut.data.exceptions.DataAccessException with SQLSTATE 23P01 where it
     *     overlaps another that is not revoked
     */
    @Transactional(TxType.MANDATORY)
    public void record(Certificate certificate) {
        repository.save(certificate);
    }

    @Transactional(TxType.MANDATORY)
    public void recordAll(List<Certificate> certificates) {
        repository.saveAll(certificates);
    }

    /** Moves certificates of sample goods to other days: no others may ever change. */
    @Transactional(TxType.MANDATORY)
    public void moveSample(List<Certificate> moved) {
        if (!moved.isEmpty()) {
            repository.updateAll(moved);
        }
    }

    /** Returns whether it was revoked now, rather than before. */
    @Transactional(TxType.MANDATORY)
    public boolean revoke(UUID id, LocalDate on, String reason, Instant at, UUID by) {
        return repository.revoke(id, on, reason, at, by) == 1;
    }
}
