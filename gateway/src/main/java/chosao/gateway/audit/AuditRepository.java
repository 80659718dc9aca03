package chosao.gateway.audit;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface AuditRepository extends GenericRepository<AuditRow, UUID> {

    @Query(
            """
            INSERT INTO audit_events (id, at, action, actor, account_id, invitation_id, before, after)
            VALUES (:id, :at, :action, :actor, :accountId, :invitationId,
                    CAST(:before AS jsonb), CAST(:after AS jsonb))
            """)
    int insert(
            UUID id,
            Instant at,
            String action,
            @Nullable UUID actor,
            @Nullable UUID accountId,
            @Nullable UUID invitationId,
            String before,
            String after);

    @Query(
            """
            SELECT id, at, action, actor, account_id, invitation_id,
                   before::text AS before, after::text AS after
              FROM audit_events
             WHERE id < :place
             ORDER BY id DESC LIMIT :limit
            """)
    List<AuditRow> newest(UUID place, int limit);

    @Query(
            """
            SELECT id, at, action, actor, account_id, invitation_id,
                   before::text AS before, after::text AS after
              FROM audit_events
             WHERE account_id = :account AND id < :place
             ORDER BY id DESC LIMIT :limit
            """)
    List<AuditRow> newestOf(UUID account, UUID place, int limit);
}
