package chosao.catalog;

import chosao.kernel.problem.ProblemType;

/** Every refusal that is the catalog's own. */
public enum CatalogProblem implements ProblemType {
    REGION_NOT_FOUND(404, "Region not found"),
    PRODUCER_NOT_FOUND(404, "Producer not found"),
    PRODUCT_NOT_FOUND(404, "Product not found"),
    CERTIFICATE_NOT_FOUND(404, "Certificate not found"),
    PRODUCER_EXISTS(409, "The account already keeps a producer"),
    PRODUCER_MISSING(409, "The account keeps no producer yet"),
    CERTIFICATE_MISSING(409, "No certificate"),
    CERTIFICATE_EXPIRED(409, "Certificate expired"),
    CERTIFICATE_REVOKED(409, "Certificate revoked"),
    CERTIFICATE_BELOW_MINIMUM(409, "Too few stars"),
    CERTIFIED_FACTS(409, "Fixed by a certificate"),
    CERTIFICATE_OVERLAP(409, "Certificates overlap"),
    CERTIFICATE_ALREADY_REVOKED(409, "Certificate already revoked");

    private final int status;
    private final String title;

    CatalogProblem(int status, String title) {
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
