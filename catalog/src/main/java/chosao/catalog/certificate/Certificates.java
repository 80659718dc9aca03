package chosao.catalog.certificate;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that councils have decided, never overwritten. Who writes here locks the product first and
 * tells of it in the same transaction. Thread-safe.
 */
@Singleton
public class Certificates {

    private final CertificateRepository repository;
    private final SupersessionRepository supersessions;

    Certificates(CertificateRepository repository, SupersessionRepository supersessions) {
        this.repository = repository;
        this.supersessions = supersessions;
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

    /** All decisions on a product, and what each did to those before it. */
    public History historyOf(UUID product) {
        return new History(of(product), supersessions.ofProduct(product));
    }

    /**
     * Records a decision. It supersedes the earlier one that has some of its days; one of the same
     * day or of a later one stands against it. The last guard is PostgreSQL: at the commit it
     * refuses two that cover one day.
     */
    @Transactional(TxType.MANDATORY)
    public Recording record(Certificate decided) {
        var overlapped =
                decided.isInForce()
                        ? of(decided.productId()).stream()
                                .filter(each -> each.isInForce() && each.overlaps(decided))
                                .toList()
                        : List.<Certificate>of();
        var conflict =
                overlapped.stream()
                        .filter(each -> !each.issuedOn().isBefore(decided.issuedOn()))
                        .findFirst();
        if (conflict.isPresent()) {
            return new Recording.Conflicting(conflict.get());
        }
        repository.save(decided);
        supersede(overlapped.stream().map(each -> Supersession.of(each, decided)).toList());
        return new Recording.Recorded();
    }

    /**
     * Records decisions on products that have none yet; each supersedes the one before that has
     * some of its days.
     */
    @Transactional(TxType.MANDATORY)
    public void recordAll(List<Certificate> certificates) {
        repository.saveAll(certificates);
        supersede(
                certificates.stream()
                        .filter(Certificate::isInForce)
                        .collect(groupingBy(Certificate::productId))
                        .values()
                        .stream()
                        .flatMap(Certificates::endings)
                        .toList());
    }

    private static Stream<Supersession> endings(List<Certificate> ofProduct) {
        return ofProduct.stream()
                .sorted(Certificate.BY_DECISION)
                .gather(Gatherers.windowSliding(2))
                .filter(pair -> pair.size() == 2 && pair.getFirst().overlaps(pair.getLast()))
                .map(pair -> Supersession.of(pair.getFirst(), pair.getLast()));
    }

    private void supersede(List<Supersession> endings) {
        if (!endings.isEmpty()) {
            supersessions.saveAll(endings);
        }
    }

    /**
     * Moves certificates of sample goods to other days: no others may ever change. What superseded
     * one of them still does.
     */
    @Transactional(TxType.MANDATORY)
    public void moveSample(List<Certificate> moved) {
        if (moved.isEmpty()) {
            return;
        }
        var present = new HashMap<UUID, Certificate>();
        of(moved.stream().map(Certificate::productId).collect(toSet()))
                .values()
                .forEach(all -> all.forEach(each -> present.put(each.id(), each)));
        var after = new HashMap<>(present);
        moved.forEach(each -> after.put(each.id(), each));
        repository.updateAll(
                moved.stream()
                        .map(each -> each.endedBy(successor(present.get(each.id()), after)))
                        .toList());
    }

    private static @Nullable Certificate successor(
            @Nullable Certificate present, Map<UUID, Certificate> after) {
        var later = present == null ? null : present.supersededBy();
        return later == null ? null : after.get(later);
    }

    /**
     * Revokes a certificate, unless it was revoked before. If it has not begun, the one that it
     * superseded gets its days back, as far as no other decision has them; once it has begun, its
     * days are nobody's.
     *
     * @return whether it was revoked now, rather than before
     */
    @Transactional(TxType.MANDATORY)
    public boolean revoke(UUID id, LocalDate on, String reason, Instant at, UUID by) {
        if (repository.revoke(id, on, reason, at, by) == 0) {
            return false;
        }
        var revoked = repository.findById(id).orElseThrow();
        if (revoked.neverBegan()) {
            giveDaysBack(revoked, at, by);
        }
        return true;
    }

    private void giveDaysBack(Certificate revoked, Instant at, UUID by) {
        var inForce =
                of(revoked.productId()).stream()
                        .filter(Certificate::isInForce)
                        .sorted(Certificate.BY_DECISION)
                        .toList();
        supersede(
                inForce.stream()
                        .filter(each -> revoked.id().equals(each.supersededBy()))
                        .map(each ->
                                Supersession.without(
                                        revoked, each, nextAfter(each, inForce), at, by))
                        .toList());
    }

    /** The first of the later decisions that has a day of a certificate's term. */
    private static @Nullable Certificate nextAfter(
            Certificate certificate, List<Certificate> inForce) {
        return inForce.stream()
                .filter(each -> each.issuedOn().isAfter(certificate.issuedOn()))
                .filter(each -> !each.issuedOn().isAfter(certificate.termEndsOn()))
                .findFirst()
                .orElse(null);
    }
}
