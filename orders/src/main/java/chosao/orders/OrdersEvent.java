package chosao.orders;

import chosao.kernel.event.EventType;

/** What happens to an order, its payment and its refunds, as the operator reads and counts it. */
public enum OrdersEvent implements EventType {
    ORDER_PLACED,
    ORDER_CONFIRMED,
    ORDER_SHIPPED,
    ORDER_DELIVERED,
    ORDER_CANCELLED,
    ORDER_EXPIRED,
    ORDER_REFUNDED,
    /** The money came, even if it is given back at once. */
    PAYMENT_SUCCEEDED,
    PAYMENT_FAILED,
    REFUND_REQUESTED,
    REFUND_SUCCEEDED,
    REFUND_FAILED
}
