package chosao.gateway.personaldata;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface ErasureRepository extends GenericRepository<Erasure, UUID> {

    void save(Erasure erasure);

    /** What depends on the account goes with it: roles, sessions, tokens and mails. */
    @Query("DELETE FROM accounts WHERE id = :account")
    int deleteAccount(UUID account);

    /** An invitation that has ended stays as a part of history, without the address. */
    @Query("UPDATE invitations SET email = 'erased' WHERE email = :email AND ended_at IS NOT NULL")
    int forgetInvitations(String email);

    @Query("DELETE FROM password_reset_requests WHERE email = :email")
    int forgetResetRequests(String email);

    /** The one that is due for longest, of those that no other worker is taking now. */
    @Query(
            value =
                    """
                    SELECT * FROM erasures WHERE done_at IS NULL AND due_at <= :now
                     ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED
                    """,
            nativeQuery = true)
    Optional<Erasure> lockDue(Instant now);

    @Query(
            """
            UPDATE erasures SET attempts = attempts + 1, due_at = :dueAt
             WHERE account_id = :account AND done_at IS NULL
            """)
    int putOff(UUID account, Instant dueAt);

    @Query("UPDATE erasures SET done_at = :now WHERE account_id = :account AND done_at IS NULL")
    int finish(UUID account, Instant now);

    /** All that the gateway keeps of a person, as one JSON object. */
    @Query(
            value =
                    """
                    SELECT jsonb_pretty(jsonb_build_object(
                      'exportedAt', to_jsonb(CAST(:now AS timestamptz)),
                      'account', (SELECT to_jsonb(a) - 'password_hash' - 'search_text'
                                    FROM accounts a WHERE a.id = :account),
                      'roles', (SELECT coalesce(jsonb_agg(to_jsonb(g) - 'account_id' ORDER BY g.id), '[]')
                                  FROM role_grants g WHERE g.account_id = :account),
                      'roleChanges', (SELECT coalesce(jsonb_agg(to_jsonb(e) - 'account_id' ORDER BY e.id), '[]')
                                        FROM audit_events e WHERE e.account_id = :account),
                      'sessions', (SELECT coalesce(jsonb_agg(to_jsonb(s) - 'account_id' ORDER BY s.id DESC), '[]')
                                     FROM (SELECT * FROM sessions WHERE account_id = :account
                                            ORDER BY id DESC LIMIT 1000) s),
                      'mails', (SELECT coalesce(jsonb_agg(to_jsonb(m) - 'account_id' - 'content' ORDER BY m.id DESC),
                                                '[]')
                                  FROM (SELECT * FROM mails WHERE account_id = :account
                                         ORDER BY id DESC LIMIT 1000) m),
                      'mailedTokens', (SELECT coalesce(jsonb_agg(to_jsonb(t) - 'account_id' - 'hash'
                                                       ORDER BY t.created_at), '[]')
                                         FROM mailed_tokens t WHERE t.account_id = :account),
                      'familiarAddresses', (SELECT coalesce(jsonb_agg(to_jsonb(f) - 'account_id' - 'address_hash'
                                                            ORDER BY f.last_seen_at), '[]')
                                              FROM familiar_addresses f WHERE f.account_id = :account),
                      'orders', '/api/v1/orders'))
                    """,
            nativeQuery = true)
    Optional<String> export(UUID account, Instant now);
}
