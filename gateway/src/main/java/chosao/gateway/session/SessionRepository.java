package chosao.gateway.session;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface SessionRepository extends GenericRepository<SessionRow, UUID> {

    void save(SessionRow session);

    @Query(
            """
            INSERT INTO refresh_tokens (hash, session_id, expires_at)
            VALUES (:hash, :sessionId, :expiresAt)
            """)
    int insertToken(byte[] hash, UUID sessionId, Instant expiresAt);

    /** Returns 1 for the one request that gets to use the token, 0 for every other. */
    @Query(
            """
            UPDATE refresh_tokens SET used_at = :now
             WHERE hash = :hash AND used_at IS NULL AND expires_at > :now
            """)
    int use(byte[] hash, Instant now);

    /** When the token was used; nothing if it was not. */
    @Query("SELECT used_at FROM refresh_tokens WHERE hash = :hash AND used_at IS NOT NULL")
    Optional<Instant> findUsedAt(byte[] hash);

    /**
     * The session that the token was given out in, used or not. Until the transaction ends nobody
     * else gets to see it.
     */
    @Query(
            value =
                    """
                    SELECT s.* FROM sessions s JOIN refresh_tokens t ON t.session_id = s.id
                     WHERE t.hash = :hash
                       FOR UPDATE OF s
                    """,
            nativeQuery = true)
    Optional<SessionRow> lockByToken(byte[] hash);

    @Query("UPDATE sessions SET last_used_at = :now, expires_at = :expiresAt WHERE id = :id")
    int extend(UUID id, Instant now, Instant expiresAt);

    /** Returns 0 if it had ended before. */
    @Query(
            """
            UPDATE sessions SET ended_at = :now, end_reason = :reason
             WHERE id = :id AND ended_at IS NULL
            """)
    int end(UUID id, Instant now, String reason);

    /** Forgets those of the account that began before its newest ones. */
    @Query(
            """
            DELETE FROM sessions
             WHERE id IN (SELECT id FROM sessions WHERE account_id = :accountId
                           ORDER BY created_at DESC, id DESC OFFSET :kept)
            """)
    int deleteOldest(UUID accountId, int kept);

    /** Returns 0 if the account has no such session, or it had ended before. */
    @Query(
            """
            UPDATE sessions SET ended_at = :now, end_reason = :reason
             WHERE id = :id AND account_id = :account AND ended_at IS NULL
            """)
    int endOwn(UUID id, UUID account, Instant now, String reason);

    @Query(
            """
            UPDATE sessions SET ended_at = :now, end_reason = :reason
             WHERE account_id = :account AND id <> :kept AND ended_at IS NULL
            """)
    int endOthers(UUID account, UUID kept, Instant now, String reason);

    /** Those that go on, newest first, from before an id. */
    @Query(
            """
            SELECT * FROM sessions
             WHERE account_id = :account AND id < :before AND ended_at IS NULL
               AND expires_at > :now
             ORDER BY id DESC LIMIT :limit
            """)
    List<SessionRow> active(UUID account, UUID before, Instant now, int limit);

    @Query(
            value =
                    """
                    SELECT EXISTS (SELECT FROM sessions
                                    WHERE id = :id AND ended_at IS NULL AND expires_at > :now)
                    """,
            nativeQuery = true)
    boolean isActive(UUID id, Instant now);

    @Query("DELETE FROM sessions WHERE expires_at < :before")
    int deleteExpired(Instant before);

    /** Deletes tokens of sessions that still go on, too. */
    @Query("DELETE FROM refresh_tokens WHERE expires_at < :before")
    int deleteExpiredTokens(Instant before);
}
