package chosao.kernel.security;

/** What an account may be. An account can have several roles. */
public final class Roles {

    public static final String BUYER = "buyer";

    /** Keeps listings, stock and consignments of the producers that the account owns. */
    public static final String PRODUCER = "producer";

    /** Operates trade fairs. */
    public static final String FAIR = "fair";

    /** A council's office: records certificates and revokes them. */
    public static final String CERTIFIER = "certifier";

    public static final String ADMIN = "admin";

    /** Another service of the market, not a person. No account can have it. */
    public static final String INTERNAL = "internal";

    private Roles() {}
}
