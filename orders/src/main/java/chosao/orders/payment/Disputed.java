package chosao.orders.payment;

import chosao.kernel.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A dispute as the provider sees it at a moment.
 *
 * @param reason why the holder of the card objects, in the provider's word
 * @param status how far it is, in the provider's word
 * @param dueBy until when evidence is taken
 */
record Disputed(
        String id,
        String intentId,
        Money amount,
        String reason,
        String status,
        Instant openedAt,
        @Nullable Instant dueBy) {

    DisputeState state() {
        return DisputeState.ofStatus(status);
    }
}
