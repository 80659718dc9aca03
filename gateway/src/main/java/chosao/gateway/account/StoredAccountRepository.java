package chosao.gateway.account;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
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
            INSERT INTO accounts (id, email, password_hash, name, roles, created_at)
            VALUES (:id, :email, :passwordHash, :name, :roles, :createdAt)
            ON CONFLICT DO NOTHING
            """)
    int insert(
            UUID id,
            String email,
            String passwordHash,
            String name,
            @TypeDef(type = DataType.STRING_ARRAY) List<String> roles,
            Instant createdAt);
}
