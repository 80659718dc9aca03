package chosao.gateway.proof;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface MailedTokenRepository extends GenericRepository<MailedToken, byte[]> {

    @Query(
            """
            INSERT INTO mailed_tokens (hash, purpose, account_id, email, created_at, expires_at)
            VALUES (:hash, :purpose, :account, :email, :now, :expiresAt)
            """)
    int insert(
            byte[] hash,
            String purpose,
            UUID account,
            String email,
            Instant now,
            Instant expiresAt);

    @Query(
            """
            SELECT * FROM mailed_tokens
             WHERE hash = :hash AND purpose = :purpose AND expires_at > :now
            """)
    Optional<MailedToken> find(byte[] hash, String purpose, Instant now);

    /** Returns 1 for the one request that gets to use the token, 0 for every other. */
    @Query("DELETE FROM mailed_tokens WHERE hash = :hash")
    int delete(byte[] hash);

    @Query("DELETE FROM mailed_tokens WHERE account_id = :account AND purpose = :purpose")
    int deleteAll(UUID account, String purpose);

    @Query(
            value =
                    """
                    SELECT EXISTS (SELECT FROM mailed_tokens
                                    WHERE account_id = :account AND purpose = :purpose
                                      AND email = :email AND created_at > :since)
                    """,
            nativeQuery = true)
    boolean existsSince(UUID account, String purpose, String email, Instant since);

    @Query("DELETE FROM mailed_tokens WHERE expires_at < :now")
    int deleteExpired(Instant now);
}
