package chosao.gateway.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import chosao.gateway.limit.ClientOrigin;
import chosao.gateway.limit.ConcurrencyLimit;
import chosao.kernel.problem.KernelProblem;
import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import io.micronaut.http.context.ServerRequestContext;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Turns passwords into what may be stored, and checks them against it. Only so many at a time: each
 * takes memory and time on purpose, and without a bound a flood of sign-ins would take all.
 */
@Singleton
final class Passwords {

    /** The longest that is accepted. A limit is needed, since hashing reads all of it. */
    static final int MAX_BYTES = 128;

    static final int MIN_LENGTH = 8;

    /** OWASP Password Storage Cheat Sheet: Argon2id with 19 MiB, two passes, one lane. */
    private static final Argon2Function ARGON2 =
            Argon2Function.getInstance(19 * 1024, 2, 1, 32, Argon2.ID);

    private static final int PATIENCE_SECONDS = 5;

    /** RFC 9106 section 3.1. */
    private static final int SALT_BYTES = 16;

    private final SecureRandom random = new SecureRandom();

    private final Semaphore places =
            new Semaphore(Runtime.getRuntime().availableProcessors(), true);

    /**
     * Not virtual threads: hashing does not wait, so it would keep those that carry them from all
     * other requests.
     */
    private final ExecutorService hashing =
            Executors.newFixedThreadPool(
                    Runtime.getRuntime().availableProcessors(),
                    Thread.ofPlatform().daemon().name("passwords-", 0).factory());

    private final ConcurrencyLimit perClient;

    /** What a password is checked against where there is no account, to take the same time. */
    private final String nobody;

    Passwords(PasswordConfig config) {
        perClient = new ConcurrencyLimit(config.perClient());
        nobody = hash("nobody has this password");
    }

    @PreDestroy
    void close() {
        hashing.shutdown();
    }

    static boolean isAcceptable(String password) {
        var text = prepared(password);
        return text.codePointCount(0, text.length()) >= MIN_LENGTH
                && text.getBytes(UTF_8).length <= MAX_BYTES
                && text.codePoints().noneMatch(Passwords::isNoCharacter);
    }

    /**
     * What is hashed (RFC 8265, 4.2.2): composed, since what one keyboard sends as one character
     * another sends as a letter and its marks.
     */
    private static String prepared(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC);
    }

    /** Half a surrogate pair would be stored as a question mark, like every other. */
    private static boolean isNoCharacter(int codePoint) {
        return Character.isISOControl(codePoint)
                || Character.getType(codePoint) == Character.SURROGATE;
    }

    String hash(String password) {
        var salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return inTurn(() -> ARGON2.hash(prepared(password).getBytes(UTF_8), salt).getResult());
    }

    /**
     * Whether the password is the one that was hashed. Takes the same time whether it is or not,
     * and whether there is an account at all.
     *
     * @param hash null where there is no account
     */
    boolean matches(String password, @Nullable String hash) {
        if (!isAcceptable(password)) {
            return false;
        }
        var expected = hash == null ? nobody : hash;
        boolean same =
                inTurn(() ->
                        Argon2Function.getInstanceFromHash(expected)
                                .check(prepared(password), expected));
        return same && hash != null;
    }

    private <T> T inTurn(Supplier<T> work) {
        var client = ServerRequestContext.currentRequest().map(ClientOrigin::of).orElse("");
        if (!perClient.enter(client)) {
            throw KernelProblem.TOO_MANY_REQUESTS.with(1).header("Retry-After", "1");
        }
        try {
            return amongAll(work);
        } finally {
            perClient.leave(client);
        }
    }

    private <T> T amongAll(Supplier<T> work) {
        try {
            if (!places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw KernelProblem.SERVICE_UNAVAILABLE
                        .with()
                        .header("Retry-After", Integer.toString(PATIENCE_SECONDS));
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw KernelProblem.SERVICE_UNAVAILABLE.with();
        }
        try {
            return CompletableFuture.supplyAsync(work, hashing).join();
        } finally {
            places.release();
        }
    }
}
