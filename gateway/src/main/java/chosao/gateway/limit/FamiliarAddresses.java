package chosao.gateway.limit;

import static java.nio.charset.StandardCharsets.UTF_8;

import chosao.gateway.token.DerivedKeys;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * From where people sign in to their accounts. There wrong passwords that others try elsewhere do
 * not keep them out. An address is kept as an HMAC, of which nobody without the gateway's secret
 * can tell the address, and forgotten when nobody signs in from there for a while. Thread-safe.
 */
@Singleton
public class FamiliarAddresses {

    private static final String ALGORITHM = "HmacSHA256";
    private static final Duration MEMORY = Duration.ofDays(90);

    /** Of one account. */
    private static final int MOST = 20;

    private final FamiliarAddressRepository stored;
    private final SecretKey key;
    private final Clock clock;

    FamiliarAddresses(FamiliarAddressRepository stored, DerivedKeys keys, Clock clock) {
        this.stored = stored;
        this.key = keys.derive(ALGORITHM, "chosao familiar addresses");
        this.clock = clock;
    }

    /**
     * Whether the account with this e-mail was signed in to from the address; false where there is
     * no such account.
     *
     * @param address see {@link ClientOrigin}
     */
    public boolean isFamiliar(String email, String address) {
        return stored.ofEmail(email, clock.instant().minus(MEMORY)).stream()
                .anyMatch(known ->
                        MessageDigest.isEqual(
                                known.addressHash(), hash(known.accountId(), address)));
    }

    /** Notes that the account's owner was at the address. */
    @Transactional
    public void remember(UUID account, String address) {
        stored.remember(account, hash(account, address), clock.instant());
        stored.deleteOldest(account, MOST);
    }

    private byte[] hash(UUID account, String address) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal((account + " " + address).getBytes(UTF_8));
        } catch (GeneralSecurityException unsupported) {
            throw new IllegalStateException(unsupported);
        }
    }

    @Scheduled(fixedDelay = "1h", initialDelay = "10m")
    void forget() {
        stored.deleteSeenBefore(clock.instant().minus(MEMORY));
    }
}
