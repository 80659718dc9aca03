package chosao.gateway.limit;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;

/** From where an account was signed in to, as the database has it. */
@MappedEntity("familiar_addresses")
@SuppressWarnings("ArrayRecordComponent") // never compared; it goes to the database as it is
record FamiliarAddress(@Id UUID accountId, byte[] addressHash, Instant lastSeenAt) {}
