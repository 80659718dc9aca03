package chosao.gateway.audit;

import chosao.kernel.id.TimeOrderedId;
import chosao.kernel.security.Grant;
import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** All audit events. Thread-safe. */
@Singleton
public class AuditEvents {

    /** Sorts after every id. */
    private static final UUID LAST = new UUID(-1, -1);

    private final AuditRepository stored;
    private final JsonMapper json;
    private final Clock clock;

    AuditEvents(AuditRepository stored, JsonMapper json, Clock clock) {
        this.stored = stored;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Records what was done, in the transaction that does it.
     *
     * @param actor who did it; null for the market itself
     * @param account to whom; null where there is no account yet
     * @param before the grants before, and {@code after} those after
     */
    @Transactional(TxType.MANDATORY)
    public void record(
            AuditAction action,
            @Nullable UUID actor,
            @Nullable UUID account,
            @Nullable UUID invitation,
            Collection<Grant> before,
            Collection<Grant> after) {
        stored.insert(
                TimeOrderedId.next(),
                clock.instant(),
                action.word(),
                actor,
                account,
                invitation,
                write(before),
                write(after));
    }

    /**
     * Newest first.
     *
     * @param account of whom; null for everybody
     * @param before the event after which to go on; null for the newest
     */
    List<AuditEvent> list(@Nullable UUID account, @Nullable UUID before, int limit) {
        var place = before == null ? LAST : before;
        var rows =
                account == null
                        ? stored.newest(place, limit)
                        : stored.newestOf(account, place, limit);
        return rows.stream().map(this::event).toList();
    }

    private AuditEvent event(AuditRow row) {
        return new AuditEvent(
                row.id(),
                row.at(),
                AuditAction.of(row.action()),
                row.actor(),
                row.accountId(),
                row.invitationId(),
                read(row.before()),
                read(row.after()));
    }

    private String write(Collection<Grant> grants) {
        try {
            return json.writeValueAsString(Argument.listOf(Grant.class), List.copyOf(grants));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private List<Grant> read(String stored) {
        try {
            var grants = json.readValue(stored, Argument.listOf(Grant.class));
            return grants == null ? List.of() : grants;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
