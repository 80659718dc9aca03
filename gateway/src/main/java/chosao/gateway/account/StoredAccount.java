package chosao.gateway.account;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** An account as the database has it: with what proves that somebody is its owner. */
@MappedEntity("accounts")
record StoredAccount(
        @Id UUID id,
        String email,
        String passwordHash,
        String name,
        @TypeDef(type = DataType.STRING_ARRAY) List<String> roles,
        Instant createdAt) {

    Account account() {
        return new Account(id, email, name, Set.copyOf(roles), createdAt);
    }

    @Override
    public String toString() {
        return "StoredAccount[" + id + ']';
    }
}
