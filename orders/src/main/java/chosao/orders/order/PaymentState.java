package chosao.orders.order;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** How far the payment of an order is. */
@Schema(
        type = "string",
        allowableValues = {
            "pending",
            "open",
            "succeeded",
            "failed",
            "cancelled",
            "refund_pending",
            "refunded"
        })
public enum PaymentState {
    /** The provider does not know of it yet. */
    PENDING,
    /** The buyer can pay. */
    OPEN,
    SUCCEEDED,
    /** The provider will not take it or knows nothing of it; its order ends with it. */
    FAILED,
    CANCELLED,
    /** Paid, and to be given back. */
    REFUND_PENDING,
    REFUNDED;

    /** What may follow. */
    public Set<PaymentState> next() {
        return switch (this) {
            case PENDING -> EnumSet.of(OPEN, SUCCEEDED, FAILED, CANCELLED, REFUND_PENDING);
            case OPEN -> EnumSet.of(SUCCEEDED, FAILED, CANCELLED, REFUND_PENDING);
            case SUCCEEDED -> EnumSet.of(REFUND_PENDING);
            case REFUND_PENDING -> EnumSet.of(REFUNDED);
            // A bank may send back what the provider called refunded: it is owed again.
            case REFUNDED -> EnumSet.of(REFUND_PENDING);
            // Should it have been made and paid after all, the money is owed like any other.
            case FAILED -> EnumSet.of(REFUND_PENDING);
            case CANCELLED -> EnumSet.noneOf(PaymentState.class);
        };
    }

    /** Whether the step is one that a payment can take. To stay where it is, it always can. */
    public boolean canBecome(PaymentState state) {
        return state == this || next().contains(state);
    }

    /**
     * Whether the money came, whatever became of it later: attempts that failed before are past.
     */
    boolean isPaid() {
        return switch (this) {
            case SUCCEEDED, REFUND_PENDING, REFUNDED -> true;
            case PENDING, OPEN, FAILED, CANCELLED -> false;
        };
    }

    /** As it is stored and sent. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static PaymentState of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
