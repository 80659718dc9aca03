package chosao.gateway.admin;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface InvitationRepository extends GenericRepository<InvitationRow, UUID> {

    @Query(
            """
            INSERT INTO invitations (id, email, token_hash, grants, invited_by, created_at, expires_at)
            VALUES (:id, :email, :tokenHash, CAST(:grants AS jsonb), :invitedBy, :createdAt,
                    :expiresAt)
            """)
    int insert(
            UUID id,
            String email,
            byte[] tokenHash,
            String grants,
            UUID invitedBy,
            Instant createdAt,
            Instant expiresAt);

    /** Newest first, those after an id that can still be accepted. */
    @Query(
            """
            SELECT id, email, grants::text AS grants, invited_by, created_at, expires_at, ended_at
              FROM invitations
             WHERE ended_at IS NULL AND expires_at > :now AND id < :before
             ORDER BY id DESC LIMIT :limit
            """)
    List<InvitationRow> open(Instant now, UUID before, int limit);

    @Query(
            """
            SELECT id, email, grants::text AS grants, invited_by, created_at, expires_at, ended_at
              FROM invitations
             WHERE token_hash = :tokenHash AND ended_at IS NULL AND expires_at > :now
            """)
    Optional<InvitationRow> openByToken(byte[] tokenHash, Instant now);

    @Query(
            """
            SELECT id, email, grants::text AS grants, invited_by, created_at, expires_at, ended_at
              FROM invitations
             WHERE id = :id AND ended_at IS NULL
            """)
    Optional<InvitationRow> openById(UUID id);

    /** Returns 1 if it was ended now, 0 if it had ended before or never was. */
    @Query(
            """
            UPDATE invitations SET ended_at = :now, accepted_by = :acceptedBy
             WHERE id = :id AND ended_at IS NULL
            """)
    int end(UUID id, Instant now, @Nullable UUID acceptedBy);
}
