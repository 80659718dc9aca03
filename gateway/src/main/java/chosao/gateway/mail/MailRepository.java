package chosao.gateway.mail;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface MailRepository extends GenericRepository<MailRow, UUID> {

    void save(MailRow mail);

    /** The mail that is due for longest, of those that no other worker is taking now. */
    @Query(
            value =
                    """
                    SELECT * FROM mails WHERE state = 'due' AND due_at <= :now
                     ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED
                    """,
            nativeQuery = true)
    Optional<MailRow> lockDue(Instant now);

    @Query("UPDATE mails SET attempts = :attempts, due_at = :leaseEnd WHERE id = :id")
    int lease(UUID id, int attempts, Instant leaseEnd);

    /** Returns 0 if the lease has ended and another worker has taken it since. */
    @Query(
            """
            UPDATE mails SET state = :state, content = NULL, ended_at = :now
             WHERE id = :id AND state = 'due' AND attempts = :attempts
            """)
    int end(UUID id, int attempts, String state, Instant now);

    @Query(
            """
            UPDATE mails SET due_at = :dueAt
             WHERE id = :id AND state = 'due' AND attempts = :attempts
            """)
    int putOff(UUID id, int attempts, Instant dueAt);

    @Query("DELETE FROM mails WHERE ended_at < :before")
    int deleteEndedBefore(Instant before);
}
