package chosao.gateway.proof;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;

/**
 * A token as the database has it.
 *
 * @param hash SHA-256 of the token
 * @param email the address that it was sent to
 */
@MappedEntity("mailed_tokens")
@SuppressWarnings("ArrayRecordComponent") // never compared; it goes to the database as it is
record MailedToken(
        @Id byte[] hash,
        String purpose,
        UUID accountId,
        String email,
        Instant createdAt,
        Instant expiresAt) {}
