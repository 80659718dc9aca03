package chosao.orders.order;

import java.util.Locale;

/** Why an order ended without its goods being delivered. */
public enum EndReason {
    /** The buyer asked for it. */
    CANCELLED_BY_BUYER,
    /** Nobody paid in time. */
    NOT_PAID_IN_TIME,
    /** The provider does not take a payment like this one, for its amount perhaps. */
    PAYMENT_REFUSED,
    /** The payment was cancelled at the provider. */
    PAYMENT_CANCELLED,
    /** It was paid after others had taken the stock. */
    OUT_OF_STOCK,
    /** It was paid after a product's certificate had lapsed, whenever that came to light. */
    CERTIFICATE_LAPSED,
    /** What was paid is not what was asked. */
    WRONG_AMOUNT,
    /** All of the money was given back outside of the market, at the payment provider. */
    REFUNDED_ELSEWHERE,
    /** The holder of the card objected to the payment, and the bank gave the money back. */
    DISPUTE_LOST;

    /** As it is stored and sent. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static EndReason of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
