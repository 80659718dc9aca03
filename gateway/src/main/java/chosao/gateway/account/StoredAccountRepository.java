package chosao.gateway.account;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface StoredAccountRepository extends GenericRepository<StoredAccount, UUID> {

    Optional<StoredAccount> findById(UUID id);

    Optional<StoredAccount> findByEmail(String email);

    /** Returns 1 if the account was made, 0 if the e-mail (or the id) already has one. */
    @Query(
            """
            INSERT INTO accounts (id, email, password_hash, name, search_text, created_at)
            VALUES (:id, :email, :passwordHash, :name, :searchText, :createdAt)
            ON CONFLICT DO NOTHING
            """)
    int insert(
            UUID id,
            String email,
            String passwordHash,
            String name,
            String searchText,
            Instant createdAt);

    /** Returns 1 if there is such an account. */
    @Query("UPDATE accounts SET password_hash = :passwordHash WHERE id = :id")
    int changePassword(UUID id, String passwordHash);

    /** Ends everything that began with signing in to the account. */
    @Query("DELETE FROM sessions WHERE account_id = :account")
    int deleteSessions(UUID account);

    /** Oldest first, those after an id. */
    @Query(
            """
            SELECT * FROM accounts
             WHERE search_text LIKE :pattern ESCAPE '!' AND id > :after
             ORDER BY id LIMIT :limit
            """)
    List<StoredAccount> search(String pattern, UUID after, int limit);
}
