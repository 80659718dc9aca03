package chosao.catalog.producer;

import chosao.catalog.CatalogProblem;
import chosao.catalog.SqlState;
import chosao.catalog.region.Regions;
import chosao.kernel.http.EntityTag;
import chosao.kernel.id.TimeOrderedId;
import chosao.kernel.security.Caller;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.data.exceptions.DataAccessException;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The producers: an account keeps one at the most. Thread-safe. */
@Singleton
public class Producers {

    private final ProducerRepository repository;
    private final Regions regions;
    private final ApplicationEventPublisher<ProducerChanged> changes;
    private final Clock clock;

    Producers(
            ProducerRepository repository,
            Regions regions,
            ApplicationEventPublisher<ProducerChanged> changes,
            Clock clock) {
        this.repository = repository;
        this.regions = regions;
        this.changes = changes;
        this.clock = clock;
    }

    @Transactional
    Producer register(Caller caller, NewProducer wanted) {
        var region = regions.required(wanted.region());
        var producer =
                new Producer(
                        TimeOrderedId.next(),
                        wanted.name(),
                        wanted.kind().word(),
                        wanted.taxCode(),
                        region.edition(),
                        region.code(),
                        wanted.address(),
                        wanted.description(),
                        caller.accountId(),
                        1,
                        clock.instant(),
                        false);
        if (repository.ofOwner(caller.accountId()).isPresent()) {
            throw CatalogProblem.PRODUCER_EXISTS.with();
        }
        try {
            repository.save(producer);
        } catch (DataAccessException registeredMeanwhile) {
            if (SqlState.UNIQUE_VIOLATION.caused(registeredMeanwhile)) {
                throw CatalogProblem.PRODUCER_EXISTS.with();
            }
            throw registeredMeanwhile;
        }
        return producer;
    }

    /**
     * Changes what the change names. A change that leaves all as it was raises no version and is
     * not told.
     */
    @Transactional
    Producer change(Caller caller, UUID id, @Nullable String ifMatch, ProducerChange change) {
        var before =
                repository
                        .lock(id)
                        .filter(producer -> producer.isKeptBy(caller))
                        .orElseThrow(CatalogProblem.PRODUCER_NOT_FOUND::with);
        EntityTag.require(ifMatch, before.version());
        var changed = changed(before, change);
        if (changed.equals(before)) {
            return before;
        }
        var after = changed.atNextVersion();
        repository.update(after);
        changes.publishEvent(new ProducerChanged(id));
        return after;
    }

    private Producer changed(Producer before, ProducerChange change) {
        var region = change.region().map(regions::required).or(before.region());
        return new Producer(
                before.id(),
                change.name().or(before.name()),
                change.kind().map(ProducerKind::word).or(before.kind()),
                change.taxCode().or(before.taxCode()),
                region.edition(),
                region.code(),
                change.address().or(before.address()),
                change.description().or(before.description()),
                before.ownerAccount(),
                before.version(),
                before.createdAt(),
                before.sample());
    }

    public Optional<Producer> find(UUID id) {
        return repository.findById(id);
    }

    /** The producer that the account owns. */
    public Optional<Producer> ofAccount(UUID account) {
        return repository.ofOwner(account);
    }

    /** The producers that the caller acts for: its own first, then those it is staff of. */
    public List<Producer> of(Caller caller) {
        return together(ofAccount(caller.accountId()), all(caller.staffOf()));
    }

    /** The same, held as they are until the transaction ends. */
    @Transactional(Transactional.TxType.MANDATORY)
    public List<Producer> hold(Caller caller) {
        var staffOf = caller.staffOf();
        return together(
                repository.holdByOwner(caller.accountId()),
                staffOf.isEmpty() ? List.of() : repository.holdAll(staffOf));
    }

    private static List<Producer> together(Optional<Producer> own, List<Producer> others) {
        return Stream.concat(own.stream(), others.stream()).distinct().toList();
    }

    /** Those of the producers that exist. */
    public List<Producer> all(Collection<UUID> ids) {
        return ids.isEmpty() ? List.of() : repository.all(ids);
    }

    /** Adds producers that came with the program. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void addAll(List<Producer> producers) {
        repository.saveAll(producers);
    }
}
