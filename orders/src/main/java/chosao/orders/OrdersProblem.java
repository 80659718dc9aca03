package chosao.orders;

import chosao.kernel.problem.ProblemType;

/** What orders refuses, beside what every service does. */
public enum OrdersProblem implements ProblemType {
    CART_ALREADY_ORDERED(409, "Cart already ordered"),
    CART_EMPTY(409, "Cart is empty"),
    CART_FULL(409, "Cart is full"),
    CERTIFICATE_BELOW_MINIMUM(409, "Certificate below the minimum"),
    CERTIFICATE_EXPIRED(409, "Certificate expired"),
    CERTIFICATE_MISSING(409, "Certificate missing"),
    CERTIFICATE_REVOKED(409, "Certificate revoked"),
    FORGED_WEBHOOK(400, "Webhook not signed by its sender"),
    MALFORMED_WEBHOOK(400, "Webhook is not an event"),
    ORDER_NOT_CANCELLABLE(409, "Order can no longer be cancelled"),
    OUT_OF_STOCK(409, "Out of stock"),
    PAYMENT_REFUSED(409, "Payment refused"),
    PRICE_CHANGED(409, "Price changed"),
    PRODUCT_WITHHELD(409, "Product is not on sale"),
    SKU_NOT_FOUND(404, "SKU not found"),
    STOCK_RESERVED(409, "Stock is promised to buyers"),
    TOTAL_NOT_CHARGEABLE(422, "Total cannot be charged to a card");

    /** The kinds that say why something is not to be had, for the description of the API. */
    public static final String NOT_ON_SALE =
            "`product-withheld`, `certificate-missing`, `certificate-expired`,"
                    + " `certificate-revoked` or `certificate-below-minimum`, with the `skus`";

    private final int status;
    private final String title;

    OrdersProblem(int status, String title) {
        this.status = status;
        this.title = title;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }
}
