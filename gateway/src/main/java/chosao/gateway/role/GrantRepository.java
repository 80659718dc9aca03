package chosao.gateway.role;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface GrantRepository extends GenericRepository<GrantRow, UUID> {

    @Query("SELECT * FROM role_grants WHERE account_id IN (:accounts) ORDER BY account_id, id")
    List<GrantRow> ofAccounts(Collection<UUID> accounts);

    void saveAll(List<GrantRow> rows);

    @Query("DELETE FROM role_grants WHERE id IN (:ids)")
    int deleteAll(Collection<UUID> ids);

    /** Who is admin; nobody else can change that until the transaction ends. */
    @Query(
            value =
                    """
                    SELECT account_id FROM role_grants WHERE role = 'admin' ORDER BY account_id
                       FOR UPDATE
                    """,
            nativeQuery = true)
    List<UUID> lockAdmins();

    @Query(
            value = "SELECT EXISTS (SELECT FROM role_grants WHERE role = 'admin')",
            nativeQuery = true)
    boolean anyAdmin();

    /**
     * The version of an account's roles; nobody else can change them until the transaction ends.
     */
    @Query(
            value = "SELECT roles_version FROM accounts WHERE id = :account FOR UPDATE",
            nativeQuery = true)
    List<Long> lockVersion(UUID account);

    @Query(value = "SELECT roles_version FROM accounts WHERE id = :account", nativeQuery = true)
    List<Long> version(UUID account);

    @Query("UPDATE accounts SET roles_version = roles_version + 1 WHERE id = :account")
    int raiseVersion(UUID account);

    /** The grants of an account in whose name a session goes on; none if it has ended. */
    @Query(
            """
            SELECT g.* FROM role_grants g JOIN sessions s USING (account_id)
             WHERE s.id = :session AND s.account_id = :account AND s.ended_at IS NULL
            """)
    List<GrantRow> inSession(UUID session, UUID account);
}
