package chosao.gateway.account;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What owners change of their accounts. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface OwnAccountRepository extends GenericRepository<StoredAccount, UUID> {

    @Query(value = "SELECT language FROM accounts WHERE id = :id", nativeQuery = true)
    Optional<String> findLanguage(UUID id);

    @Query("UPDATE accounts SET language = :language WHERE id = :id")
    int setLanguage(UUID id, String language);

    @Query("UPDATE accounts SET name = :name, search_text = email || ' ' || :plain WHERE id = :id")
    int rename(UUID id, String name, String plain);

    /** Returns 1 if the address is the account's now, 0 if another account has it. */
    @Query(
            """
            UPDATE accounts a
               SET email = :email, email_proved_at = :now, search_text = :email || ' ' || :plain
             WHERE a.id = :id
               AND NOT EXISTS (SELECT FROM accounts o WHERE o.email = :email AND o.id <> :id)
            """)
    int prove(UUID id, String email, String plain, Instant now);
}
