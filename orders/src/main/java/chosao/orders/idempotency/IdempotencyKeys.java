package chosao.orders.idempotency;

import static chosao.kernel.problem.KernelProblem.IDEMPOTENCY_KEY_REUSED;
import static chosao.kernel.problem.KernelProblem.REQUEST_IN_PROGRESS;
import static chosao.kernel.problem.KernelProblem.TOO_MANY_REQUESTS;

import chosao.kernel.problem.ProblemException;
import chosao.orders.database.Database;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * The keys that clients have used. A key is written in the transaction of its effect, so that one
 * without the other cannot be; a refused request leaves no key and may be repeated with the same.
 */
@Singleton
public class IdempotencyKeys {

    /**
     * How long the answer may take before a repetition takes over. Above what it takes in practice:
     * should one still be at work then, both do what is done once, and the first answer stays.
     */
    private static final Duration LEASE = Duration.ofSeconds(30);

    /** Of one caller, in the two days that they are kept. */
    private static final int MOST_KEYS = 10_000;

    /** Until some of too many keys are forgotten, which happens hourly. */
    private static final Duration WAIT = Duration.ofHours(1);

    private final Database database;
    private final Clock clock;

    IdempotencyKeys(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Takes the key for this request. Waits while another transaction is about to write the same.
     *
     * @param request what is asked for: a key stands for no other
     * @param orderId what the effect will be, if the key is new
     * @throws chosao.kernel.problem.ProblemException {@code idempotency-key-reused} if the key
     *     stands for another request, {@code request-in-progress} while it is being answered,
     *     {@code too-many-requests} if the caller has too many keys
     */
    @Transactional(TxType.MANDATORY)
    public Claim claim(IdempotencyKey key, byte[] request, UUID orderId) {
        var fingerprint = fingerprint(request);
        var now = clock.instant();
        int fresh =
                database.update(
                        """
                        INSERT INTO idempotency_keys (caller, key, fingerprint, order_id, leased_until, created_at)
                        SELECT ?, ?, ?, ?, ?, ?
                         WHERE (SELECT count(*)
                                  FROM (SELECT FROM idempotency_keys WHERE caller = ? LIMIT ?) kept) < ?
                        ON CONFLICT DO NOTHING
                        """,
                        key.caller(),
                        key.value(),
                        fingerprint,
                        orderId,
                        now.plus(LEASE),
                        now,
                        key.caller(),
                        MOST_KEYS,
                        MOST_KEYS);
        return fresh == 1 ? new Claim.Fresh() : repeat(key, fingerprint, now);
    }

    private Claim repeat(IdempotencyKey key, byte[] fingerprint, Instant now) {
        var used =
                database.find(
                                """
                                SELECT fingerprint, order_id, status, body, leased_until FROM idempotency_keys
                                 WHERE caller = ? AND key = ? FOR UPDATE
                                """,
                                row ->
                                        new Used(
                                                row.getBytes("fingerprint"),
                                                row.getObject("order_id", UUID.class),
                                                row.getInt("status"),
                                                row.getBytes("body"),
                                                Database.instant(row, "leased_until")),
                                key.caller(),
                                key.value())
                        .orElseThrow(() -> notTaken(key.caller()));
        if (!MessageDigest.isEqual(used.fingerprint(), fingerprint)) {
            throw IDEMPOTENCY_KEY_REUSED.with();
        }
        if (used.status() != 0) {
            return new Claim.Answered(used.orderId(), used.status(), used.body());
        }
        if (used.leasedUntil().isAfter(now)) {
            throw REQUEST_IN_PROGRESS.with().header("Retry-After", "1");
        }
        database.update(
                "UPDATE idempotency_keys SET leased_until = ? WHERE caller = ? AND key = ?",
                now.plus(LEASE),
                key.caller(),
                key.value());
        return new Claim.CutOff(used.orderId());
    }

    /** Why a key could not be taken that is not there: it was there a moment ago, if no other. */
    private ProblemException notTaken(String caller) {
        boolean tooMany =
                database.find(
                                "SELECT count(*) >= ? AS many FROM idempotency_keys WHERE caller = ?",
                                row -> row.getBoolean("many"),
                                MOST_KEYS,
                                caller)
                        .orElseThrow();
        return tooMany
                ? TOO_MANY_REQUESTS
                        .with(WAIT.toSeconds())
                        .header("Retry-After", Long.toString(WAIT.toSeconds()))
                : REQUEST_IN_PROGRESS.with();
    }

    @SuppressWarnings("ArrayRecordComponent") // a row, read once
    private record Used(
            byte[] fingerprint, UUID orderId, int status, byte[] body, Instant leasedUntil) {}

    /**
     * Keeps the answer for every repetition.
     *
     * @return what is to be answered: if a repetition was faster, what that answered
     */
    @Transactional(TxType.MANDATORY)
    public Claim.Answered answer(IdempotencyKey key, Claim.Answered answer) {
        return database.find(
                        """
                        UPDATE idempotency_keys SET status = coalesce(status, ?), body = coalesce(body, ?)
                         WHERE caller = ? AND key = ? RETURNING order_id, status, body
                        """,
                        row ->
                                new Claim.Answered(
                                        row.getObject("order_id", UUID.class),
                                        row.getInt("status"),
                                        row.getBytes("body")),
                        answer.status(),
                        answer.body(),
                        key.caller(),
                        key.value())
                .orElse(answer);
    }

    /** Gives the key of a request back that was refused after all. */
    @Transactional(TxType.MANDATORY)
    public void release(IdempotencyKey key) {
        database.update(
                "DELETE FROM idempotency_keys WHERE caller = ? AND key = ? AND status IS NULL",
                key.caller(),
                key.value());
    }

    /** Forgets keys from before; who repeats a request after that long is asking anew. */
    @Transactional
    public int forgetBefore(Instant moment) {
        return database.update("DELETE FROM idempotency_keys WHERE created_at < ?", moment);
    }

    private static byte[] fingerprint(byte[] request) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(request);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
