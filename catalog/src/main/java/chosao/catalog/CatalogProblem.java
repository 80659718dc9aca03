package chosao.catalog;

import chosao.kernel.problem.ProblemType;

/** Every refusal that is the catalog's own. */
public enum CatalogProblem implements ProblemType {
    OWN_PRODUCT(403),
    /** Made with the name and the code of the province that the product is from. */
    OTHER_PROVINCE(403),
    REGION_NOT_FOUND(404),
    PRODUCER_NOT_FOUND(404),
    PRODUCT_NOT_FOUND(404),
    CERTIFICATE_NOT_FOUND(404),
    PRODUCER_EXISTS(409),
    PRODUCER_MISSING(409),
    /** Made with the most products of one producer. */
    TOO_MANY_PRODUCTS(409),
    CERTIFICATE_MISSING(409),
    CERTIFICATE_EXPIRED(409),
    CERTIFICATE_REVOKED(409),
    CERTIFICATE_BELOW_MINIMUM(409),
    CERTIFIED_FACTS(409),
    CERTIFICATE_OVERLAP(409),
    CERTIFICATE_ALREADY_REVOKED(409);

    private final int status;

    CatalogProblem(int status) {
        this.status = status;
    }

    @Override
    public int status() {
        return status;
    }
}
