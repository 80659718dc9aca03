package chosao.orders.offer;

import chosao.orders.OrdersProblem;

/** Why a product may not be bought on a day. */
public enum Withholding {
    UNLISTED("withheld", OrdersProblem.PRODUCT_WITHHELD),
    CERTIFICATE_MISSING("certificate-missing", OrdersProblem.CERTIFICATE_MISSING),
    CERTIFICATE_EXPIRED("certificate-expired", OrdersProblem.CERTIFICATE_EXPIRED),
    CERTIFICATE_REVOKED("certificate-revoked", OrdersProblem.CERTIFICATE_REVOKED),
    CERTIFICATE_BELOW_MINIMUM("certificate-below-minimum", OrdersProblem.CERTIFICATE_BELOW_MINIMUM);

    private final String code;
    private final OrdersProblem problem;

    Withholding(String code, OrdersProblem problem) {
        this.code = code;
        this.problem = problem;
    }

    /** What a client reads. */
    public String code() {
        return code;
    }

    /** How buying it is refused. */
    public OrdersProblem problem() {
        return problem;
    }
}
