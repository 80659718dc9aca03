package chosao.gateway.token;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * A signing key as the database has it.
 *
 * @param id the {@code kid} of tokens signed with it
 * @param privateKey PKCS #8, sealed by {@link KeyCipher} with the id as label
 * @param publicKey X.509 SubjectPublicKeyInfo, base64
 */
@MappedEntity("signing_keys")
record StoredKey(@Id String id, String privateKey, String publicKey, Instant createdAt) {}
