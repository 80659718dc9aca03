package chosao.orders.erasure;

import chosao.orders.database.Database;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.UUID;

/** Erases what no law keeps of a buyer. Doing it again changes nothing. Thread-safe. */
@Singleton
class Erasures {

    /** Neither the goods nor the money of such an order are under way any more. */
    private static final String ENDED =
            """
             o.state IN ('delivered', 'cancelled', 'expired', 'refunded')
             AND p.state IN ('succeeded', 'refunded', 'failed', 'cancelled')
            """;

    private final Database database;

    Erasures(Database database) {
        this.database = database;
    }

    /**
     * Erases an account's carts, the answers that are kept for it, and the contact data of its
     * orders that have ended. Name and address of a paid order stay: they are part of its invoice.
     *
     * @return how many orders have not ended yet and keep their contact data until then
     */
    @Transactional
    int erase(UUID account) {
        database.update("DELETE FROM carts WHERE account_id = ?", account);
        database.update(
                "DELETE FROM idempotency_keys WHERE caller = ? AND status IS NOT NULL",
                "account:" + account);
        database.update(
                """
                UPDATE orders o
                   SET contact_phone = '', contact_email = '',
                       contact_name = CASE WHEN p.state IN ('succeeded', 'refunded')
                                           THEN contact_name ELSE '' END,
                       shipping_line = CASE WHEN p.state IN ('succeeded', 'refunded')
                                            THEN shipping_line ELSE '' END
                  FROM payments p
                 WHERE p.order_id = o.id AND o.account_id = ? AND o.contact_email <> '' AND
                """
                        + ENDED,
                account);
        return database.find(
                        """
                        SELECT count(*)::integer AS remaining
                          FROM orders o JOIN payments p ON p.order_id = o.id
                         WHERE o.account_id = ? AND NOT (
                        """
                                + ENDED
                                + ")",
                        row -> row.getInt("remaining"),
                        account)
                .orElseThrow();
    }
}
