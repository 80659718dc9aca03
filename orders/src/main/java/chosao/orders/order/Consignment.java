package chosao.orders.order;

import chosao.kernel.money.Money;
import java.util.List;
import java.util.UUID;

/** What one producer ships of an order. */
public record Consignment(
        UUID id,
        UUID producerId,
        String producerName,
        UUID placeId,
        String state,
        List<Line> lines) {

    /** Names and price as they were when the order was placed. */
    public record Line(
            String sku,
            UUID productId,
            String productName,
            String variantName,
            Money unitPrice,
            int quantity) {

        public Money total() {
            return unitPrice.times(quantity);
        }
    }

    /** Consignments follow their order until they are shipped. */
    static String stateUnder(OrderState order) {
        return switch (order) {
            case AWAITING_PAYMENT, CONFIRMED, SHIPPED, DELIVERED, CANCELLED -> order.code();
            case EXPIRED, REFUNDED -> OrderState.CANCELLED.code();
        };
    }
}
