package chosao.orders.payment;

import chosao.kernel.money.Money;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A payment as its provider sees it at a moment.
 *
 * @param orderId what it pays, null if it is none of ours
 * @param received what the buyer paid
 * @param failure why the last attempt was declined
 */
record Intent(
        String id,
        @Nullable UUID orderId,
        @Nullable String clientSecret,
        Status status,
        Money received,
        @Nullable String failure) {

    /** Once {@code PAID} or {@code CANCELLED}, it stays so. */
    enum Status {
        /** Waits for the buyer, or for the buyer's bank. */
        OPEN,
        PAID,
        CANCELLED
    }
}
