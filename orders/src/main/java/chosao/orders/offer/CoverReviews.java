package chosao.orders.offer;

import chosao.orders.database.Database;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;

/**
 * The products whose cover has gone, so that orders which were confirmed before this service heard
 * of it have to be looked at. Kept in the database until that is done, whatever ends in between.
 * Thread-safe.
 */
@Singleton
public class CoverReviews {

    /**
     * For how long nobody else takes a review. One that takes longer is made by two, who give back
     * each order once.
     */
    private static final Duration LEASE = Duration.ofMinutes(1);

    private final Database database;
    private final Clock clock;

    CoverReviews(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** That the orders of a product are to be looked at. */
    public record Review(long id, UUID productId) {}

    /** Has the orders of these products looked at after this transaction. */
    @Transactional(TxType.MANDATORY)
    void add(Collection<UUID> products) {
        if (!products.isEmpty()) {
            database.update(
                    "INSERT INTO cover_reviews (product_id, attend_at) SELECT unnest(?), ?",
                    products.toArray(UUID[]::new),
                    clock.instant());
        }
    }

    /** Takes the review that has been due the longest, if there is one. */
    @Transactional
    public Optional<Review> takeDue() {
        var now = clock.instant();
        return database.find(
                """
                UPDATE cover_reviews SET attend_at = ?
                 WHERE id = (SELECT id FROM cover_reviews WHERE attend_at <= ?
                              ORDER BY attend_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
                RETURNING id, product_id
                """,
                row -> new Review(row.getLong("id"), row.getObject("product_id", UUID.class)),
                now.plus(LEASE),
                now);
    }

    /** Says that a review is made. */
    @Transactional
    public void done(Review review) {
        database.update("DELETE FROM cover_reviews WHERE id = ?", review.id());
    }
}
