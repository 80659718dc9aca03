package chosao.gateway.limit;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface FamiliarAddressRepository extends GenericRepository<FamiliarAddress, UUID> {

    @Query(
            """
            SELECT f.* FROM familiar_addresses f JOIN accounts a ON a.id = f.account_id
             WHERE a.email = :email AND f.last_seen_at > :since
            """)
    List<FamiliarAddress> ofEmail(String email, Instant since);

    @Query(
            """
            INSERT INTO familiar_addresses (account_id, address_hash, last_seen_at)
            VALUES (:account, :addressHash, :now)
            ON CONFLICT (account_id, address_hash) DO UPDATE SET last_seen_at = EXCLUDED.last_seen_at
            """)
    int remember(UUID account, byte[] addressHash, Instant now);

    /** Leaves the newest. */
    @Query(
            """
            DELETE FROM familiar_addresses
             WHERE account_id = :account
               AND address_hash NOT IN (SELECT address_hash FROM familiar_addresses
                                         WHERE account_id = :account
                                         ORDER BY last_seen_at DESC LIMIT :most)
            """)
    int deleteOldest(UUID account, int most);

    @Query("DELETE FROM familiar_addresses WHERE last_seen_at < :before")
    int deleteSeenBefore(Instant before);
}
