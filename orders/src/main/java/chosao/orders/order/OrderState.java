package chosao.orders.order;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** How far an order is. */
@Schema(
        type = "string",
        allowableValues = {
            "awaiting_payment",
            "confirmed",
            "shipped",
            "delivered",
            "cancelled",
            "expired",
            "refunded"
        })
public enum OrderState {
    AWAITING_PAYMENT,
    CONFIRMED,
    SHIPPED,
    DELIVERED,
    CANCELLED,
    EXPIRED,
    REFUNDED;

    /** What may follow. After money has moved, the way leads forward or to giving it back. */
    public Set<OrderState> next() {
        return switch (this) {
            case AWAITING_PAYMENT -> EnumSet.of(CONFIRMED, CANCELLED, EXPIRED);
            case CONFIRMED -> EnumSet.of(SHIPPED, CANCELLED);
            case SHIPPED -> EnumSet.of(DELIVERED, REFUNDED);
            case DELIVERED -> EnumSet.of(REFUNDED);
            case CANCELLED, EXPIRED, REFUNDED -> EnumSet.noneOf(OrderState.class);
        };
    }

    /** Whether the step is one that an order can take. To stay where it is, it always can. */
    public boolean canBecome(OrderState state) {
        return state == this || next().contains(state);
    }

    /** As it is stored and sent. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static OrderState of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
