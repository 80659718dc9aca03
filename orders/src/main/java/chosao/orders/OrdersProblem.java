package chosao.orders;

import chosao.kernel.problem.ProblemType;

/** What orders refuses, beside what every service does. */
public enum OrdersProblem implements ProblemType {
    CART_ALREADY_ORDERED(409),
    CART_EMPTY(409),
    CART_FULL(409),
    CERTIFICATE_BELOW_MINIMUM(409),
    CERTIFICATE_EXPIRED(409),
    CERTIFICATE_MISSING(409),
    CERTIFICATE_REVOKED(409),
    FORGED_WEBHOOK(400),
    MALFORMED_WEBHOOK(400),
    ORDER_DISPUTED(409),
    ORDER_NOT_CANCELLABLE(409),
    OUT_OF_STOCK(409),
    PAYMENT_REFUSED(409),
    PRICE_CHANGED(409),
    PRODUCT_WITHHELD(409),
    SKU_NOT_FOUND(404),
    STOCK_RESERVED(409),
    TOTAL_NOT_CHARGEABLE(422);

    /** The kinds that say why something is not to be had, for the description of the API. */
    public static final String NOT_ON_SALE =
            "`product-withheld`, `certificate-missing`, `certificate-expired`,"
                    + " `certificate-revoked` or `certificate-below-minimum`, with the `skus`";

    private final int status;

    OrdersProblem(int status) {
        this.status = status;
    }

    @Override
    public int status() {
        return status;
    }
}
