package chosao.gateway.account;

import chosao.kernel.security.Grant;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An account as the database has it: with what proves that somebody is its owner. */
@MappedEntity("accounts")
record StoredAccount(
        @Id UUID id,
        String email,
        String passwordHash,
        String name,
        Instant createdAt,
        @Nullable Instant emailProvedAt) {

    Account account(Set<Grant> grants) {
        return Account.of(id, email, name, grants, createdAt, emailProvedAt);
    }

    @Override
    public String toString() {
        return "StoredAccount[" + id + ']';
    }
}
