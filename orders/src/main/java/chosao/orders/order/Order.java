package chosao.orders.order;

import chosao.kernel.money.Money;
import chosao.orders.buyer.Buyer;
import chosao.orders.stock.Demand;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was promised to a buyer.
 *
 * @param disputed whether the holder of the card objects to the payment and nobody has decided
 * @param paymentDeadline until when what it takes is set aside
 */
public record Order(
        UUID id,
        OrderNumber number,
        Buyer buyer,
        OrderState state,
        @Nullable EndReason endReason,
        boolean disputed,
        Contact contact,
        ShippingAddress shippingAddress,
        Money total,
        Instant createdAt,
        Instant paymentDeadline,
        List<Consignment> consignments,
        Payment payment) {

    /** Whether it waits for its payment, and may. */
    public boolean isPayable(Instant now) {
        return state == OrderState.AWAITING_PAYMENT && now.isBefore(paymentDeadline);
    }

    /** Whether what would be shipped of it may not be for now. */
    boolean isOnHold() {
        return switch (state) {
            case AWAITING_PAYMENT, CONFIRMED -> disputed;
            case SHIPPED, DELIVERED, CANCELLED, EXPIRED, REFUNDED -> false;
        };
    }

    /** What it takes from stock. */
    public List<Demand> demands() {
        return consignments.stream()
                .flatMap(consignment ->
                        consignment.lines().stream()
                                .map(line ->
                                        new Demand(
                                                line.sku(),
                                                consignment.placeId(),
                                                line.productId(),
                                                line.quantity())))
                .toList();
    }

    /** The same order with its payment as given. */
    public Order with(Payment changed) {
        return new Order(
                id,
                number,
                buyer,
                state,
                endReason,
                disputed,
                contact,
                shippingAddress,
                total,
                createdAt,
                paymentDeadline,
                consignments,
                changed);
    }

    /** The same order with its consignments as given. */
    Order with(List<Consignment> read) {
        return new Order(
                id,
                number,
                buyer,
                state,
                endReason,
                disputed,
                contact,
                shippingAddress,
                total,
                createdAt,
                paymentDeadline,
                read,
                payment);
    }
}
